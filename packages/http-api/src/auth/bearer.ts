import { checkedRoles, type Authenticator, type Caller, type Role } from "./authenticator.ts";
import { AuthenticationError } from "./authentication-error.ts";

/** A bearer token, as plain text or as its hash. */
export type BearerToken = {
  /** ID of the caller, for rate limits and logs. Two tokens can share an ID, for example during a rotation. */
  readonly id: string;
  readonly roles: readonly Role[];
} & (
  | {
      /** At least 16 characters: letters, digits, `-._~+/`, and `=` at the end. */
      readonly token: string;
    }
  | {
      /** SHA-256 hash of the token in hexadecimal, so that the configuration contains no secret. */
      readonly sha256: string;
    }
);

/** Options of `bearer`. */
export interface BearerOptions {
  /** At least one. */
  readonly tokens: readonly BearerToken[];
}

/**
 * Authenticates callers by a bearer token (`Authorization: Bearer`). Every request is compared with all tokens, as SHA-256
 * hashes, so that response times reveal nothing about a token.
 *
 * @throws Error if a token is invalid; the message does not contain it.
 */
export const bearer = ({ tokens }: BearerOptions): Authenticator => {
  if (tokens.length === 0)
    throw new Error("There are no bearer tokens. Pass at least one, or remove `bearer`.");
  const holders = tokens.map((token, index) => readHolder(token, `Bearer token ${index + 1}`));
  let known: Promise<readonly KnownToken[]> | undefined;

  return {
    name: "bearer",
    challenge: 'Bearer realm="windowpane"',
    async authenticate(request) {
      const given = /^bearer(?:\s+(.*))?$/i.exec(request.headers.get("authorization") ?? "");
      if (given === null) return undefined;
      const digest = await sha256(given[1] ?? "");
      // Computed at the first request, because a Worker cannot hash while it starts.
      known ??= Promise.all(holders.map(async ({ caller, hash }) => ({ caller, digest: await hash() })));
      const found = (await known).filter((token) => isSame(digest, token.digest));
      const [holder] = found;
      if (holder !== undefined) return holder.caller;
      throw new AuthenticationError("UnrecognizedClientException", "The bearer token is invalid.");
    },
  };
};

interface KnownToken {
  readonly caller: Caller;
  readonly digest: Uint8Array;
}

interface TokenHolder {
  readonly caller: Caller;
  readonly hash: () => Promise<Uint8Array>;
}

const readHolder = (token: BearerToken, owner: string): TokenHolder => {
  if (!/^[\x21-\x7e]{1,64}$/.test(token.id)) {
    throw new Error(`${owner} has no valid id. Use 1 to 64 ASCII characters without spaces.`);
  }
  const caller = { id: token.id, roles: checkedRoles(token.roles, owner) };
  if ("sha256" in token) {
    if ("token" in token) throw new Error(`${owner} has both \`token\` and \`sha256\`. Remove one of them.`);
    if (!/^[0-9a-f]{64}$/i.test(token.sha256)) {
      throw new Error(`${owner}: sha256 must have 64 hexadecimal digits. Create it with \`sha256sum\`.`);
    }
    const digest = readHex(token.sha256);
    return { caller, hash: async () => digest };
  }
  // RFC 6750 (b64token) allows no other characters in a bearer token.
  if (token.token.length < 16 || !/^[\w.~+/-]+=*$/.test(token.token)) {
    throw new Error(
      `${owner} must have at least 16 characters, without spaces. Create one with \`openssl rand -hex 32\`.`,
    );
  }
  return { caller, hash: () => sha256(token.token) };
};

const sha256 = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

const readHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));

/** Compares two hashes of 32 bytes in constant time. */
const isSame = (left: Uint8Array, right: Uint8Array): boolean =>
  left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0;
