/** Windows with little activity: without tasks, disabled, never executed. */
import type { WindowPlan } from "../../../plan/plan.ts";
import { type NightAccount, roleArn } from "../account/account.ts";
import { runCommand } from "../tasks/command.ts";
import { powerShellScript, shellScript } from "../endings/documents.ts";
import { byTag } from "../account/group.ts";
import type { ExecutionRecipe, TaskRegistration } from "../tasks/recipe.ts";
import { atTime, cronDaily, cronWeekly, DAY, every, HOUR, minuteText } from "../account/when.ts";
import { windowPlan } from "../tasks/window.ts";

/** Last night a SUCCESS without tasks: the tasks and targets were deregistered the day before. */
export const batchCleanupWindow = (account: NightAccount): WindowPlan => {
  const { fleet, hour } = account;
  const first = hour - 10 * HOUR;
  const batch = byTag("batch", "Role", "batch", fleet.called("batch"), { OwnerInformation: "team-orders" });
  const weekly = (week: number): ExecutionRecipe => ({
    key: week,
    start: first - week * 7 * DAY,
    ...(week === 0
      ? { tasks: [], ending: { outcome: "SUCCESS", details: "No tasks to execute." } }
      : {
          tasks: [
            {
              task: cleanTask,
              minutes: 10,
              invocations: [
                {
                  target: batch,
                  action: runCommand({ document: shellScript("rm -rf /var/tmp/batch-*"), group: batch }),
                },
              ],
            },
          ],
        }),
  });
  return windowPlan(account, {
    window: {
      Name: "batch-cleanup",
      Schedule: cronWeekly(first),
      Duration: 1,
      Cutoff: 0,
      AllowUnassociatedTargets: false,
      Enabled: true,
      NextExecutionTime: minuteText(first + 7 * DAY),
    },
    groups: [],
    tasks: [],
    executions: Array.from({ length: 5 }, (_, week) => weekly(week)),
    schedule: every(7 * DAY, first + 7 * DAY, 4),
    changed: 1,
  });
};

/** Disabled twenty days ago, with its history. */
export const legacyCrmWindow = (account: NightAccount): WindowPlan => {
  const { fleet, hour } = account;
  const last = hour - 20 * DAY;
  const crm = byTag("crm", "System", "crm", fleet.called("win-sql").slice(0, 4), {
    OwnerInformation: "retired",
  });
  const clean = runCommand({ document: powerShellScript("Clear-RecycleBin -Force"), group: crm });
  return windowPlan(account, {
    window: {
      Name: "legacy-crm-nightly",
      Description: "Switched off with the old CRM",
      Schedule: cronDaily(last),
      ScheduleTimezone: "UTC",
      Duration: 1,
      Cutoff: 0,
      AllowUnassociatedTargets: false,
      Enabled: false,
    },
    groups: [crm],
    tasks: [{ task: crmTask, on: [crm] }],
    executions: Array.from({ length: 10 }, (_, night) => ({
      key: night,
      start: last - night * DAY,
      tasks: [
        {
          task: crmTask,
          minutes: 3,
          invocations: [{ target: crm, action: clean }],
        },
      ],
    })),
    changed: 20,
  });
};

/** Scheduled once, in twenty days, and not executed before. */
export const drDrillWindow = (account: NightAccount): WindowPlan => {
  const { fleet, hour } = account;
  const start = hour + 20 * DAY;
  const europe = byTag("europe", "Region", "eu", fleet.called("db-eu", "app-eu"), {
    OwnerInformation: "all hands",
  });
  return windowPlan(account, {
    window: {
      Name: "dr-failover-drill",
      Description: "Fail over, look, fail back",
      Schedule: atTime(start),
      ScheduleTimezone: "Etc/UTC",
      StartDate: minuteText(start - DAY),
      EndDate: minuteText(start + 2 * DAY),
      Duration: 6,
      Cutoff: 2,
      AllowUnassociatedTargets: false,
      Enabled: true,
      NextExecutionTime: minuteText(start),
    },
    groups: [europe],
    tasks: [],
    executions: [],
    schedule: [new Date(start)],
    changed: 3,
  });
};

const cleanTask: TaskRegistration = {
  Name: "clean-temporary-files",
  TaskArn: "AWS-RunShellScript",
  Type: "RUN_COMMAND",
  Priority: 1,
  MaxConcurrency: "50%",
  MaxErrors: "10%",
  ServiceRoleArn: roleArn("MaintenanceWindowRole"),
  TaskParameters: { commands: { Values: ["rm -rf /var/tmp/batch-*"] } },
};

const crmTask: TaskRegistration = {
  ...cleanTask,
  Name: "empty-recycle-bins",
  TaskArn: "AWS-RunPowerShellScript",
  TaskParameters: { commands: { Values: ["Clear-RecycleBin -Force"] } },
};
