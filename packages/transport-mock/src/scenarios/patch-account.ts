/** An account with one patch night, stated in a few lines: for tests of what is said about patches. */
import type { ManagedMachine, PatchOperationPlan } from "../plan/managed-machine.ts";
import type { AccountPlan } from "../plan/plan.ts";
import { patchesByCount } from "./patch-account/counts.ts";
import {
  patchAccountIds as ids,
  patchAccountMinute,
  patchAccountStart,
  TASK_MINUTES,
} from "./patch-account/layout.ts";
import type {
  PatchAccountRecipe,
  PatchMachineRecipe,
  PatchStateRecipe,
  PatchTaskRecipe,
} from "./patch-account/recipe.ts";
import { taskOf, typeOf } from "./patch-account/tasks.ts";

/**
 * The plan of an account with one window, one execution and its patch tasks: each ten minutes long, with a command over
 * all machines (or an automation for each). States say what a machine reported, and when. IDs are `patchAccountIds`.
 * The mock's clock stands at 08:00 by default, six hours after the start.
 *
 * @throws RangeError when a state names a task that is not there.
 *
 * @example
 * // A success that left five patches pending, and another that a scan at 04:00 overwrote.
 * const scenario = patchAccount({
 *   tasks: [{ rebootOption: "NoReboot" }],
 *   machines: [
 *     { states: [{ pendingReboot: 5 }] },
 *     { states: [{}, { by: patchAccountIds.other(9), operation: "Scan", minutes: [120, 121], missing: 4 }] },
 *   ],
 * });
 * const client = createClient(mockTransport({ scenario }));
 */
export const patchAccount = ({ machines, tasks = [{}] }: PatchAccountRecipe): AccountPlan => {
  const made = tasks.map((task, index) => taskOf(task, index, machines));
  const ends = made.map(({ plan }) => plan.end.getTime());
  const end = new Date(Math.max(patchAccountMinute(TASK_MINUTES).getTime(), ...ends));
  const isFailed = made.some(({ plan }) => plan.outcome === "FAILED");
  return {
    windows: [
      {
        window: {
          WindowId: ids.WindowId,
          Name: "patch-account",
          Enabled: true,
          Duration: 4,
          Cutoff: 1,
          Schedule: "rate(1 day)",
          AllowUnassociatedTargets: false,
        },
        tasks: made.map(({ plan }, index) => ({
          WindowId: ids.WindowId,
          WindowTaskId: ids.windowTask(index),
          Name: `patch-${index}`,
          TaskArn: plan.task.TaskArn,
          Type: typeOf(tasks[index]),
          Priority: index + 1,
          TaskParameters: plan.task.TaskParameters?.[0] ?? {},
        })),
        executions: [
          {
            WindowExecutionId: ids.WindowExecutionId,
            start: patchAccountStart,
            end,
            outcome: isFailed ? "FAILED" : "SUCCESS",
            ...(isFailed && { details: "One or more tasks in the orchestration failed." }),
            tasks: made.map(({ plan }) => plan),
          },
        ],
      },
    ],
    machines: machines.map((machine, index) => managed(machine, index, tasks)),
    commands: made.flatMap(({ commands }) => commands),
  };
};

const managed = (
  { platform = "Linux", states = [], terminated }: PatchMachineRecipe,
  index: number,
  tasks: readonly PatchTaskRecipe[],
): ManagedMachine => ({
  information: {
    InstanceId: ids.machine(index),
    ComputerName: `machine-${index}`,
    PlatformType: platform,
    ResourceType: "EC2Instance",
  },
  ...(terminated !== undefined && { terminated: patchAccountMinute(terminated) }),
  patchOperations: states.map((state) => operationOf(state, platform, index, tasks)),
});

const operationOf = (
  state: PatchStateRecipe,
  platform: NonNullable<PatchMachineRecipe["platform"]>,
  machine: number,
  tasks: readonly PatchTaskRecipe[],
): PatchOperationPlan => {
  const { task: number = 0, by, minutes, snapshot = ids.SnapshotId, installOverrideList } = state;
  const task = tasks[number];
  if (task === undefined) {
    throw new RangeError(`A patch state names task ${number}, but there are ${tasks.length}. Count from 0.`);
  }
  const [start, end] = minutes ?? [number * TASK_MINUTES + 2, number * TASK_MINUTES + 8];
  const CommandId = by ?? ids.command(number, task.automation === undefined ? 0 : machine);
  const rebootOption = state.rebootOption ?? task.rebootOption;
  return {
    start: patchAccountMinute(start),
    end: patchAccountMinute(end),
    Operation: state.operation ?? task.operation ?? "Install",
    ...(CommandId !== "none" && { CommandId }),
    BaselineId: ids.BaselineId,
    ...(snapshot !== "none" && { SnapshotId: snapshot }),
    ...(rebootOption !== undefined && { RebootOption: rebootOption }),
    ...(installOverrideList !== undefined && { InstallOverrideList: installOverrideList }),
    ...(state.hasFailedSearch === true && { hasFailedSearch: true }),
    patches: () => patchesByCount(state, platform),
  };
};
