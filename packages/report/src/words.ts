/** Counts in sentences. */
import { bucketsWorstFirst, type Bucket, type Counts } from "./bucket.ts";
import type { Machine } from "./model.ts";

/** What rows are called: machines, calls, or both together targets. */
export type Noun = "machine" | "call" | "target";

export const bucketWords: Readonly<Record<Bucket, string>> = {
  passed: "passed",
  failed: "failed",
  timedOut: "timed out",
  undeliverable: "could not be reached",
  neverRan: "never ran",
  cancelled: "cancelled",
  unknown: "unknown",
  running: "running",
  pending: "waiting",
};

/** `3 failed, 1 timed out, 36 passed`: every bucket that is not empty, worst first. */
export const describeBuckets = ({ buckets }: Counts): string =>
  bucketsWorstFirst
    .filter((bucket) => buckets[bucket] > 0)
    .map((bucket) => `${buckets[bucket]} ${bucketWords[bucket]}`)
    .join(", ");

/** `The only machine failed`. */
export const describeOnly = ({ buckets }: Counts, noun: Noun): string => {
  const bucket = bucketsWorstFirst.find((candidate) => buckets[candidate] > 0) ?? "unknown";
  return `The only ${noun} ${oneWords(bucket)}`;
};

/** `was cancelled`: one needs a verb that many do without. */
export const oneWords = (bucket: Bucket): string => verbs[bucket] ?? bucketWords[bucket];

const verbs: Partial<Record<Bucket, string>> = {
  cancelled: "was cancelled",
  unknown: "is unknown",
  running: "is running",
  pending: "is waiting",
};

/** `40 machines`, `at least 1 machine`. */
export const describeTotal = ({ total, exact }: Counts, noun: Noun): string =>
  `${exact ? "" : "at least "}${plural(total, noun)}`;

export const plural = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : nouns}`;

/** What to call the rows below a level. */
export const nounOf = (machines: Iterable<Machine>): Noun => {
  let hasMachines = false;
  let hasCalls = false;
  for (const { kind } of machines) {
    if (kind === "call") hasCalls = true;
    else hasMachines = true;
    if (hasMachines && hasCalls) return "target";
  }
  return hasCalls ? "call" : "machine";
};
