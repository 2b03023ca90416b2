/** Columns of windows and machines over time. */
import { nightsColumn, type WithNights } from "./nights.ts";
import { firstSeenColumn } from "./shared.ts";
import { originColumns } from "./origin.ts";
import { verdictRank } from "../content/levels.ts";
import type { Column } from "../model/column.ts";
import { verdictPiece } from "../model/meaning.ts";
import { noValue } from "../model/text.ts";
import {
  failedField,
  machineField,
  passRate,
  rateText,
  verdictField,
  windowField,
  type MatrixCell,
  type MatrixMachine,
  type WindowTrend,
} from "@windowpane/report";
import { durationText } from "@windowpane/text";

/** A window over time. */
export type TrendRow = WindowTrend & WithNights;

/** Columns of windows over time. */
export const trendColumns: readonly Column<TrendRow>[] = [
  {
    title: "window",
    fields: [windowField<TrendRow>(({ Name, WindowId }) => [Name, WindowId])],
    least: 16,
    wanted: 30,
    value: ({ Name, WindowId }) => ["strong", Name ?? WindowId],
    sortKey: ({ Name, WindowId }) => (Name ?? WindowId).toLowerCase(),
  },
  ...originColumns,
  {
    title: "passed",
    least: 6,
    align: "right",
    value: ({ total }) => {
      const rate = passRate(total);
      return rate === undefined ? noValue : [rate === 1 ? "good" : "bad", rateText(rate)];
    },
    sortKey: ({ total }) => passRate(total),
  },
  { ...nightsColumn, rank: 1 },
  {
    title: "last run",
    fields: [verdictField(({ latest }) => latest.verdict)],
    least: 11,
    value: ({ latest }) => verdictPiece(latest.verdict),
    sortKey: ({ latest }) => verdictRank(latest.verdict),
  },
  {
    title: "not passed",
    fields: [failedField(({ total }) => total.failed)],
    least: 10,
    rank: 3,
    align: "right",
    value: ({ total: { failed, machines } }) =>
      failed === 0 ? ["muted", `0 of ${machines}`] : ["bad", `${failed} of ${machines}`],
    sortKey: ({ total }) => total.failed,
    firstOrder: "descending",
  },
  { ...firstSeenColumn<TrendRow>(({ recurrence }) => recurrence), title: "failing since" },
  {
    title: "took",
    least: 8,
    rank: 5,
    align: "right",
    value: ({ total: { seconds } }) => (seconds === undefined ? noValue : durationText(seconds * 1000)),
    sortKey: ({ total }) => total.seconds,
    firstOrder: "descending",
  },
  {
    title: "runs",
    least: 5,
    rank: 6,
    align: "right",
    value: ({ total }) => String(total.runs),
    sortKey: ({ total }) => total.runs,
    firstOrder: "descending",
  },
];

/** A machine of a window by nights. */
export interface NightRow extends Omit<MatrixMachine, "points"> {
  /** Its nights, oldest first. A function, so that the filter does not search them. */
  readonly cells: () => readonly MatrixCell[];
  /** Number of nights with a run on it. */
  readonly ran: number;
}

/** Columns of the machines of a window by nights. */
export const nightColumns: readonly Column<NightRow>[] = [
  {
    title: "machine",
    fields: [machineField<NightRow>(({ InstanceId, InstanceName }) => [InstanceName, InstanceId])],
    least: 16,
    wanted: 24,
    value: ({ InstanceName, InstanceId }) => ["strong", InstanceName ?? InstanceId],
    sortKey: ({ InstanceName, InstanceId }) => (InstanceName ?? InstanceId).toLowerCase(),
  },
  {
    title: "not passed",
    fields: [failedField(({ failed }) => failed)],
    least: 12,
    align: "right",
    value: ({ failed, ran }) => [failed === 0 ? "muted" : "bad", `${failed} of ${ran}`],
    sortKey: ({ failed }) => failed,
    firstOrder: "descending",
  },
  {
    title: "nights, newest last",
    least: 30,
    wanted: 31,
    rank: 1,
    // One character each, which the text above the list explains.
    value: ({ cells }) =>
      cells()
        .map(({ mark }) => mark)
        .join(""),
  },
  {
    title: "id",
    fields: [{ name: "id" }],
    least: 19,
    rank: 3,
    value: ({ InstanceId }) => ["muted", InstanceId],
  },
];

/** A night of a machine. */
export interface YearRow {
  readonly day: string;
  readonly result: string;
  readonly cell: MatrixCell;
  readonly isBad: boolean;
}

/** Columns of a machine's nights. */
export const yearColumns: readonly Column<YearRow>[] = [
  {
    title: "night",
    fields: [{ name: "day" }],
    least: 14,
    value: ({ day }) => ["strong", day],
    sortKey: ({ day }) => day,
    firstOrder: "descending",
  },
  {
    title: "result",
    fields: [{ name: "result" }],
    least: 17,
    grow: 1,
    value: ({ result, isBad, cell }) =>
      isBad
        ? ["bad", result, "bad"]
        : cell.state === "passed"
          ? ["good", result, "good"]
          : ["warn", result, "warn"],
    sortKey: ({ result }) => result,
  },
];
