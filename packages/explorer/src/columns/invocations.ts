/** Columns of invocations. */
import {
  statusDetailsColumn,
  notPassedColumn,
  startedColumn,
  statusColumn,
  tookColumn,
  verdictColumn,
  whyColumn,
} from "./shared.ts";
import type { Sums } from "../content/levels.ts";
import { tableOnly, type Column } from "../model/column.ts";
import { machineField, type InvocationReport } from "@windowpane/report";

export interface InvocationRow extends Pick<
  InvocationReport,
  | "InvocationId"
  | "ExecutionId"
  | "WindowTargetId"
  | "DocumentName"
  | "Status"
  | "StatusDetails"
  | "StartTime"
  | "EndTime"
  | "verdict"
  | "reason"
> {
  /** Target in a few words: the name of the only machine, or the number of machines. */
  readonly on: string;
  readonly sums: Sums;
  /** Causes in a few words: `Disk full +2`. */
  readonly why: string;
  /** All of them. */
  readonly causes: readonly string[];
}

/** Columns of invocations. */
export const invocationColumns: readonly Column<InvocationRow>[] = [
  {
    title: "ran on",
    fields: [machineField(({ on }) => on)],
    least: 20,
    wanted: 34,
    value: ({ on }) => ["strong", on],
    sortKey: ({ on }) => on.toLowerCase(),
  },
  verdictColumn,
  notPassedColumn,
  startedColumn,
  tookColumn,
  statusColumn,
  whyColumn,
  {
    title: "id",
    fields: [{ name: "id" }],
    table: { name: "InvocationId" },
    least: 36,
    rank: 7,
    value: ({ InvocationId }) => ["muted", InvocationId],
  },
  statusDetailsColumn,
  tableOnly(
    { name: "ExecutionId", least: 36, rank: 6 },
    {
      name: "document",
      about: "text in the name of a document",
      read: (item: InvocationRow) => item.DocumentName,
    },
  ),
  tableOnly({ name: "WindowTargetId", least: 36, rank: 7 }),
  tableOnly({ name: "TaskType", rank: 5 }),
];
