/**
 * Chance and ids by name: what is drawn under a key depends on the seed and the key alone, so any part of the account
 * can be computed by itself, in any order, and comes out the same.
 */
import { hashText, hex, seededRandom, uuidOf } from "../../../world/random.ts";

/** Draws under one key, one after the other. */
export interface Draw {
  /** A whole number from `min` to `max`, both inclusive. */
  whole(min: number, max: number): number;
  /** True this often, from 0 (never) to 1 (always). */
  chance(share: number): boolean;
  /** The 17 hex digits that ids of windows and machines end in. */
  hex17(): string;
  pick<Choice>(choices: readonly [Choice, ...Choice[]]): Choice;
}

/** The account's source of chance. */
export interface Chance {
  draw(key: string): Draw;
  uuid(key: string): string;
}

/** The chance of an account: the same seed, the same account. */
export const chanceFrom = (seed: number): Chance => ({
  draw: (key) => drawFrom(seededRandom(hashText(key, seed))),
  uuid: (key) => uuidOf(key, seed),
});

const drawFrom = (random: () => number): Draw => ({
  whole: (min, max) => min + Math.floor(random() * (max - min + 1)),
  chance: (share) => random() < share,
  hex17: () =>
    [random(), random(), random()]
      .map((share) => hex(Math.floor(share * 2 ** 32), 8))
      .join("")
      .slice(-17),
  pick: (choices) => choices[Math.floor(random() * choices.length)] ?? choices[0],
});
