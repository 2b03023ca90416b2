import { addCounts, badOf, type Counts } from "./bucket.ts";
import { mergeGroups } from "./group.ts";
import type { ExecutionReport, Group, Verdict } from "./model.ts";
import { plural } from "./words.ts";

/** Several executions as one answer. */
export interface ExecutionsSummary {
  /** Those that are not PASSED, worst first, newest first among equals. */
  readonly executions: readonly ExecutionReport[];
  /** How many there are, by verdict; of those that are read to their end. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Rows of all of them, the passed ones included. */
  readonly counts: Counts;
  /** Over all of them, worst first. */
  readonly groups: readonly Group[];
}

/** Sums up executions, whichever windows they are of: what did not pass, worst first, and counts and groups of them all. */
export const summariseExecutions = (reports: readonly ExecutionReport[]): ExecutionsSummary => {
  const executions = reports.filter(isNotable).toSorted(worstFirst);
  return {
    executions,
    verdicts: countVerdicts(reports.filter(({ done }) => done)),
    counts: addCounts(reports.map(({ counts }) => counts)),
    groups: mergeGroups(executions.flatMap(({ groups }) => groups)),
  };
};

const verdictWords: Readonly<Record<Verdict, string>> = {
  FAILED: "failed",
  PARTIAL: "failed in part",
  RUNNING: "still running",
  UNKNOWN: "unknown",
  EMPTY: "ran on nothing",
  SKIPPED: "skipped",
  PASSED: "passed",
};

// The keys of a record of verdicts are verdicts.
const verdictNames = Object.keys(verdictWords) as readonly Verdict[];

/** A number for each verdict. */
export const eachVerdict = (numberOf: (verdict: Verdict) => number): Record<Verdict, number> =>
  // fromEntries forgets that every verdict has an entry.
  Object.fromEntries(verdictNames.map((verdict) => [verdict, numberOf(verdict)])) as Record<Verdict, number>;

/** How many executions there are of each verdict. */
export const countVerdicts = (
  executions: Iterable<Pick<ExecutionReport, "verdict">>,
): Readonly<Record<Verdict, number>> => {
  const counts = eachVerdict(() => 0);
  for (const { verdict } of executions) counts[verdict] += 1;
  return counts;
};

/** One that is still being read shows as soon as something in it is bad. */
const isNotable = ({ done, verdict, counts }: ExecutionReport): boolean =>
  done ? verdict !== "PASSED" : badOf(counts) > 0;

/** The order of executions: what failed most first, then the newest. */
export const worstFirst = (one: ExecutionReport, other: ExecutionReport): number =>
  rank(one) - rank(other) ||
  badOf(other.counts) - badOf(one.counts) ||
  (other.StartTime?.getTime() ?? 0) - (one.StartTime?.getTime() ?? 0);

const rank = ({ verdict, counts }: ExecutionReport): number => {
  if (badOf(counts) > 0 || verdict === "FAILED" || verdict === "PARTIAL") return 0;
  return { UNKNOWN: 1, EMPTY: 2, SKIPPED: 2, RUNNING: 3, PASSED: 4 }[verdict];
};

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

/** How many executions have which verdict, in one sentence. `from`: what they are of, such as `3 windows`. */
export const describeExecutions = (
  { verdicts, exact, done }: Omit<ExecutionsEvidence, "executions">,
  from: string,
): string => {
  const words = verdictNames
    .filter((verdict) => verdicts[verdict] > 0)
    .map((verdict) => `${verdicts[verdict]} ${verdictWords[verdict]}`);
  const total = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  const least = done ? "At least " : "at least ";
  const found = `${exact ? "" : least}${plural(total, "execution")} of ${from}`;
  const sentence =
    total === 0 && done && exact
      ? `No execution of ${from} in this time`
      : `${found}: ${words.join(", ") || "none read"}`;
  return `${done ? "" : "Still being read: "}${sentence}.`;
};
