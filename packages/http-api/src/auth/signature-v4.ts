import {
  createSignatureCheck,
  isSignatureError,
  type SignatureOptions,
  type SigningKey,
} from "@windowpane/endpoint";
import type { Authenticator, Role } from "../caller.ts";
import { AuthenticationError } from "./authentication-error.ts";
import { checkedRoles } from "./checked-roles.ts";

/** A key that requests may be signed with, and what they may then do. It need not be a key of AWS. */
export interface CallerKey extends SigningKey {
  readonly roles: readonly Role[];
}

/** Who may call with a signature of AWS's kind. */
export interface SignatureV4Options extends Omit<SignatureOptions, "keys"> {
  /** At least one. */
  readonly keys: readonly CallerKey[];
}

/**
 * Knows callers by AWS Signature Version 4, as AWS's clients and `curl --aws-sigv4` make it. Their id is the key's. Every
 * `Authorization` header but a bearer token is taken for a signature, so that a broken one is called broken.
 *
 * @throws Error when a key cannot be meant; it shows no secret.
 */
export const signatureV4 = ({ keys, ...options }: SignatureV4Options): Authenticator => {
  const check = createSignatureCheck({ ...options, keys });
  const roles = new Map(
    keys.map((key, index) => [key.accessKeyId, checkedRoles(key.roles, `Signing key ${index + 1}`)]),
  );
  return {
    name: "signature",
    async authenticate(request, body = new Uint8Array()) {
      if (!isSigned(request)) return undefined;
      try {
        const { accessKeyId } = await check({ request, body });
        return { id: accessKeyId, roles: roles.get(accessKeyId) ?? new Set() };
      } catch (error) {
        if (!isSignatureError(error)) throw error;
        throw new AuthenticationError(error.code, error.message, { cause: error });
      }
    },
  };
};

const isSigned = (request: Request): boolean => {
  const authorization = request.headers.get("authorization") ?? "";
  if (authorization !== "") return !/^bearer(\s|$)/i.test(authorization);
  return new URL(request.url).searchParams.has("X-Amz-Algorithm");
};
