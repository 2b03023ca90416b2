import {
  createSignatureCheck,
  isSignatureError,
  type SignatureOptions,
  type SigningKey,
} from "@windowpane/endpoint";
import { checkedRoles, type Authenticator, type Role } from "./authenticator.ts";
import { AuthenticationError } from "./authentication-error.ts";

/** A key that callers sign requests with, and its roles. It does not have to be an AWS access key. */
export interface CallerKey extends SigningKey {
  /** What callers with this key may do. */
  readonly roles: readonly Role[];
}

/** Options of `signatureV4`. */
export interface SignatureV4Options extends Omit<SignatureOptions, "keys"> {
  /** At least one. */
  readonly keys: readonly CallerKey[];
}

/**
 * Authenticates callers by AWS Signature Version 4, as created by AWS's clients and `curl --aws-sigv4`. The ID of a caller is
 * the access key ID. Every `Authorization` header except a bearer token is treated as a signature, so that the error for a
 * malformed one says so.
 *
 * @throws Error if a key is invalid; the message does not contain the secret.
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
