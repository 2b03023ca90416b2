/** Levels of an execution: their sums, their order, and which are bad. */
import { badOf, openOf, verdictsWorstFirst, type Cause, type Counts, type Verdict } from "@windowpane/report";

/** A level in a few numbers and words, so that the filter's bare words do not find every result of every row. */
export interface Sums {
  readonly total: number;
  readonly exact: boolean;
  readonly bad: number;
  readonly open: number;
  readonly unknown: number;
  /** Of the bad ones those on which something went wrong, and not just elsewhere. */
  readonly failed: number;
}

/** A level's counts; `causes` are those of its machines, and its own. */
export const sumsOf = (counts: Counts, causes: readonly (Cause | undefined)[]): Sums => ({
  total: counts.total,
  exact: counts.exact,
  bad: badOf(counts),
  open: openOf(counts),
  unknown: counts.results.unknown,
  failed: causes.reduce((sum, cause) => (cause?.weight === "failure" ? sum + 1 : sum), 0),
});

/** How much a verdict wants to be looked at: 0 the most, and none at all the least. */
export const verdictRank = (verdict: Verdict | undefined): number =>
  verdict === undefined ? verdictsWorstFirst.length : verdictsWorstFirst.indexOf(verdict);

/**
 * The order of levels: those with failures of their own, the most first; those that only suffered from others; and then by
 * verdict.
 */
export const compareLevels = (one: LevelRow, other: LevelRow): number =>
  other.sums.failed - one.sums.failed || levelRank(one) - levelRank(other);

interface LevelRow {
  readonly verdict: Verdict;
  readonly sums: Sums;
}

const levelRank = ({ verdict, sums }: LevelRow): number => (sums.bad > 0 ? -1 : verdictRank(verdict));

/** Whether `f` keeps a row with this verdict, or while there is none with this status. */
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
