import type { WindowPlan } from "../../../plan/plan.ts";
import { type NightAccount, functionArn, roleArn } from "../account/account.ts";
import { restartInstance, runAutomation, startRefused } from "../tasks/automation.ts";
import { runCommand } from "../tasks/command.ts";
import { shellScript } from "../endings/documents.ts";
import { invokeLambda, lambdaParameters } from "../tasks/function-call.ts";
import { byTag } from "../account/group.ts";
import type { TaskRegistration } from "../tasks/recipe.ts";
import { lastNight, troublesOn } from "../endings/troubles.ts";
import { atTime, MINUTE } from "../account/when.ts";
import { windowPlan } from "../tasks/window.ts";

/** Running now: the check is done, the installation is running, restarts and message are pending. It will fail. */
export const emergencyWindow = (account: NightAccount): WindowPlan => {
  const { fleet, now } = account;
  const start = Math.floor(now / MINUTE) * MINUTE - 13 * MINUTE;
  const groups = ["web-eu", "app-eu", "batch", "ci-runner"].map((role) =>
    byTag(role, "Role", role, fleet.called(role), { OwnerInformation: `incident-4812; ${role}` }),
  );
  const cache = byTag("cache-prod", "Role", "cache", fleet.called("cache-prod"), {
    OwnerInformation: "team-cache",
  });

  return windowPlan(account, {
    window: {
      Name: "emergency-openssl",
      Description: "CVE of the day. One time only.",
      Schedule: atTime(start),
      ScheduleTimezone: "UTC",
      Duration: 2,
      Cutoff: 0,
      AllowUnassociatedTargets: false,
      Enabled: true,
    },
    groups: [...groups, cache],
    tasks: [
      { task: checkTask, on: groups },
      { task: installTask, on: groups },
      { task: restartTask, on: [cache] },
      { task: notifyTask, on: [] },
    ],
    executions: [
      {
        key: "now",
        start,
        tasks: [
          {
            task: checkTask,
            minutes: 5,
            invocations: groups.map((group) => ({
              target: group,
              action: runCommand({ document: shellScript("openssl version"), group }),
            })),
          },
          {
            task: installTask,
            minutes: 24,
            invocations: groups.map((group) => ({
              target: group,
              action: runCommand({
                document: shellScript("/opt/ops/install-openssl"),
                group,
                troubles: troublesOn(0, installStory),
              }),
            })),
          },
          {
            task: restartTask,
            minutes: 9,
            invocations: cache.machines.map((machine) => ({
              target: cache,
              action: runAutomation(
                restartInstance,
                machine,
                machine.name === "cache-prod-13" ? startRefused : undefined,
              ),
            })),
          },
          { task: notifyTask, minutes: 0.1, invocations: [{ action: invokeLambda(incident) }] },
        ],
      },
    ],
    changed: 0,
  });
};

const installStory = [
  lastNight("web-eu-004 web-eu-011", "aptLock"),
  lastNight("web-eu-019", "undeliverable"),
  lastNight("app-eu-009", "mirrorTimeout"),
  lastNight("app-eu-021 app-eu-022", "dnfLock"),
  lastNight("app-eu-034", "dnfDiskFull"),
  lastNight("batch-015 batch-016 batch-030", "mirrorTimeout"),
  lastNight("ci-runner-012", "outOfMemory"),
  lastNight("ci-runner-033", "progressBar"),
];

const checkTask: TaskRegistration = {
  Name: "check-version",
  TaskArn: "AWS-RunShellScript",
  Type: "RUN_COMMAND",
  Priority: 1,
  MaxConcurrency: "100%",
  MaxErrors: "100%",
  ServiceRoleArn: roleArn("IncidentRole"),
  TaskParameters: { commands: { Values: ["openssl version"] } },
};

const installTask: TaskRegistration = {
  ...checkTask,
  Name: "install-openssl",
  Priority: 2,
  MaxConcurrency: "10",
  TaskParameters: { commands: { Values: ["/opt/ops/install-openssl"] } },
};

const restartTask: TaskRegistration = {
  Name: "restart-caches",
  TaskArn: restartInstance.name,
  Type: "AUTOMATION",
  Priority: 3,
  MaxConcurrency: "2",
  MaxErrors: "3",
  ServiceRoleArn: roleArn("IncidentRole"),
  TaskParameters: { InstanceId: { Values: ["{{TARGET_ID}}"] } },
};

const incident = { incident: 4812 };

const notifyTask: TaskRegistration = {
  Name: "close-incident",
  TaskArn: functionArn("incident-closer"),
  Type: "LAMBDA",
  Priority: 4,
  MaxConcurrency: "1",
  MaxErrors: "1",
  ServiceRoleArn: roleArn("IncidentRole"),
  TaskInvocationParameters: lambdaParameters(incident),
};
