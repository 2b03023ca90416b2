/** Columns of windows. */
import { nightsColumn, type WithNights } from "./nights.ts";
import { originColumns } from "./origin.ts";
import { moreCauses } from "../content/causes.ts";
import { verdictRank } from "../content/levels.ts";
import { tableOnly, type Value, type Column } from "../model/column.ts";
import { toneOf, signed } from "../model/meaning.ts";
import type { Piece } from "../model/text.ts";
import type { Item } from "@windowpane/core";
import {
  causeField,
  failedField,
  verdictField,
  windowField,
  verdictsWorstFirst,
  type GroupMember,
  type Verdict,
  type WindowSummary,
} from "@windowpane/report";

export interface WindowRow extends Item<"DescribeMaintenanceWindows">, Met, WithNights {
  /** Summary of its executions in the period in which failures count. */
  readonly summary?: WindowSummary | undefined;
  /** Whether that period was read completely. */
  readonly looked: boolean;
}

/** Failures in a window. */
export interface Met {
  /** Number of failed machines, each run counted. */
  readonly failed: number;
  /** Causes in a few words: `Disk full +2`. */
  readonly why: string;
  /** All of them. */
  readonly causes: readonly string[];
  /** The first machine with output for the first cause. A function, so that the filter does not search it. */
  readonly worst?: (() => GroupMember) | undefined;
}

/** Columns of windows. */
export const windowColumns: readonly Column<WindowRow>[] = [
  {
    title: "window",
    fields: [{ ...windowField<WindowRow>(({ Name, WindowId }) => [Name, WindowId]), aliases: ["name"] }],
    table: { name: "Name", least: 12 },
    least: 18,
    wanted: 30,
    value: ({ Name, WindowId }) => ["strong", Name ?? WindowId ?? ""],
    sortKey: ({ Name }) => Name?.toLowerCase(),
  },
  ...originColumns,
  {
    title: "last 24 hours",
    fields: [verdictField(({ summary }) => (summary === undefined ? undefined : worstOf(summary)))],
    least: 21,
    wanted: 24,
    value: (window) => dayCell(window),
    sortKey: (window) => rankOf(window),
  },
  {
    title: "failed",
    fields: [failedField(({ failed }) => failed)],
    least: 7,
    rank: 1,
    align: "right",
    value: ({ failed }) => (failed === 0 ? "" : ["bad", String(failed)]),
    sortKey: ({ failed }) => failed,
    firstOrder: "descending",
  },
  {
    title: "cause",
    fields: [causeField(({ causes }) => causes)],
    least: 23,
    grow: 1,
    rank: 2,
    value: ({ why }) => why,
    tail: ({ why }) => moreCauses(why),
    sortKey: ({ why }) => (why === "" ? undefined : why),
  },
  nightsColumn,
  {
    title: "next start",
    fields: [{ name: "next" }],
    table: { name: "NextExecutionTime", rank: 2 },
    isTime: true,
    least: 16,
    rank: 4,
    value: ({ NextExecutionTime = "", Enabled }) =>
      Enabled === false ? ["warn", "disabled"] : nextStart(NextExecutionTime),
    sortKey: ({ NextExecutionTime }) => NextExecutionTime,
  },
  {
    title: "schedule",
    fields: [{ name: "schedule" }],
    table: { name: "Schedule", least: 14, rank: 3 },
    least: 18,
    rank: 5,
    value: ({ Schedule }) => Schedule ?? "",
    sortKey: ({ Schedule }) => Schedule,
  },
  {
    title: "duration",
    fields: [{ name: "duration" }],
    table: { name: "Duration", rank: 4 },
    least: 8,
    rank: 6,
    align: "right",
    value: ({ Duration }) => (Duration === undefined ? "" : `${Duration}h`),
    sortKey: ({ Duration }) => Duration,
    firstOrder: "descending",
  },
  {
    title: "id",
    fields: [{ name: "id" }],
    table: { name: "WindowId" },
    least: 20,
    rank: 7,
    value: ({ WindowId }) => ["muted", WindowId ?? ""],
  },
  tableOnly({ name: "Enabled", rank: 1 }, { name: "enabled" }),
  tableOnly({ name: "Cutoff", rank: 5 }),
];

/** AWS returns text here, in several forms of ISO 8601. Text that cannot be read is shown unchanged. */
const nextStart = (text: string): Value => {
  const at = new Date(text.replace(/T(\d\d)Z$/, "T$1:00Z"));
  return Number.isNaN(at.getTime()) ? text : at;
};

export const worstOf = ({ verdicts }: WindowSummary): Verdict | undefined =>
  verdictsWorstFirst.find((verdict) => verdicts[verdict] > 0);

export const rankOf = ({ summary }: WindowRow): number =>
  verdictRank(summary === undefined ? undefined : worstOf(summary));

/** The worst verdict and its count: `FAILED 1 of 3 runs`. PASSED only after all runs were read. */
const dayCell = ({ summary, looked, why }: WindowRow): Piece => {
  const worst = summary === undefined ? undefined : worstOf(summary);
  if (looked && summary?.listed === false && worst === undefined) return ["warn", "unknown"];
  if (summary === undefined || worst === undefined)
    return ["muted", looked ? "nothing ran" : why === "" ? "not read yet" : "reading"];
  const { executions, verdicts } = summary;
  if (worst === "PASSED" && verdicts.PASSED < executions && !looked) return ["muted", "reading"];
  return signed(
    toneOf(worst),
    executions === 1 ? worst : `${worst}  ${verdicts[worst]} of ${executions} runs`,
  );
};
