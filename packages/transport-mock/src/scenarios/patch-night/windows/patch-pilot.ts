import type { WindowPlan } from "../../../plan/plan.ts";
import { type NightAccount, roleArn } from "../account/account.ts";
import { runCommand } from "../tasks/command.ts";
import { installWindowsUpdates, OVERRIDE, patchByOverride, scanPatches } from "../endings/documents.ts";
import { byIds, byTag } from "../account/group.ts";
import { patchAsgRunbook, patchByAutomation } from "../tasks/patch-automation.ts";
import type { ExecutionRecipe, TaskRegistration } from "../tasks/recipe.ts";
import { cronDaily, DAY, every, HOUR, momentText } from "../account/when.ts";
import { windowPlan } from "../tasks/window.ts";

const NIGHTS = 7;

/** Patching with incomplete evidence: scans, overrides, Windows Update, automations. Everything succeeds. */
export const patchPilotWindow = (account: NightAccount): WindowPlan => {
  const { fleet, hour } = account;
  const first = hour - 5 * HOUR;
  const caches = byTag("cache-prod", "Role", "cache", fleet.called("cache-prod"), {
    OwnerInformation: "team-cache",
  });
  const pilots = byIds("pilots", fleet.called("app-eu").slice(0, 6), { OwnerInformation: "team-app" });
  const databases = byIds("win-sql-pilots", fleet.called("win-sql").slice(16), {
    OwnerInformation: "@dba-team",
  });
  const scaled = byIds("batch-pilots", fleet.called("batch").slice(36), { OwnerInformation: "team-batch" });
  const nightly = (night: number): ExecutionRecipe => ({
    key: night,
    start: first - night * DAY,
    tasks: [
      {
        task: scanTask,
        minutes: 6,
        invocations: [{ target: caches, action: runCommand({ document: scanPatches, group: caches }) }],
      },
      {
        task: overrideTask,
        minutes: 10,
        invocations: [{ target: pilots, action: runCommand({ document: patchByOverride, group: pilots }) }],
      },
      {
        task: updatesTask,
        minutes: 8,
        invocations: [
          { target: databases, action: runCommand({ document: installWindowsUpdates, group: databases }) },
        ],
      },
      {
        task: automationTask,
        minutes: 20,
        invocations: scaled.machines.map((machine) => ({
          target: scaled,
          action: patchByAutomation(machine),
        })),
      },
    ],
  });
  return windowPlan(account, {
    window: {
      Name: "patch-pilot-daily",
      Description: "Ways to patch that are on trial",
      Schedule: cronDaily(first),
      ScheduleTimezone: "Etc/UTC",
      Duration: 3,
      Cutoff: 1,
      AllowUnassociatedTargets: false,
      Enabled: true,
      NextExecutionTime: momentText(first + DAY),
    },
    groups: [caches, pilots, databases, scaled],
    tasks: [
      { task: scanTask, on: [caches] },
      { task: overrideTask, on: [pilots] },
      { task: updatesTask, on: [databases] },
      { task: automationTask, on: [scaled] },
    ],
    executions: Array.from({ length: NIGHTS }, (_, night) => nightly(night)),
    schedule: every(DAY, first + DAY, 14),
  });
};

const patchTask = {
  TaskArn: "AWS-RunPatchBaseline",
  Type: "RUN_COMMAND",
  MaxConcurrency: "50%",
  MaxErrors: "100%",
  ServiceRoleArn: roleArn("MaintenanceWindowRole"),
} as const;

const scanTask: TaskRegistration = {
  ...patchTask,
  Name: "scan-caches",
  Priority: 1,
  TaskParameters: { Operation: { Values: ["Scan"] } },
};

const overrideTask: TaskRegistration = {
  ...patchTask,
  Name: "patch-by-override",
  Priority: 2,
  TaskParameters: {
    Operation: { Values: ["Install"] },
    RebootOption: { Values: ["NoReboot"] },
    BaselineOverride: { Values: [OVERRIDE] },
  },
};

const updatesTask: TaskRegistration = {
  ...patchTask,
  Name: "install-windows-updates",
  TaskArn: installWindowsUpdates.name,
  Priority: 3,
  TaskParameters: { Action: { Values: ["Install"] }, AllowReboot: { Values: ["False"] } },
};

const automationTask: TaskRegistration = {
  ...patchTask,
  Name: "patch-scaling-group",
  TaskArn: patchAsgRunbook,
  Type: "AUTOMATION",
  MaxConcurrency: "2",
  Priority: 4,
  TaskParameters: { InstanceId: { Values: ["{{TARGET_ID}}"] } },
};
