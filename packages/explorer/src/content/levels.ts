/** Levels of an execution: their sums, their order, and which are bad. */
import { badOf, openOf, verdictsWorstFirst, type Cause, type Counts, type Verdict } from "@windowpane/report";

/** Sums of a level. Kept apart from its counts, so that a word of the filter does not match every result of every row. */
export interface Sums {
  readonly total: number;
  readonly exact: boolean;
  readonly bad: number;
  readonly open: number;
  readonly unknown: number;
  /** Number of machines that failed themselves, without those that did not run because of others. */
  readonly failed: number;
}

/** Sums of a level's counts. `causes`: those of its machines and its own. */
export const sumsOf = (counts: Counts, causes: readonly (Cause | undefined)[]): Sums => {
  const failed = causes.reduce((sum, cause) => (cause?.weight === "failure" ? sum + 1 : sum), 0);
  const before = known.get(counts)?.[failed];
  if (before !== undefined) return before;
  const sums = {
    total: counts.total,
    exact: counts.exact,
    bad: badOf(counts),
    open: openOf(counts),
    unknown: counts.results.unknown,
    failed,
  };
  known.set(counts, { ...known.get(counts), [failed]: sums });
  return sums;
};

/** Sums by counts and `failed`. Invocations with one machine share their counts, so 100,000 rows share a few sums. */
const known = new WeakMap<Counts, Readonly<Record<number, Sums>>>();

/** Rank of a verdict: 0 is the worst, no verdict comes last. */
export const verdictRank = (verdict: Verdict | undefined): number =>
  verdict === undefined ? verdictsWorstFirst.length : verdictsWorstFirst.indexOf(verdict);

/**
 * Order of levels: by the number of failed machines, then those with machines that did not pass for other reasons, then by
 * verdict.
 */
export const compareLevels = (one: LevelRow, other: LevelRow): number =>
  other.sums.failed - one.sums.failed || levelRank(one) - levelRank(other);

interface LevelRow {
  readonly verdict: Verdict;
  readonly sums: Sums;
}

const levelRank = ({ verdict, sums }: LevelRow): number => (sums.bad > 0 ? -1 : verdictRank(verdict));

/** Whether a level is bad, by its verdict, or by its status while it has no verdict. */
export const isBadLevel = ({ verdict, Status }: Judged): boolean =>
  verdict === undefined ? badStatuses.has(Status ?? "") : badVerdicts.has(verdict);

const badVerdicts: ReadonlySet<Verdict> = new Set(["FAILED", "PARTIAL", "EMPTY", "SKIPPED", "UNKNOWN"]);
const badStatuses: ReadonlySet<string> = new Set([
  "FAILED",
  "TIMED_OUT",
  "CANCELLED",
  "CANCELLING",
  "SKIPPED_OVERLAPPING",
]);

/** A level with our verdict, or with AWS's status alone while it was not read. */
export interface Judged {
  readonly verdict?: Verdict | undefined;
  readonly Status?: string | undefined;
}
