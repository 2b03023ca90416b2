/** Columns of the machines of an execution. */
import { firstSeenColumn, patchColumn, startedColumn, tookColumn } from "./shared.ts";
import { causeOf } from "../content/causes.ts";
import { machineName, resultRank } from "../content/execution.ts";
import { fieldsNamed, tableOnly, type Column } from "../model/column.ts";
import { resultPiece } from "../model/meaning.ts";
import { machineFields, type Machine, type Recurrence } from "@windowpane/report";

/** What a machine's row shows and the filter searches. */
export interface MachineRow extends Pick<
  Machine,
  | "name"
  | "InstanceId"
  | "InstanceName"
  | "InvocationId"
  | "TaskExecutionId"
  | "result"
  | "reason"
  | "cause"
  | "Status"
  | "StatusDetails"
  | "ResponseCode"
  | "StartTime"
  | "EndTime"
  | "patch"
> {
  /** The task's document or function. */
  readonly TaskArn?: string | undefined;
  /** Since when the machine has its cause. Absent if no earlier execution was read. */
  readonly recurrence?: Recurrence | undefined;
}

/** Columns of the machines of an execution. */
export const machineColumns: readonly Column<MachineRow>[] = [
  {
    title: "machine",
    fields: fieldsNamed(machineFields, "machine", "target"),
    table: { name: "InstanceName", least: 8, rank: 4 },
    least: 19,
    wanted: 20,
    value: (row) => ["strong", machineName(row)],
    sortKey: (row) => machineName(row).toLowerCase(),
  },
  {
    title: "result",
    fields: fieldsNamed(machineFields, "result"),
    table: { name: "result", kind: "status" },
    least: 17,
    value: ({ result }) => resultPiece(result),
    sortKey: ({ result }) => resultRank(result),
  },
  {
    title: "cause",
    fields: fieldsNamed(machineFields, "cause"),
    table: { name: "cause", least: 12, rank: 1 },
    least: 18,
    wanted: 28,
    rank: 1,
    value: (row) => causeOf(row)?.title ?? "",
    sortKey: (row) => causeOf(row)?.title,
  },
  { ...patchColumn, table: { name: "patch", value: ({ patchWords }) => patchWords, least: 14, rank: 2 } },
  firstSeenColumn(({ recurrence }) => recurrence),
  {
    title: "exit",
    fields: fieldsNamed(machineFields, "exit"),
    table: { name: "ResponseCode", rank: 6 },
    least: 4,
    rank: 6,
    align: "right",
    value: ({ ResponseCode }) => (ResponseCode === undefined ? "" : String(ResponseCode)),
    sortKey: ({ ResponseCode }) => ResponseCode,
  },
  {
    title: "id",
    fields: fieldsNamed(machineFields, "id"),
    table: { name: "name", least: 20 },
    least: 19,
    rank: 3,
    value: ({ name, InstanceName = "" }) => ["muted", InstanceName === "" ? "" : name],
    sortKey: ({ name }) => name,
  },
  tookColumn,
  { ...startedColumn, table: { name: "StartTime", rank: 8 }, rank: 7 },
  {
    title: "task",
    fields: fieldsNamed(machineFields, "task"),
    table: { name: "TaskArn", least: 12, rank: 5 },
    least: 12,
    wanted: 24,
    rank: 5,
    value: ({ TaskArn }) => ["muted", TaskArn ?? ""],
    sortKey: ({ TaskArn }) => TaskArn,
  },
  {
    title: "evidence",
    fields: fieldsNamed(machineFields, "evidence"),
    table: {
      name: "evidence",
      // The patch column shows the same text.
      value: ({ evidence, patchWords }) => (evidence === patchWords ? undefined : evidence),
      least: 16,
      rank: 3,
    },
    least: 10,
    grow: 1,
    rank: 8,
    value: (row) => ["muted", causeOf(row)?.evidence ?? ""],
  },
  tableOnly(
    { name: "StatusDetails", least: 12, rank: 7 },
    ...fieldsNamed(machineFields, "details", "status"),
  ),
  tableOnly({ name: "InvocationId", rank: 9 }),
  tableOnly({ name: "TaskExecutionId", rank: 10 }),
];
