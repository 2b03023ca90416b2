import { seededRandom } from "../random.ts";
import type { FaultTiming } from "./fault.ts";
import type { Request } from "./layer.ts";

/** Counts the requests that a fault could hit, and says of each whether it does. */
export const hitsOf = (
  { operations, after = 0, every = 1, times = Infinity, probability = 1 }: FaultTiming,
  seed: number,
): ((request: Request) => boolean) => {
  const random = seededRandom(seed);
  let count = 0;
  let hits = 0;
  return ({ operation }) => {
    if (operations !== undefined && !operations.includes(operation)) return false;
    count += 1;
    const isDue = count > after && (count - after) % every === 0 && hits < times;
    // Drawn only when due, so that requests before the start do not move the row of numbers.
    if (!isDue || (probability < 1 && random() >= probability)) return false;
    hits += 1;
    return true;
  };
};
