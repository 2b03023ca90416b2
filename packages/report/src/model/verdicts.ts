/** The verdicts in their one order, and in words. */
import type { Verdict } from "./report.ts";

/** All verdicts by harm, the worst first: what failed, what may hide failures, what did nothing, what still runs, what passed. */
export const verdictsWorstFirst = [
  "FAILED",
  "PARTIAL",
  "UNKNOWN",
  "EMPTY",
  "SKIPPED",
  "RUNNING",
  "PASSED",
] as const satisfies readonly Verdict[];

/** The verdicts as a predicate: `3 failed in part`. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  FAILED: "failed",
  PARTIAL: "failed in part",
  UNKNOWN: "unknown",
  EMPTY: "ran on nothing",
  SKIPPED: "skipped",
  RUNNING: "still running",
  PASSED: "passed",
};

/** A number for each verdict. */
export const eachVerdict = (numberOf: (verdict: Verdict) => number): Record<Verdict, number> =>
  // fromEntries forgets that every verdict has an entry.
  Object.fromEntries(verdictsWorstFirst.map((verdict) => [verdict, numberOf(verdict)])) as Record<
    Verdict,
    number
  >;
