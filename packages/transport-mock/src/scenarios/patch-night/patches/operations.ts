/** The patch operations of the account's machines. */
import type { PatchOperationPlan } from "../../../plan/managed-machine.ts";
import { commandOf, type CommandPlan, type SentCommandPlan, type WindowPlan } from "../../../plan/plan.ts";
import type { NightAccount } from "../account/account.ts";
import { runPatchBaseline } from "../endings/documents.ts";
import type { FleetMachine } from "../account/fleet.ts";
import { once } from "../../../plan/computed.ts";
import { baselineOf, snapshotOf } from "./baseline.ts";
import { patchCountsOf, patchesOf } from "./catalogue.ts";
import { isPatched, type PatchedMachinePlan, type PatchRunResult } from "../endings/patch-result.ts";
import { secondsWithin } from "../account/when.ts";

/** Finds the patch operations of a machine. The first call reads all patch commands. */
export const patchOperationsIn = (
  account: NightAccount,
  windows: readonly WindowPlan[],
  commands: readonly SentCommandPlan[],
): ((machine: FleetMachine) => readonly PatchOperationPlan[]) => {
  const runs = once(() => patchRunsIn(windows, commands));
  return (machine) => [
    ...(runs().get(machine.InstanceId) ?? []).flatMap((run) => operationOf(run, machine, account)),
  ];
};

/** A patch command on a machine. */
interface PatchCommandRun {
  readonly machine: PatchedMachinePlan;
  readonly CommandId: string;
  /** ID of the window's execution or, without a window, the command. All its runs share a snapshot. */
  readonly origin: string;
}

const patchRunsIn = (
  windows: readonly WindowPlan[],
  commands: readonly SentCommandPlan[],
): ReadonlyMap<string, readonly PatchCommandRun[]> => {
  const runs = new Map<string, PatchCommandRun[]>();
  const add = (command: CommandPlan, CommandId: string, origin: string): void => {
    for (const machine of command.machines.filter(isPatched)) {
      const known = runs.get(machine.InstanceId);
      const run = { machine, CommandId, origin };
      if (known === undefined) runs.set(machine.InstanceId, [run]);
      else known.push(run);
    }
  };
  // Each command without a window has a separate snapshot.
  for (const command of commands) add(command, command.CommandId, command.CommandId);
  for (const { WindowExecutionId, tasks } of windows.flatMap(({ executions }) => executions)) {
    for (const { task, invocations } of tasks) {
      if (task.TaskArn !== runPatchBaseline.name) continue;
      for (let index = 0; index < invocations.length; index += 1) {
        const invocation = invocations.at(index);
        const command = invocation === undefined ? undefined : commandOf(invocation);
        const CommandId = invocation?.ExecutionId;
        if (command !== undefined && CommandId !== undefined) add(command, CommandId, WindowExecutionId);
      }
    }
  }
  return runs;
};

/** The operation that a run reported. A run with a BaselineOverride or a failed upload reported none. */
const operationOf = (
  { machine: run, CommandId, origin }: PatchCommandRun,
  machine: FleetMachine,
  { chance }: NightAccount,
): readonly PatchOperationPlan[] => {
  const { patching } = run;
  const result = run.result();
  if (result === undefined || result.isUploadFailed === true || patching.isOverride) return [];
  const time = secondsWithin({ start: run.start.getTime(), end: run.end.getTime() });
  return [
    {
      ...time,
      Operation: patching.operation,
      CommandId,
      ...baselineOf(machine, chance),
      SnapshotId: snapshotOf(chance, origin),
      RebootOption: patching.rebootOption,
      ...patchesIn(result, machine, time.end.getTime()),
    },
  ];
};

/** The patches of a result, for an operation. */
export const patchesIn = (
  result: PatchRunResult,
  { name: host, platform }: FleetMachine,
  end: number,
): Pick<PatchOperationPlan, "patches" | "counts" | "NotApplicableCount" | "hasFailedSearch"> => ({
  // Computed for each request, because those of all machines would need 100 MB.
  patches: (states) => patchesOf(result, { host, platform, end, states }),
  counts: patchCountsOf(result),
  ...(result.counts?.NotApplicable !== undefined && { NotApplicableCount: result.counts.NotApplicable }),
  ...(result.hasFailedSearch === true && { hasFailedSearch: true }),
});
