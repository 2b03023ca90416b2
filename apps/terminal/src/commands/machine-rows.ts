import type * as Report from "@windowpane/report";
import type { Machine, TaskReport } from "@windowpane/report";
import type { Column } from "../output/column.ts";
import type { Format, Row } from "../output/format.ts";
import { tookColumn } from "./columns.ts";

/** A machine of an invocation, and its row with the task it belongs to. */
export interface MachineWithRow {
  readonly machine: Machine;
  readonly row: Row;
}

/** What of the report's package makes rows; it is loaded when a command needs it. */
export type RowMaker = Pick<typeof Report, "byHarm" | "patchColumns" | "patchValues">;

/** The machines of all invocations with their rows, the worst first. */
export const machinesWithRows = (
  tasks: readonly TaskReport[],
  { byHarm, patchValues }: RowMaker,
): readonly MachineWithRow[] =>
  tasks
    .flatMap(({ TaskArn, invocations }) =>
      invocations.flatMap(({ machines }) => machines.map((machine) => ({ machine, TaskArn }))),
    )
    .toSorted((one, other) => byHarm(one.machine, other.machine))
    .map(({ machine, TaskArn }) => {
      const { cause = machine.patch?.cause } = machine;
      const why = { cause: cause?.title, evidence: cause?.evidence };
      return { machine, row: { ...machine, TaskArn, ...patchValues(machine), ...why } };
    });

/** The rows alone. */
export const machineRows = (...of: Parameters<typeof machinesWithRows>): readonly Row[] =>
  machinesWithRows(...of).map(({ row }) => row);

/** The patch result in words: for tables. */
const patchColumn: Column = { name: "patch", value: ({ patchWords }) => patchWords, least: 14, rank: 2 };

const beforePatch: readonly Column[] = [
  { name: "name", least: 20 },
  { name: "InstanceName", least: 8, rank: 4 },
  { name: "bucket", kind: "status" },
];

const afterPatch: readonly Column[] = [
  { name: "cause", least: 12, rank: 1 },
  { name: "ResponseCode", rank: 6 },
  { name: "evidence", least: 16, rank: 3 },
  { name: "TaskArn", least: 12, rank: 5 },
  { name: "StatusDetails", least: 12, rank: 7 },
  tookColumn,
  { name: "StartTime", rank: 8 },
  { name: "InvocationId", rank: 9 },
  { name: "TaskExecutionId", rank: 10 },
];

/** Of those rows. A table has the patch result in words, a file for programs its parts. */
export const machineColumns = (format: Format, { patchColumns }: RowMaker): readonly Column[] =>
  format === "csv"
    ? [...beforePatch, ...afterPatch, ...patchColumns.map((name) => ({ name }))]
    : [...beforePatch, patchColumn, ...afterPatch];
