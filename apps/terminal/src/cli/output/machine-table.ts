/** The rows and columns of an execution's machines. */
import {
  listMachines,
  patchColumns,
  patchLabel,
  patchValues,
  type ExecutionReport,
  type ListedMachine,
  type TaskReport,
} from "@windowpane/report";
import type { Context } from "../context/context.ts";
import { machineColumns, tableOf, type TableColumn } from "@windowpane/explorer";
import { identityColumns, withIdentity } from "./identity.ts";
import type { TableRow } from "./rows.ts";

/** A machine of an invocation, and its row. */
export interface MachineWithRow {
  readonly machine: ListedMachine;
  readonly row: TableRow;
}

/** Gives the machines of all invocations with their rows, worst first. */
export const machinesWithRows = (
  report: ExecutionReport,
  tasks: readonly TaskReport[] = report.tasks,
): readonly MachineWithRow[] =>
  listMachines(report, { tasks }).map((machine) => {
    const { Name: _, patch, cause = patch?.cause, ...rest } = machine;
    const row = {
      ...rest,
      ...patchValues(machine),
      ...(patch === undefined ? {} : { patchLabel: patchLabel(patch) }),
      cause: cause?.title,
      evidence: cause?.evidence,
    };
    return { machine, row };
  });

/** Gives the rows of all machines of an execution, worst first. */
export const machineRows = (report: ExecutionReport): readonly TableRow[] =>
  withIdentity(
    report,
    machinesWithRows(report).map(({ row }) => row),
  );

/** The columns of those rows. A table has the patch result as text, CSV its parts. */
export const machineTableColumns = ({ settings, host }: Context): readonly TableColumn[] =>
  settings.output === "csv"
    ? [
        ...tableOf(machineColumns, nameColumns),
        ...tableOf(machineColumns, causeColumns).map((column) =>
          column.name === "evidence" ? { name: "evidence" } : column,
        ),
        ...patchColumns.map((name) => ({ name })),
        ...identityColumns,
      ]
    : [
        ...tableOf(machineColumns, nameColumns),
        ...tableOf(machineColumns, ["patch"]).map((column) =>
          // A terminal gets a short label.
          host.stdout.isTerminal ? { ...column, value: ({ patchLabel: label }: TableRow) => label } : column,
        ),
        ...tableOf(machineColumns, causeColumns),
      ];

const nameColumns = ["name", "InstanceName", "result"] as const;

const causeColumns = [
  "cause",
  "ResponseCode",
  "evidence",
  "TaskArn",
  "StatusDetails",
  "took",
  "StartTime",
  "InvocationId",
  "TaskExecutionId",
] as const;
