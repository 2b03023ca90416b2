import type { Authenticator, Caller, Role } from "../caller.ts";
import { AuthenticationError } from "./authentication-error.ts";
import { checkedRoles } from "./checked-roles.ts";

/** A token that somebody may call with, by itself or as its hash. */
export type BearerToken = {
  /** Who has it, for rate limits and logs. Two tokens may name one holder, as when one takes the other's place. */
  readonly id: string;
  readonly roles: readonly Role[];
} & (
  | {
      /** At least 16 of the characters that a header carries as they are: letters, digits, `-._~+/` and `=` at the end. */
      readonly token: string;
    }
  | {
      /** SHA-256 of the token in hexadecimal, so that the configuration holds nothing to steal. */
      readonly sha256: string;
    }
);

/** Who may call with `Authorization: Bearer`. */
export interface BearerOptions {
  /** At least one. */
  readonly tokens: readonly BearerToken[];
}

/**
 * Knows callers by a bearer token. Tokens are compared as SHA-256 hashes, all of them each time, so that the time an answer
 * takes says nothing about any of them.
 *
 * @throws Error when a token cannot be meant; it shows none.
 */
export const bearer = ({ tokens }: BearerOptions): Authenticator => {
  if (tokens.length === 0)
    throw new Error("There are no bearer tokens. Give at least one, or leave `bearer` out.");
  const holders = tokens.map((token, index) => readHolder(token, `Bearer token ${index + 1}`));
  let known: Promise<readonly Known[]> | undefined;

  return {
    name: "bearer",
    challenge: 'Bearer realm="windowpane"',
    async authenticate(request) {
      const given = /^bearer(?:\s+(.*))?$/i.exec(request.headers.get("authorization") ?? "");
      if (given === null) return undefined;
      const digest = await sha256(given[1] ?? "");
      // At the first request, as a Worker may not compute this while it starts.
      known ??= Promise.all(holders.map(async ({ caller, hash }) => ({ caller, digest: await hash() })));
      const found = (await known).filter((token) => isSame(digest, token.digest));
      const [holder] = found;
      if (holder !== undefined) return holder.caller;
      throw new AuthenticationError("UnrecognizedClientException", "The bearer token is not known.");
    },
  };
};

interface Known {
  readonly caller: Caller;
  readonly digest: Uint8Array;
}

interface Holder {
  readonly caller: Caller;
  readonly hash: () => Promise<Uint8Array>;
}

const readHolder = (token: BearerToken, whose: string): Holder => {
  if (!/^[\x21-\x7e]{1,64}$/.test(token.id)) {
    throw new Error(`${whose} has no id. Give it one of 1 to 64 letters without blanks.`);
  }
  const caller = { id: token.id, roles: checkedRoles(token.roles, whose) };
  if ("sha256" in token) {
    if ("token" in token)
      throw new Error(`${whose} has both \`token\` and \`sha256\`. Leave one of them out.`);
    if (!/^[0-9a-f]{64}$/i.test(token.sha256)) {
      throw new Error(`${whose}: sha256 must have 64 hexadecimal digits. Make it with \`sha256sum\`.`);
    }
    const digest = readHex(token.sha256);
    return { caller, hash: async () => digest };
  }
  // Node's headers and HTTP's credentials know no other characters; RFC 6750 calls them b64token.
  if (token.token.length < 16 || !/^[\w.~+/-]+=*$/.test(token.token)) {
    throw new Error(
      `${whose} must have 16 characters or more, without blanks. Make one with \`openssl rand -hex 32\`.`,
    );
  }
  return { caller, hash: () => sha256(token.token) };
};

const sha256 = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

const readHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));

/** Two hashes of 32 bytes, without stopping at the first that differs. */
const isSame = (left: Uint8Array, right: Uint8Array): boolean =>
  left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0;
