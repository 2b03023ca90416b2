import { addCounts, badOf, type Counts } from "../../model/result.ts";
import { byFailures } from "../groups/harm.ts";
import { mergeGroups } from "../groups/group.ts";
import type { Group } from "../../model/group.ts";
import type { ExecutionReport, Verdict } from "../../model/report.ts";
import { eachVerdict, verdictsWorstFirst, verdictWords } from "../../model/verdicts.ts";
import { describeHarm, plural } from "../../model/words.ts";
import { PATCHES_SKIPPED } from "../verdict/verdict-words.ts";

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
  byFailures(one.counts, other.counts) ||
  (other.StartTime?.getTime() ?? 0) - (one.StartTime?.getTime() ?? 0);

const rank = ({ verdict, counts }: ExecutionReport): number => {
  if (badOf(counts) > 0 || verdict === "FAILED" || verdict === "PARTIAL") return 0;
  return verdictsWorstFirst.indexOf(verdict);
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
      executions.some(({ counts }) => counts.results.passed > 0)
      ? "PARTIAL"
      : "FAILED";
  }
  if (verdicts.UNKNOWN > 0 || !exact) return "UNKNOWN";
  if (verdicts.RUNNING > 0) return "RUNNING";
  if (verdicts.PASSED > 0) return verdicts.EMPTY + verdicts.SKIPPED > 0 ? "PARTIAL" : "PASSED";
  return verdicts.EMPTY === 0 && verdicts.SKIPPED > 0 ? "SKIPPED" : "EMPTY";
};

/** What executions are described by. */
interface ExecutionsFacts extends Omit<ExecutionsEvidence, "executions"> {
  /** Rows of all of them. */
  readonly counts: Counts;
  /** Whether patch state was not requested although something patched. Default: false. */
  readonly skipsPatches?: boolean | undefined;
}

/**
 * How many executions have which verdict, and where machines did not pass, what happened to them. `from`: what the executions
 * are of, such as `3 windows`.
 */
export const describeExecutions = (
  { verdicts, exact, done, counts, skipsPatches = false }: ExecutionsFacts,
  from: string,
): string => {
  const words = verdictsWorstFirst
    .filter((verdict) => verdicts[verdict] > 0)
    .map((verdict) => `${verdicts[verdict]} ${verdictWords[verdict]}`);
  const total = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  const least = done ? "At least " : "at least ";
  const found = `${exact ? "" : least}${plural(total, "execution")} of ${from}`;
  const sentence =
    total === 0 && done && exact
      ? `No execution of ${from} in this time`
      : `${found}: ${words.join(", ") || "none read"}`;
  const harm = badOf(counts) === 0 ? "" : ` ${describeHarm(counts, "machine run")}.`;
  const patches = skipsPatches ? ` ${PATCHES_SKIPPED}` : "";
  return `${done ? "" : "Still being read: "}${sentence}.${harm}${patches}`;
};
