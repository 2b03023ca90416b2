/** The access keys that the loopback has issued. */
import { createSignatureCheck, type SignatureCheck } from "@windowpane/endpoint";

/** Credentials, as clients use them. */
export interface LoopbackCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** An access key and what it belongs to. */
export interface IssuedKey extends LoopbackCredentials {
  readonly account: string;
  readonly arn: string;
  /** Whether it is of an assumed role. */
  readonly isSession: boolean;
  /** Checks a signature of this key for a service. */
  readonly check: (service: string) => SignatureCheck;
}

/** Issues keys and finds them. */
export interface Keys {
  issue(of: Pick<IssuedKey, "account" | "arn" | "isSession"> & { readonly expiration?: Date }): IssuedKey;
  find(accessKeyId: string): IssuedKey | undefined;
}

export const createKeys = (now: () => Date): Keys => {
  const keys = new Map<string, IssuedKey>();
  return {
    find: (accessKeyId) => keys.get(accessKeyId),
    issue: ({ account, arn, isSession, expiration }) => {
      const number = String(keys.size)
        .padStart(16, "0")
        .replaceAll(/[01]/gu, (digit) => (digit === "0" ? "A" : "B"));
      const credentials: LoopbackCredentials = {
        accessKeyId: `${isSession ? "ASIA" : "AKIA"}${number}`,
        secretAccessKey: `secret-of-key-${number}`,
        ...(isSession ? { sessionToken: `token-of-key-${number}` } : {}),
        ...(expiration === undefined ? {} : { expiration }),
      };
      const checks = new Map<string, SignatureCheck>();
      const check = (service: string): SignatureCheck => {
        const { accessKeyId, secretAccessKey, sessionToken } = credentials;
        // The expiry is checked by the services, whose errors differ.
        const made =
          checks.get(service) ??
          createSignatureCheck({
            keys: [{ accessKeyId, secretAccessKey, sessionToken }],
            now,
            service,
            replays: 0,
          });
        checks.set(service, made);
        return made;
      };
      const key = { ...credentials, account, arn, isSession, check };
      keys.set(credentials.accessKeyId, key);
      return key;
    },
  };
};
