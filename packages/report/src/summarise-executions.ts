import { addCounts, badOf, type Counts } from "./bucket.ts";
import { mergeGroups } from "./group.ts";
import type { ExecutionReport, Group, Verdict } from "./model.ts";

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

const noVerdicts: Readonly<Record<Verdict, number>> = {
  FAILED: 0,
  PARTIAL: 0,
  RUNNING: 0,
  UNKNOWN: 0,
  EMPTY: 0,
  SKIPPED: 0,
  PASSED: 0,
};

/** How many executions there are of each verdict. */
export const countVerdicts = (
  executions: Iterable<Pick<ExecutionReport, "verdict">>,
): Readonly<Record<Verdict, number>> => {
  const counts = { ...noVerdicts };
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
