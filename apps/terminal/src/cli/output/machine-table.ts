/** The rows and columns of an execution's machines. */
import {
  byHarm,
  patchColumns,
  patchLabel,
  patchValues,
  type Machine,
  type TaskReport,
} from "@windowpane/report";
import type { Context } from "../context/context.ts";
import { tookColumn } from "./columns.ts";
import type { TableColumn, TableRow } from "./rows.ts";

/** A machine of an invocation, and its row. */
export interface MachineWithRow {
  readonly machine: Machine;
  readonly row: TableRow;
}

/** Gives the machines of all invocations with their rows, worst first. */
export const machinesWithRows = (tasks: readonly TaskReport[]): readonly MachineWithRow[] =>
  tasks
    .flatMap(({ TaskArn, invocations }) =>
      invocations.flatMap(({ machines }) => machines.map((machine) => ({ machine, TaskArn }))),
    )
    .toSorted((one, other) => byHarm(one.machine, other.machine))
    .map(({ machine, TaskArn }) => {
      const { patch, cause = patch?.cause } = machine;
      const row = {
        ...machine,
        TaskArn,
        ...patchValues(machine),
        ...(patch === undefined ? {} : { patchLabel: patchLabel(patch) }),
        cause: cause?.title,
        evidence: cause?.evidence,
      };
      return { machine, row };
    });

/** Gives the rows of all machines, worst first. */
export const machineRows = (tasks: readonly TaskReport[]): readonly TableRow[] =>
  machinesWithRows(tasks).map(({ row }) => row);

/** The columns of those rows. A table has the patch result as text, CSV its parts. */
export const machineColumns = ({ settings, host }: Context): readonly TableColumn[] =>
  settings.output === "csv"
    ? [...nameColumns, ...causeColumns({ name: "evidence" }), ...patchColumns.map((name) => ({ name }))]
    : [...nameColumns, patchColumn(host), ...causeColumns(evidenceColumn)];

const nameColumns: readonly TableColumn[] = [
  { name: "name", least: 20 },
  { name: "InstanceName", least: 8, rank: 4 },
  { name: "result", kind: "status" },
];

/** A terminal gets a short label. */
const patchColumn = ({ stdout: { isTerminal } }: Context["host"]): TableColumn => ({
  name: "patch",
  value: ({ patchLabel: label, patchWords }) => (isTerminal ? label : patchWords),
  least: 14,
  rank: 2,
});

/** Leaves out evidence that the patch column shows already. */
const evidenceColumn: TableColumn = {
  name: "evidence",
  value: ({ evidence, patchWords }) => (evidence === patchWords ? undefined : evidence),
  least: 16,
  rank: 3,
};

const causeColumns = (evidence: TableColumn): readonly TableColumn[] => [
  { name: "cause", least: 12, rank: 1 },
  { name: "ResponseCode", rank: 6 },
  evidence,
  { name: "TaskArn", least: 12, rank: 5 },
  { name: "StatusDetails", least: 12, rank: 7 },
  tookColumn,
  { name: "StartTime", rank: 8 },
  { name: "InvocationId", rank: 9 },
  { name: "TaskExecutionId", rank: 10 },
];
