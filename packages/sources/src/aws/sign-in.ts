/** How a connection signs in, and what that needs. */
import { SourceError } from "../source/source-error.ts";

/** An access key with both halves. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
  readonly accountId?: string;
}

/** A role to assume. */
export interface Role {
  readonly arn: string;
  readonly sessionName: string | undefined;
  readonly externalId: string | undefined;
  readonly mfaSerial: string | undefined;
  /** In seconds. */
  readonly duration: number | undefined;
}

/** How one profile or the environment signs in. */
export type SignIn =
  /** An access key, of environment variables if `profile` is undefined. */
  | { readonly kind: "keys"; readonly profile: string | undefined; readonly key: AccessKey }
  | { readonly kind: "role"; readonly profile: string; readonly role: Role; readonly source: SignIn }
  | {
      readonly kind: "web-identity";
      /** Undefined if environment variables name the file. */
      readonly profile: string | undefined;
      readonly tokenFile: string;
      readonly role: Pick<Role, "arn" | "sessionName">;
    }
  | {
      readonly kind: "sso";
      readonly profile: string;
      /** Name of its `sso-session` section; undefined for the older form without one. */
      readonly session: string | undefined;
      readonly startUrl: string;
      readonly region: string;
      readonly accountId: string;
      readonly roleName: string;
    }
  | { readonly kind: "login"; readonly profile: string; readonly session: string }
  | {
      readonly kind: "process";
      readonly profile: string;
      readonly command: string;
      readonly accountId: string | undefined;
    }
  /** `forRole`: the profile whose `credential_source` names it. */
  | { readonly kind: "container" | "instance"; readonly forRole?: string };

/** The parts of a key as they are configured. Empty parts count as absent. */
export interface KeyParts {
  /** Where they are configured, in words. */
  readonly from: string;
  readonly id: string;
  readonly secret: string;
  readonly token: string | undefined;
  readonly account: string | undefined;
  readonly expiration?: string | undefined;
}

/**
 * The key with its session and account, if it has them.
 *
 * @throws SourceError if a part cannot be sent in a header.
 */
export const accessKey = ({ from, id, secret, token, account, expiration }: KeyParts): AccessKey => {
  for (const [part, value] of [
    ["access key ID", id],
    ["session token", token ?? ""],
  ] as const) {
    if (!UNSENDABLE.test(value)) continue;
    throw invalidSignIn(
      `The ${part} of ${from} contains a line break or another character that cannot be part of one.`,
      "Copy it again, without what is before and after it.",
    );
  }
  return {
    accessKeyId: id,
    secretAccessKey: secret,
    ...(token ? { sessionToken: token } : {}),
    ...(expiration ? { expiration: new Date(expiration) } : {}),
    ...(account ? { accountId: account } : {}),
  };
};

/** Characters that Node.js refuses in a header. The error would look like one of the network. */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;

/** The error for a sign-in that is not completely set up. */
export const invalidSignIn = (message: string, advice: string): SourceError =>
  new SourceError("configuration", message, advice);
