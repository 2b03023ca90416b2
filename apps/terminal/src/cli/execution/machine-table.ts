import type * as Report from "@windowpane/report";
import type { Machine, TaskReport } from "@windowpane/report";
import type { Context } from "../context/context.ts";
import type { Column } from "../output/column.ts";
import type { Row } from "../output/rows.ts";
import { tookColumn } from "../output/columns.ts";

/** A machine of an invocation, and its row with the task it belongs to. */
export interface MachineWithRow {
  readonly machine: Machine;
  readonly row: Row;
}

/** What of the report's package makes rows; it is loaded when a command needs it. */
export type RowMaker = Pick<typeof Report, "byHarm" | "patchColumns" | "patchLabel" | "patchValues">;

/** The machines of all invocations with their rows, the worst first. */
export const machinesWithRows = (
  tasks: readonly TaskReport[],
  { byHarm, patchLabel, patchValues }: RowMaker,
): readonly MachineWithRow[] =>
  tasks
    .flatMap(({ TaskArn, invocations }) =>
      invocations.flatMap(({ machines }) => machines.map((machine) => ({ machine, TaskArn }))),
    )
    .toSorted((one, other) => byHarm(one.machine, other.machine))
    .map(({ machine, TaskArn }) => {
      const { cause = machine.patch?.cause } = machine;
      const why = { cause: cause?.title, evidence: cause?.evidence };
      const label = machine.patch === undefined ? {} : { patchLabel: patchLabel(machine.patch) };
      return { machine, row: { ...machine, TaskArn, ...patchValues(machine), ...label, ...why } };
    });

/** The rows alone. */
export const machineRows = (...of: Parameters<typeof machinesWithRows>): readonly Row[] =>
  machinesWithRows(...of).map(({ row }) => row);

/** The patch result in words; in a few of them where there is little room. */
const patchColumn = ({ stdout: { isTerminal } }: Context["host"]): Column => ({
  name: "patch",
  value: ({ patchWords, patchLabel }) => (isTerminal ? patchLabel : patchWords),
  least: 14,
  rank: 2,
});

const beforePatch: readonly Column[] = [
  { name: "name", least: 20 },
  { name: "InstanceName", least: 8, rank: 4 },
  { name: "result", kind: "status" },
];

/** The words of a patch result have a column of their own. */
const evidenceColumn: Column = {
  name: "evidence",
  value: ({ evidence, patchWords }) => (evidence === patchWords ? undefined : evidence),
  least: 16,
  rank: 3,
};

const afterPatch = (evidence: Column): readonly Column[] => [
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

/** Of those rows. A table has the patch result in words, a file for programs its parts. */
export const machineColumns = ({ settings, host }: Context, { patchColumns }: RowMaker): readonly Column[] =>
  settings.output === "csv"
    ? [...beforePatch, ...afterPatch({ name: "evidence" }), ...patchColumns.map((name) => ({ name }))]
    : [...beforePatch, patchColumn(host), ...afterPatch(evidenceColumn)];
