import { addCounts, badOf, type Counts } from "../../model/result.ts";
import { byFailures } from "../groups/harm.ts";
import { mergeGroups } from "../groups/group.ts";
import type { Group } from "../../model/group.ts";
import type { ExecutionReport, Verdict } from "../../model/report.ts";
import { eachVerdict, verdictsWorstFirst, verdictWords } from "../../model/verdicts.ts";
import { describeHarm, plural } from "../../model/words.ts";
import { PATCHES_SKIPPED } from "../verdict/verdict-words.ts";

/** A summary of several executions. */
export interface ExecutionsSummary {
  /** Those that are not PASSED, worst first, newest first among equals. */
  readonly executions: readonly ExecutionReport[];
  /** Number of executions by verdict, of those that have been read. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Rows of all executions, including passed ones. */
  readonly counts: Counts;
  /** Over all executions, worst first. */
  readonly groups: readonly Group[];
}

/** Summarises executions of any windows: those that did not pass, and the counts and groups of all. */
export const summariseExecutions = (reports: readonly ExecutionReport[]): ExecutionsSummary => {
  const executions = reports.filter(isNotable).toSorted(worstFirst);
  return {
    executions,
    verdicts: countVerdicts(reports.filter(({ done }) => done)),
    counts: addCounts(reports.map(({ counts }) => counts)),
    groups: mergeGroups(executions.flatMap(groupsWithOrigin)),
  };
};

/** The groups of an execution; their members have its account and region. */
const groupsWithOrigin = ({ groups, origin }: ExecutionReport): readonly Group[] =>
  origin === undefined
    ? groups
    : groups.map((group) => ({ ...group, members: group.members.map((member) => ({ ...member, origin })) }));

/** Counts executions by verdict. */
export const countVerdicts = (
  executions: Iterable<Pick<ExecutionReport, "verdict">>,
): Readonly<Record<Verdict, number>> => {
  const counts = eachVerdict(() => 0);
  for (const { verdict } of executions) counts[verdict] += 1;
  return counts;
};

/** Whether to list an execution. One that is still being read is listed as soon as something in it fails. */
const isNotable = ({ done, verdict, counts, groups }: ExecutionReport): boolean =>
  done ? verdict !== "PASSED" : badOf(counts) > 0 || groups.length > 0;

/** Sorts executions: most failures first, then newest first. */
export const worstFirst = (one: ExecutionReport, other: ExecutionReport): number =>
  rank(one) - rank(other) ||
  byFailures(one.counts, other.counts) ||
  (other.StartTime?.getTime() ?? 0) - (one.StartTime?.getTime() ?? 0);

const rank = ({ verdict, counts }: ExecutionReport): number => {
  if (badOf(counts) > 0 || verdict === "FAILED" || verdict === "PARTIAL") return 0;
  return verdictsWorstFirst.indexOf(verdict);
};

/** The evidence that a period is judged by. */
export interface ExecutionsEvidence {
  /** Number of executions that were read, by verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** All known executions; passed ones may be left out. */
  readonly executions: readonly ExecutionReport[];
  /** Whether the lists of windows and executions are complete. */
  readonly exact: boolean;
  readonly done: boolean;
}

/** Judges several executions by the same precedence as one. */
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

/** The facts that executions are described by. */
interface ExecutionsFacts extends Omit<ExecutionsEvidence, "executions"> {
  /** Rows of all executions. */
  readonly counts: Counts;
  /** Whether patch state was not requested for patch runs. Default: false. */
  readonly skipsPatches?: boolean | undefined;
}

/**
 * Describes the number of executions by verdict, and the results of machines if some did not pass.
 *
 * @param from - the source of the executions, such as `3 windows`.
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
      ? `No executions of ${from} in this period`
      : `${found}: ${words.join(", ") || "none read"}`;
  const harm = badOf(counts) === 0 ? "" : ` ${describeHarm(counts, "machine run")}.`;
  const patches = skipsPatches ? ` ${PATCHES_SKIPPED}` : "";
  return `${done ? "" : "Reading: "}${sentence}.${harm}${patches}`;
};
