import { badOf } from "./bucket.ts";
import type { ExecutionReport, Verdict } from "./model.ts";
import { plural } from "./words.ts";

/** What a stretch of time is judged by. */
export interface ExecutionsEvidence {
  /** How many executions were read, by verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** All that are known; those that passed may be left out. */
  readonly executions: readonly ExecutionReport[];
  /** Whether windows and executions could all be listed. */
  readonly exact: boolean;
  readonly done: boolean;
}

/** The verdict on many executions, by the same order of thought as for one: running, bad, unknown, nothing, green. */
export const judgeExecutions = ({ verdicts, executions, exact, done }: ExecutionsEvidence): Verdict => {
  if (!done) return "UNKNOWN";
  if (verdicts.FAILED + verdicts.PARTIAL > 0 || executions.some(({ counts }) => badOf(counts) > 0)) {
    return verdicts.PASSED + verdicts.PARTIAL > 0 ||
      executions.some(({ counts }) => counts.buckets.passed > 0)
      ? "PARTIAL"
      : "FAILED";
  }
  if (verdicts.UNKNOWN > 0 || !exact) return "UNKNOWN";
  if (verdicts.RUNNING > 0) return "RUNNING";
  if (verdicts.PASSED > 0) return verdicts.EMPTY + verdicts.SKIPPED > 0 ? "PARTIAL" : "PASSED";
  return verdicts.EMPTY === 0 && verdicts.SKIPPED > 0 ? "SKIPPED" : "EMPTY";
};

const verdictWords: readonly (readonly [Verdict, string])[] = [
  ["FAILED", "failed"],
  ["PARTIAL", "failed in part"],
  ["RUNNING", "still running"],
  ["UNKNOWN", "unknown"],
  ["EMPTY", "ran on nothing"],
  ["SKIPPED", "skipped"],
  ["PASSED", "passed"],
];

/**
 * How many executions went how, in one sentence.
 *
 * @param from - what they are of: `3 windows`.
 */
export const describeExecutions = (
  { verdicts, exact, done }: Omit<ExecutionsEvidence, "executions">,
  from: string,
): string => {
  const words = verdictWords
    .filter(([verdict]) => verdicts[verdict] > 0)
    .map(([verdict, word]) => `${verdicts[verdict]} ${word}`);
  const total = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  const least = done ? "At least " : "at least ";
  const found = `${exact ? "" : least}${plural(total, "execution")} of ${from}`;
  const sentence =
    total === 0 && done && exact
      ? `No execution of ${from} in this time`
      : `${found}: ${words.join(", ") || "none read"}`;
  return `${done ? "" : "Still being read: "}${sentence}.`;
};
