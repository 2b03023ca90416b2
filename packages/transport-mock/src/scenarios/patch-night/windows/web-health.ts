import type { WindowPlan } from "../../../plan/plan.ts";
import { type NightAccount, roleArn } from "../account/account.ts";
import { runCommand } from "../tasks/command.ts";
import { shellScript } from "../endings/documents.ts";
import { byTag, withMachines } from "../account/group.ts";
import type { ExecutionRecipe, TaskRegistration } from "../tasks/recipe.ts";
import { troublesOn } from "../endings/troubles.ts";
import { cronDaily, DAY, every, HOUR, momentText } from "../account/when.ts";
import { windowPlan } from "../tasks/window.ts";
import { GONE_WEB } from "../account/fleet.ts";

const NIGHTS = 30;

/** A window that succeeds every day. One machine prints colours. */
export const webHealthWindow = (account: NightAccount): WindowPlan => {
  const { fleet, hour } = account;
  const first = hour - 3 * HOUR;
  const web = byTag("web", "Tier", "web", fleet.called("web-prod", "web-eu"), {
    OwnerInformation: "team-web",
  });
  const present = withMachines(
    web,
    web.machines.filter(({ name }) => name !== GONE_WEB),
  );
  const daily = (night: number): ExecutionRecipe => ({
    key: night,
    start: first - night * DAY,
    tasks: [
      {
        task: checkTask,
        minutes: 4,
        invocations: [
          {
            target: web,
            action: runCommand({
              document: shellScript("/opt/ops/health.sh"),
              group: night === 0 ? present : web,
              troubles: troublesOn(night, [
                { machines: "web-eu-007", ending: "colourfulSuccess", from: NIGHTS, to: 0 },
              ]),
            }),
          },
        ],
      },
    ],
  });
  return windowPlan(account, {
    window: {
      Name: "web-health-daily",
      Schedule: cronDaily(first),
      ScheduleTimezone: "UTC",
      Duration: 1,
      Cutoff: 0,
      AllowUnassociatedTargets: false,
      Enabled: true,
      NextExecutionTime: momentText(first + DAY),
    },
    groups: [web],
    tasks: [{ task: checkTask, on: [web] }],
    executions: Array.from({ length: NIGHTS }, (_, night) => daily(night)),
    schedule: every(DAY, first + DAY, 14),
  });
};

const checkTask: TaskRegistration = {
  Name: "check-health",
  TaskArn: "AWS-RunShellScript",
  Type: "RUN_COMMAND",
  Priority: 0,
  MaxConcurrency: "100%",
  MaxErrors: "0",
  ServiceRoleArn: roleArn("MaintenanceWindowRole"),
  TaskParameters: { commands: { Values: ["/opt/ops/health.sh"] } },
};
