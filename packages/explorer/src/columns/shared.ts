/** Columns that several nouns share. */
import { moreCauses } from "../content/causes.ts";
import { verdictRank, type Judged, type Sums } from "../content/levels.ts";
import { tableOnly, type Column } from "../model/column.ts";
import { verdictPiece, patchTones } from "../model/meaning.ts";
import { noValue, type Piece } from "../model/text.ts";
import { executionStatuses } from "@windowpane/core";
import {
  causeField,
  failedField,
  patchFields,
  startFields,
  verdictField,
  patchLabel,
  patchOutcomes,
  type PatchResult,
  type Recurrence,
} from "@windowpane/report";
import { durationText } from "@windowpane/text";

/** Start and end, which most rows have. */
export interface Timed {
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
}

/** Start time. */
export const startedColumn: Column<Timed> = {
  title: "started",
  fields: startFields,
  table: { name: "StartTime", rank: 2 },
  isTime: true,
  least: 16,
  rank: 3,
  value: ({ StartTime }) => StartTime ?? noValue,
  sortKey: ({ StartTime }) => StartTime?.getTime(),
  firstOrder: "descending",
};

/** Duration so far or in total. */
export const tookColumn: Column<Timed> = {
  title: "took",
  fields: [{ name: "duration" }],
  table: {
    name: "took",
    value: ({ StartTime, EndTime }, now) => tookText(StartTime, EndTime, now),
    rank: 4,
  },
  least: 8,
  rank: 4,
  align: "right",
  value: ({ StartTime, EndTime }, now) => {
    if (StartTime === undefined) return "";
    return EndTime === undefined
      ? (["running", durationText(now.getTime() - StartTime.getTime())] as const)
      : durationText(EndTime.getTime() - StartTime.getTime());
  },
  sortKey: ({ StartTime, EndTime }) =>
    StartTime === undefined || EndTime === undefined ? undefined : EndTime.getTime() - StartTime.getTime(),
  firstOrder: "descending",
};

/** Patch result of a machine. Shown only where something patched. */
export const patchColumn: Column<{ readonly patch?: PatchResult | undefined }> = {
  title: "patches",
  fields: patchFields,
  least: 14,
  wanted: 28,
  rank: 2,
  isShown: ({ patches }) => patches !== undefined,
  value: ({ patch }) => (patch === undefined ? "" : [patchTones[patch.result], patchLabel(patch)]),
  sortKey: ({ patch }) => (patch === undefined ? undefined : patchOutcomes.indexOf(patch.result)),
};

export const verdictColumn: Column<Judged> = {
  title: "verdict",
  fields: [verdictField(({ verdict }) => verdict)],
  least: 9,
  value: ({ verdict, Status }) =>
    verdict !== undefined ? verdictPiece(verdict) : Status === undefined ? "" : noValue,
  sortKey: ({ verdict }) => (verdict === undefined ? undefined : verdictRank(verdict)),
};

/** AWS's own status. */
export const statusColumn: Column<{ readonly Status?: string | undefined }> = {
  title: "AWS status",
  fields: [{ name: "status", values: executionStatuses }],
  table: { name: "Status", kind: "status" },
  least: 13,
  wanted: 15,
  rank: 5,
  value: ({ Status }) => (Status === undefined ? "" : ["muted", Status]),
  sortKey: ({ Status }) => Status,
};

/**
 * Since when a row occurs, where earlier executions were read: `new`, or the start of the first execution in a row with it.
 *
 * @param read - the recurrence in each window.
 */
export const firstSeenColumn = <Item extends object>(
  read: (item: Item) => Recurrence | readonly Recurrence[] | undefined,
): Column<Item> => {
  const all = (item: Item): readonly Recurrence[] => [read(item) ?? []].flat();
  const first = (item: Item): Date | undefined =>
    all(item)
      .map(({ since }) => since)
      .toSorted((one, other) => one.getTime() - other.getTime())[0];
  return {
    title: "first seen",
    isTime: true,
    least: 16,
    rank: 4,
    isShown: ({ rows }) => rows.some(({ item }) => "recurrence" in item && item.recurrence !== undefined),
    value: (item) => {
      const at = first(item);
      if (at === undefined) return noValue;
      return all(item).every(({ affected, open }) => affected === 0 && !open) ? "new" : at;
    },
    sortKey: (item) => first(item)?.getTime(),
    firstOrder: "descending",
  };
};

/** Number of machines that did not pass. */
export const notPassedColumn: Column<{ readonly sums: Sums }> = {
  title: "not passed",
  fields: [failedField(({ sums }) => sums.bad)],
  least: 12,
  align: "right",
  value: ({ sums }) => badCell(sums),
  sortKey: ({ sums }) => sums.bad,
  firstOrder: "descending",
};

/** Causes in a few words: `Disk full +2`. */
export const whyColumn: Column<{ readonly why: string; readonly causes: readonly string[] }> = {
  title: "cause",
  fields: [causeField(({ causes }) => causes)],
  least: 22,
  grow: 1,
  rank: 1,
  value: ({ why }) => why,
  tail: ({ why }) => moreCauses(why),
  sortKey: ({ why }) => (why === "" ? undefined : why),
};

/** `3 of 40`: the number that did not pass; without those, the number whose result is unknown. */
const badCell = ({ total, exact, bad, open, unknown }: Sums): Piece => {
  const all = `${total}${exact ? "" : "+"}`;
  if (bad > 0) return ["bad", `${bad} of ${all}`];
  if (unknown > 0) return ["warn", `${unknown} unknown`];
  return open > 0 ? ["running", `${open} running`] : total === 0 ? noValue : ["muted", `0 of ${all}`];
};

/** AWS's details of a status. */
export const statusDetailsColumn = tableOnly(
  { name: "StatusDetails", least: 13, rank: 3 },
  { name: "details" },
);

/** Duration from start to end, or to now; undefined without a start. */
export const tookText = (start: unknown, end: unknown, now: Date): string | undefined => {
  if (!(start instanceof Date)) return undefined;
  if (end instanceof Date) return durationText(end.getTime() - start.getTime());
  return `${durationText(now.getTime() - start.getTime())} so far`;
};
