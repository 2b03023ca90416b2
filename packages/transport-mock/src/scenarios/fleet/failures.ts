import { hashText, scramble } from "../../random.ts";

/** Which of a row of items fail. */
export interface Failures {
  fails(index: number): boolean;
  /** Whether any of the first `count` items fails. */
  anyIn(count: number): boolean;
}

/**
 * One failure in every stretch of 1 / `rate` items, at a place of its own in each: the share is right for any part of
 * the row, and each item is decided by itself.
 */
export const spreadFailures = (rate: number, seed: number): Failures => {
  const key = hashText("failures", seed);
  const placeOf = (stretch: number): number =>
    Math.floor((stretch + scramble(stretch ^ key) / 2 ** 32) / rate);
  return {
    fails: (index) => {
      if (rate === 0) return false;
      for (let stretch = Math.floor(index * rate); stretch <= (index + 1) * rate; stretch += 1) {
        if (placeOf(stretch) === index) return true;
      }
      return false;
    },
    anyIn: (count) => rate > 0 && placeOf(0) < count,
  };
};
