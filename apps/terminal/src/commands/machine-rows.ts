import type { Machine, PatchState, TaskReport } from "@windowpane/report";
import type { Column } from "../output/column.ts";
import type { Format, Row } from "../output/format.ts";
import { tookColumn } from "./columns.ts";

/** A machine of an invocation, and its row with the task it belongs to. */
export interface MachineWithRow {
  readonly machine: Machine;
  readonly row: Row;
}

/**
 * The machines of all invocations with their rows.
 *
 * @param order - the order of machines, such as `byHarm`.
 */
export const machinesWithRows = (
  tasks: readonly TaskReport[],
  order: (one: Machine, other: Machine) => number,
): readonly MachineWithRow[] =>
  tasks
    .flatMap(({ TaskArn, invocations }) =>
      invocations.flatMap(({ machines }) => machines.map((machine) => ({ machine, TaskArn }))),
    )
    .toSorted((one, other) => order(one.machine, other.machine))
    .map(({ machine, TaskArn }) => ({ machine, row: rowOf(machine, TaskArn) }));

/** The rows alone. */
export const machineRows = (...of: Parameters<typeof machinesWithRows>): readonly Row[] =>
  machinesWithRows(...of).map(({ row }) => row);

const rowOf = ({ cause, patch, ...machine }: Machine, TaskArn: string | undefined): Row => {
  const why = cause ?? patch?.cause;
  return { ...machine, TaskArn, ...patchValues(patch), cause: why?.title, evidence: why?.evidence };
};

/**
 * What a row tells of patches: the names of the report's CSV document. The counts are those of the state that `patchBasis`
 * names: only with `this-run` and `by-time` are they the run's own. What is not known is left out.
 */
export const patchValues = (patch: Machine["patch"]): Row => {
  if (patch === undefined) return {};
  const state: PatchState = patch.state ?? {};
  return {
    patch: patch.result,
    patchBasis: patch.basis,
    patchWords: patch.words,
    patchOperation: state.Operation,
    patchOperationEnd: state.OperationEndTime,
    patchMissing: known(state.MissingCount),
    patchFailed: known(state.FailedCount),
    patchPendingReboot: known(state.InstalledPendingRebootCount),
    patchRejected: known(state.InstalledRejectedCount),
    patchCritical: known(state.CriticalNonCompliantCount),
    patchSecurity: known(state.SecurityNonCompliantCount),
  };
};

/** A scan that failed reports -1. */
const known = (count: number | undefined): number | undefined =>
  count === undefined || count < 0 ? undefined : count;

/** The patch result in words: for tables. */
export const patchColumn: Column = { name: "patch", value: ({ patchWords }) => patchWords, least: 14, rank: 2 };

/** The same piece by piece: for programs. */
const patchColumns: readonly Column[] = [
  { name: "patch" },
  { name: "patchBasis" },
  { name: "patchWords" },
  { name: "patchOperation" },
  { name: "patchOperationEnd" },
  { name: "patchMissing" },
  { name: "patchFailed" },
  { name: "patchPendingReboot" },
  { name: "patchRejected" },
  { name: "patchCritical" },
  { name: "patchSecurity" },
];

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
export const machineColumns = (format: Format): readonly Column[] =>
  format === "csv"
    ? [...beforePatch, ...afterPatch, ...patchColumns]
    : [...beforePatch, patchColumn, ...afterPatch];
