import type { OperationName } from "@windowpane/core";
import { hashText, scramble } from "../world/random.ts";

/**
 * The NextTokens of one request. A token says where a list goes on, is bound to its operation and input, and is opaque.
 * The page size is not part of the binding, so a walk may change it on its way. Tokens hold across mocks of the same
 * scenario and seed, so a walk can go on in another process.
 */
export interface RequestTokens {
  /**
   * The token for a position, up to 2^48 - 1. Another `turn` gives another token for the same position; turns start
   * over after 65,536. Default: turn 0.
   */
  make(position: number, turn?: number): string;
  /** What a token says. Undefined: it is not a token, not ours, or was handed out for another request. */
  read(token: string): TokenPosition | undefined;
}

/** Where a token points. */
export interface TokenPosition {
  readonly position: number;
  readonly turn: number;
}

/** Makes and reads the tokens of requests, under one key. */
export const tokensUnder =
  (key: number) =>
  (operation: OperationName, input: object): RequestTokens => {
    // Most requests meet no token: the input is only read for one.
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
      // Hidden behind the seals, so that nobody is tempted to count with them.
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
        const place = { position: (high & 0xffff) * 2 ** 32 + ((first ^ maskLow) >>> 0), turn: high >>> 16 };
        // Made again from what it says, it must be the same to the last character: nothing else proves it untouched.
        return make(place.position, place.turn) === token ? place : undefined;
      },
    };
  };

const hashesOf = (request: string, key: number): readonly number[] =>
  [1, 2, 3].map((salt) => hashText(request, scramble(key + salt)));

/** A 32-bit number takes up to seven digits in base 36. */
const WORD = 7;

const word = (value: number): string => value.toString(36).padStart(WORD, "0");

/** The input in one spelling: its members in the order of their names, without the two that a walk changes. */
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
