/** Columns of tasks. */
import {
  statusDetailsColumn,
  notPassedColumn,
  startedColumn,
  statusColumn,
  tookColumn,
  verdictColumn,
  whyColumn,
} from "./shared.ts";
import { taskName } from "../content/execution.ts";
import type { Sums } from "../content/levels.ts";
import { tableOnly, type Column } from "../model/column.ts";
import { fieldsOf } from "@windowpane/core";
import type { TaskReport } from "@windowpane/report";

export interface TaskRow extends Pick<
  TaskReport,
  | "TaskExecutionId"
  | "TaskArn"
  | "TaskType"
  | "Status"
  | "StatusDetails"
  | "StartTime"
  | "EndTime"
  | "verdict"
  | "reason"
> {
  readonly sums: Sums;
  /** Causes in a few words: `Disk full +2`. */
  readonly why: string;
  /** All of them. */
  readonly causes: readonly string[];
}

/** Columns of tasks. */
export const taskColumns: readonly Column<TaskRow>[] = [
  {
    title: "task",
    fields: [{ name: "task", aliases: ["name"] }],
    table: { name: "TaskArn", least: 14, rank: 1 },
    least: 20,
    wanted: 32,
    value: ({ TaskArn, TaskExecutionId }) => ["strong", taskName(TaskArn) ?? TaskExecutionId],
    sortKey: ({ TaskArn }) => taskName(TaskArn)?.toLowerCase(),
  },
  verdictColumn,
  notPassedColumn,
  {
    title: "kind",
    fields: [{ name: "type", values: fieldsOf("DescribeMaintenanceWindowExecutionTasks")["type"]?.values }],
    table: { name: "TaskType", rank: 5 },
    least: 11,
    rank: 6,
    value: ({ TaskType }) => ["muted", TaskType ?? ""],
    sortKey: ({ TaskType }) => TaskType,
  },
  startedColumn,
  tookColumn,
  statusColumn,
  whyColumn,
  tableOnly({ name: "TaskExecutionId" }, { name: "id" }),
  statusDetailsColumn,
];
