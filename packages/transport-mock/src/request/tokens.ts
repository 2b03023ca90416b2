import type { OperationName } from "@windowpane/core";
import { hashText, scramble } from "../world/random.ts";

/**
 * The NextTokens of one request. A token is opaque, contains the position of the next page, and is valid only for its
 * operation and input. The page size may change between pages. Tokens are valid in every mock with the same scenario and
 * seed, so another process can continue a list.
 */
export interface RequestTokens {
  /**
   * Makes the token of a position, up to 2^48 - 1. A different `turn` gives a different token for the same position.
   * Turns repeat after 65,536. Default: turn 0.
   */
  make(position: number, turn?: number): string;
  /** Reads a token. Undefined if it is not a token of this request. */
  read(token: string): TokenPosition | undefined;
}

/** The content of a token. */
export interface TokenPosition {
  readonly position: number;
  readonly turn: number;
}

/** Creates the tokens of requests under a key. */
export const tokensUnder =
  (key: number) =>
  (operation: OperationName, input: object): RequestTokens => {
    // Most requests have no token, so the input is hashed only when one is needed.
    let known: readonly number[] | undefined;
    const bases = (): readonly number[] => {
      known ??= hashesOf(operation + bound(input), key);
      return known;
    };
    const make: RequestTokens["make"] = (position, turns = 0) => {
      const turn = turns % 65_536;
      const low = position >>> 0;
      const high = (Math.floor(position / 2 ** 32) | (turn << 16)) >>> 0;
      const seals = bases().map((base) => scramble(scramble(base ^ low) ^ high));
      // Masked, so that callers cannot depend on the position in a token.
      const [maskLow, maskHigh] = maskOf(seals);
      return [(low ^ maskLow) >>> 0, (high ^ maskHigh) >>> 0, ...seals].map(word).join("");
    };
    const maskOf = ([one = 0, other = 0]: readonly number[]): readonly [number, number] => [
      scramble(one ^ key),
      scramble(other ^ key),
    ];
    return {
      make,
      read: (token) => {
        if (!/^[0-9a-z]{35}$/.test(token)) return undefined;
        const [first = 0, second = 0, ...seals] = [0, 1, 2, 3].map((at) =>
          Number.parseInt(token.slice(at * WORD, (at + 1) * WORD), 36),
        );
        const [maskLow, maskHigh] = maskOf(seals);
        const high = (second ^ maskHigh) >>> 0;
        const content = {
          position: (high & 0xffff) * 2 ** 32 + ((first ^ maskLow) >>> 0),
          turn: high >>> 16,
        };
        // A token is authentic only if the same content gives the same token.
        return make(content.position, content.turn) === token ? content : undefined;
      },
    };
  };

const hashesOf = (request: string, key: number): readonly number[] =>
  [1, 2, 3].map((salt) => hashText(request, scramble(key + salt)));

/** Number of digits of a 32-bit number in base 36. */
const WORD = 7;

const word = (value: number): string => value.toString(36).padStart(WORD, "0");

/** The input with its members sorted, without the two that change from page to page. */
const bound = (input: object): string =>
  JSON.stringify(sorted({ ...input, NextToken: undefined, MaxResults: undefined }));

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, sorted(member)] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
};
