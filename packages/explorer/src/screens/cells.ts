import type { ValueContext, Column } from "../model/column.ts";
import { verdictPiece, patchTones } from "../model/meaning.ts";
import { noValue, type Piece } from "../model/text.ts";
import { timeText, zoneText } from "../model/time-text.ts";
import { moreCauses } from "./why.ts";
/** Columns and cells that several screens have. */
import {
  badOf,
  openOf,
  patchLabel,
  patchOutcomes,
  verdictsWorstFirst,
  type Cause,
  type Counts,
  type PatchResult,
  type Verdict,
} from "@windowpane/report";
import { durationText } from "@windowpane/text";

/** Members that most rows have. */
export interface Timed {
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
}

/** When it began. */
export const startedColumn: Column<Timed> = {
  title: "started",
  withZone: true,
  least: 16,
  rank: 3,
  value: ({ StartTime }, { now, utcOffset }) =>
    StartTime === undefined ? noValue : timeText(StartTime, now, utcOffset),
  sortKey: ({ StartTime }) => StartTime?.getTime(),
};

/** How long it took, or has been running. */
export const tookColumn: Column<Timed> = {
  title: "took",
  least: 8,
  rank: 4,
  align: "right",
  value: ({ StartTime, EndTime }, { now }) => {
    if (StartTime === undefined) return "";
    return EndTime === undefined
      ? (["running", durationText(now.getTime() - StartTime.getTime())] as const)
      : durationText(EndTime.getTime() - StartTime.getTime());
  },
  sortKey: ({ StartTime, EndTime }) =>
    StartTime === undefined || EndTime === undefined ? undefined : EndTime.getTime() - StartTime.getTime(),
};

/** What a patch run left on the machine; only where something patched. */
export const patchColumn: Column<{ readonly patch?: PatchResult | undefined }> = {
  title: "patches",
  least: 14,
  wanted: 28,
  rank: 2,
  isShown: ({ patches }) => patches !== undefined,
  value: ({ patch }) => (patch === undefined ? "" : [patchTones[patch.result], patchLabel(patch)]),
  sortKey: ({ patch }) => (patch === undefined ? undefined : patchOutcomes.indexOf(patch.result)),
};

/** Our word where there is one; AWS's alone, in its own spelling, where nothing has been looked into yet. */
export interface Judged {
  readonly verdict?: Verdict | undefined;
  readonly Status?: string | undefined;
}

export const verdictColumn: Column<Judged> = {
  title: "verdict",
  least: 9,
  value: ({ verdict, Status }) =>
    verdict !== undefined ? verdictPiece(verdict) : Status === undefined ? "" : noValue,
  sortKey: ({ verdict }) => verdict,
};

/** AWS's own word, beside ours. */
export const statusColumn: Column<{ readonly Status?: string | undefined }> = {
  title: "AWS status",
  least: 13,
  wanted: 15,
  rank: 5,
  value: ({ Status }) => (Status === undefined ? "" : ["muted", Status]),
  sortKey: ({ Status }) => Status,
};

/** How many of a level did not pass. */
export const didNotPassColumn: Column<{ readonly sums: Sums }> = {
  title: "not passed",
  least: 12,
  align: "right",
  value: ({ sums }) => badCell(sums),
  sortKey: ({ sums }) => -sums.bad,
};

/** Its causes in a few words. */
export const whyColumn: Column<{ readonly why: string }> = {
  title: "why",
  least: 22,
  grow: 1,
  rank: 1,
  value: ({ why }) => why,
  tail: ({ why }) => moreCauses(why),
  sortKey: ({ why }) => (why === "" ? undefined : why),
};

/** `3 of 40`: how many did not pass; where none did not, how many nobody knows yet. */
const badCell = ({ total, exact, bad, open, unknown }: Sums): Piece => {
  const all = `${total}${exact ? "" : "+"}`;
  if (bad > 0) return ["bad", `${bad} of ${all}`];
  if (unknown > 0) return ["warn", `${unknown} unknown`];
  return open > 0 ? ["running", `${open} running`] : total === 0 ? noValue : ["muted", `0 of ${all}`];
};

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
