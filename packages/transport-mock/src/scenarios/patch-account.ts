/** An account with one patch execution from a short recipe, for tests of patch results. */
import type { PlatformType } from "@windowpane/core";
import type {
  ManagedMachine,
  PatchOperationPlan,
  PatchPlan,
  PatchPlanState,
} from "../plan/managed-machine.ts";
import type { AccountPlan } from "../plan/plan.ts";
import {
  patchAccountIds as ids,
  patchAccountMinute,
  patchAccountStart,
  TASK_MINUTES,
} from "./patch-account/layout.ts";
import type {
  PatchAccountRecipe,
  PatchMachineRecipe,
  PatchRecipeCounts,
  PatchStateRecipe,
  PatchTaskRecipe,
} from "./patch-account/recipe.ts";
import { taskOf, typeOf } from "./patch-account/tasks.ts";

/**
 * Creates the plan of an account with one window and one execution of patch tasks. Each task takes ten minutes and sends a
 * command to all machines, or starts an automation for each. States are the patch states that machines reported. IDs are
 * in `patchAccountIds`. The mock's clock is at 08:00 by default, six hours after the start.
 *
 * @throws RangeError for a state with an unknown task.
 *
 * @example
 * // One machine with five pending reboots, and one whose state was overwritten by a scan at 04:00.
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
    throw new RangeError(
      `A patch state has task ${number}, but there are ${tasks.length} tasks. Use an index from 0.`,
    );
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

/** Creates the patches of a state's counts, non-compliant ones first. */
const patchesByCount = (counts: PatchRecipeCounts, platform: PlatformType): readonly PatchPlan[] => {
  const { critical = 0, security = 0 } = counts;
  const states: readonly (readonly [PatchPlanState, number | undefined])[] = [
    ["Missing", counts.missing],
    ["Failed", counts.failed],
    ["InstalledRejected", counts.rejected],
    ["InstalledPendingReboot", counts.pendingReboot],
    ["Installed", counts.installed],
    ["InstalledOther", counts.installedOther],
    ["NotApplicable", counts.notApplicable],
    ["AvailableSecurityUpdate", counts.availableSecurityUpdate],
  ];
  return states
    .flatMap(([state, count = 0]) => Array.from({ length: count }, () => state))
    .map((State, index): PatchPlan => {
      const isSecurity = index < security;
      return {
        KBId: platform === "Windows" ? `KB${5_030_001 + index}` : `package-${index}.x86_64`,
        Title: `Update ${index}`,
        Classification: isSecurity ? (platform === "Windows" ? "SecurityUpdates" : "Security") : "Bugfix",
        Severity: index < critical ? "Critical" : "Low",
        ComplianceLevel: index < critical ? "CRITICAL" : "LOW",
        State,
        ...(isSecurity && { CVEIds: `CVE-2026-${1000 + index}` }),
      };
    });
};
