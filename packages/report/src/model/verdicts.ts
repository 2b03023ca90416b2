/** The order of verdicts, and their words. */
import type { Verdict } from "./report.ts";

/** All verdicts, worst first. */
export const verdictsWorstFirst = [
  "FAILED",
  "PARTIAL",
  "UNKNOWN",
  "EMPTY",
  "SKIPPED",
  "RUNNING",
  "PASSED",
] as const satisfies readonly Verdict[];

/** Verdicts as words after a count: `3 partly failed`. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  FAILED: "failed",
  PARTIAL: "partly failed",
  UNKNOWN: "unknown",
  EMPTY: "empty",
  SKIPPED: "skipped",
  RUNNING: "running",
  PASSED: "passed",
};

/** A number for each verdict. */
export const eachVerdict = (numberOf: (verdict: Verdict) => number): Record<Verdict, number> =>
  // fromEntries forgets that every verdict has an entry.
  Object.fromEntries(verdictsWorstFirst.map((verdict) => [verdict, numberOf(verdict)])) as Record<
    Verdict,
    number
  >;
