import { assembleInvocation, partsFrom } from "./assemble-invocation.ts";
import { assembleTask } from "./assemble-execution.ts";
import { machineRow } from "../../model/machine-row.ts";
import { isOpen } from "../../model/result.ts";
import type { InvocationReport, Machine, TaskReport } from "../../model/report.ts";
import { decidePatchResult, hasStarted, type KnownState } from "../patching/decide.ts";
import type { PatchRun } from "../../model/patch.ts";

/** Returns the known patch state of a machine. */
export type StateOf = (InstanceId: string) => KnownState;

/** Adds patch results to the machines of a task and judges it again. Returns the same task if it does not patch. */
export const withPatchResults = (task: TaskReport, stateOf: StateOf): TaskReport => {
  if (!task.invocations.some(patches)) return task;
  return assembleTask({
    ...task,
    task: { ...task },
    detail: task,
    invocations: task.invocations.map((invocation) => invocationWith(invocation, stateOf)),
    exact: task.counts.exact,
    gaps: task.gaps ?? 0,
  });
};

/** Machines of patch runs whose state to read, unless it is known to be the run's own. */
export const machinesToRead = (task: TaskReport): readonly string[] => namesIn(task, wantsState);

/** Machines whose patch result is unknown without their state, because the command ran on them. */
export const machinesInNeed = (task: TaskReport): readonly string[] =>
  namesIn(task, (run, machine) => wantsState(run, machine) && hasStarted(machine));

const namesIn = (
  { invocations }: TaskReport,
  isWanted: (run: PatchRun, machine: Machine) => boolean,
): readonly string[] =>
  invocations.flatMap(({ patchRun, machines }) =>
    patchRun === undefined
      ? []
      : machines.flatMap((machine) => (isWanted(patchRun, machine) ? [machine.name] : [])),
  );

const wantsState = ({ reportsState }: PatchRun, { kind, result, patch }: Machine): boolean =>
  kind === "machine" && reportsState && !isKept(patch) && !isOpen(result);

/** A run's own state is retained once it was read, because a later scan overwrites it. */
const isKept = (patch: Machine["patch"]): boolean => patch?.basis === "this-run";

const patches = ({ patchRun }: InvocationReport): boolean => patchRun !== undefined;

const invocationWith = (invocation: InvocationReport, stateOf: StateOf): InvocationReport => {
  const { patchRun, machines, counts, read, gaps = 0 } = invocation;
  if (patchRun === undefined) return invocation;
  return assembleInvocation({
    ...partsFrom(invocation, { includeSensitive: true }),
    exact: counts.exact,
    read,
    gaps,
    machines: machines.map((machine) => machineWith(machine, patchRun, stateOf)),
  });
};

const machineWith = (machine: Machine, run: PatchRun, stateOf: StateOf): Machine => {
  if (isKept(machine.patch)) return machine;
  const known =
    machine.kind === "machine" ? (wantsState(run, machine) ? stateOf(machine.name) : notNeeded) : unnamed;
  return machineRow(machine, { ...machine, patch: decidePatchResult(run, machine, known) });
};

const unnamed = { unread: "the patched machines are not named" } as const;
const notNeeded = { unread: "not read" } as const;
