/**
 * Random values and IDs by key. They depend on the seed and the key only, so any part of the account can be computed
 * separately and in any order.
 */
import { hashText, hex, seededRandom, uuidOf } from "../../../world/random.ts";

/** A sequence of random values under one key. */
export interface Draw {
  /** An integer from `min` to `max`, inclusive. */
  whole(min: number, max: number): number;
  /** True with this probability, from 0 to 1. */
  chance(share: number): boolean;
  /** 17 hex digits, as at the end of window and instance IDs. */
  hex17(): string;
  pick<Choice>(choices: readonly [Choice, ...Choice[]]): Choice;
}

/** The account's source of random values. */
export interface Chance {
  draw(key: string): Draw;
  uuid(key: string): string;
}

/** Creates the random values of an account from a seed. */
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
