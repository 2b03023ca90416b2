/** Columns of the machines of an execution. */
import { patchColumn, startedColumn, tookColumn } from "./shared.ts";
import { causeOf } from "../content/causes.ts";
import { resultRank } from "../content/execution.ts";
import type { Column } from "../model/column.ts";
import { resultPiece } from "../model/meaning.ts";
import type { Machine } from "@windowpane/report";

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
}

/** Columns of the machines of an execution. */
export const machineColumns: readonly Column<MachineRow>[] = [
  {
    title: "machine",
    least: 19,
    wanted: 20,
    value: (row) => ["strong", nameOf(row)],
    sortKey: (row) => nameOf(row).toLowerCase(),
  },
  {
    title: "result",
    least: 17,
    value: ({ result }) => resultPiece(result),
    sortKey: ({ result }) => resultRank(result),
  },
  {
    title: "cause",
    least: 18,
    wanted: 28,
    rank: 1,
    value: (row) => causeOf(row)?.title ?? "",
    sortKey: (row) => causeOf(row)?.title,
  },
  patchColumn,
  {
    title: "exit",
    least: 4,
    rank: 6,
    align: "right",
    value: ({ ResponseCode }) => (ResponseCode === undefined ? "" : String(ResponseCode)),
    sortKey: ({ ResponseCode }) => ResponseCode,
  },
  {
    title: "id",
    least: 19,
    rank: 3,
    value: ({ name, InstanceName = "" }) => ["muted", InstanceName === "" ? "" : name],
    sortKey: ({ name }) => name,
  },
  tookColumn,
  { ...startedColumn, rank: 7 },
  {
    title: "task",
    least: 12,
    wanted: 24,
    rank: 5,
    value: ({ TaskArn }) => ["muted", TaskArn ?? ""],
    sortKey: ({ TaskArn }) => TaskArn,
  },
  {
    title: "evidence",
    least: 10,
    grow: 1,
    rank: 8,
    value: (row) => ["muted", causeOf(row)?.evidence ?? ""],
  },
];

/** The machine's name, or its ID if it has none. */
const nameOf = ({ name, InstanceName = "" }: MachineRow): string =>
  InstanceName === "" ? name : InstanceName;
