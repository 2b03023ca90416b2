import type { WindowPlan } from "../../../plan/plan.ts";
import { type NightAccount, roleArn } from "../account/account.ts";
import { runCommand } from "../tasks/command.ts";
import { shellScript } from "../endings/documents.ts";
import { byIds, byTag } from "../account/group.ts";
import { type ExecutionRecipe, refused, type TaskRegistration } from "../tasks/recipe.ts";
import { lastNight, type MachineTrouble, troublesOn } from "../endings/troubles.ts";
import { cronDaily, DAY, every, HOUR, minuteText } from "../account/when.ts";
import { windowPlan } from "../tasks/window.ts";

const NIGHTS = 30;

/**
 * Hostile output of many kinds, and a target that could not be resolved: one of its instance IDs is a terminated runner,
 * so no command was started and the invocation has no target.
 */
export const ciRunnersWindow = (account: NightAccount): WindowPlan => {
  const { fleet, hour } = account;
  const first = hour - 8 * HOUR;
  const runners = byTag("ci-runner", "Pool", "runners", fleet.called("ci-runner").slice(0, 30), {
    OwnerInformation: "team-ci <script>alert('owner')</script>",
    Description: "Runners; *builds* print [whatever](javascript:alert(1)) they like",
  });
  const builders = byIds("image-builders", fleet.called("ci-runner").slice(30), {
    OwnerInformation: "team-ci",
  });

  const nightly = (night: number): ExecutionRecipe => {
    const prune = runCommand({ document: shellScript("docker image prune --force"), group: builders });
    return {
      key: night,
      start: first - night * DAY,
      tasks: [
        {
          task: cleanTask,
          minutes: 20,
          invocations: [
            {
              target: runners,
              action: runCommand({
                document: shellScript("/opt/ci/clean-workspaces"),
                group: runners,
                troubles: troublesOn(night, story),
              }),
            },
          ],
        },
        {
          task: pruneTask,
          minutes: night === 0 ? 0.1 : 8,
          invocations: [
            night === 0
              ? { action: refused(prune, "The instance IDs list contains an invalid entry.") }
              : { target: builders, action: prune },
          ],
        },
      ],
    };
  };

  return windowPlan(account, {
    window: {
      Name: "ci-runner-cleanup",
      Description: "Räumt die Runner auf 🧹",
      Schedule: cronDaily(first),
      ScheduleTimezone: "Etc/UTC",
      Duration: 2,
      Cutoff: 1,
      AllowUnassociatedTargets: false,
      Enabled: true,
      NextExecutionTime: minuteText(first + DAY),
    },
    groups: [runners, builders],
    tasks: [
      { task: cleanTask, on: [runners] },
      { task: pruneTask, on: [builders] },
    ],
    executions: Array.from({ length: NIGHTS }, (_, night) => nightly(night)),
    schedule: every(DAY, first + DAY, 14),
  });
};

const story: readonly MachineTrouble[] = [
  { machines: "ci-runner-020", ending: "commandNotFound", from: 13, to: 0 },
  lastNight("ci-runner-021", "commandNotFound"),
  lastNight("ci-runner-022", "commandNotFoundPortuguese"),
  lastNight("ci-runner-023 ci-runner-024", "permissionDenied"),
  lastNight("ci-runner-025", "invalidPlatform"),
  lastNight("ci-runner-001", "escapes"),
  lastNight("ci-runner-002", "formulas"),
  lastNight("ci-runner-003", "markup"),
  lastNight("ci-runner-004", "markdown"),
  lastNight("ci-runner-005", "bidirectional"),
  lastNight("ci-runner-006", "progressBar"),
  lastNight("ci-runner-007", "nullByte"),
  lastNight("ci-runner-008", "wideText"),
  lastNight("ci-runner-009", "colourfulSuccess"),
];

const cleanTask: TaskRegistration = {
  Name: "clean-workspaces",
  TaskArn: "AWS-RunShellScript",
  Type: "RUN_COMMAND",
  Priority: 1,
  MaxConcurrency: "10",
  MaxErrors: "100%",
  ServiceRoleArn: roleArn("CiRole"),
  TaskParameters: { commands: { Values: ["/opt/ci/clean-workspaces"] } },
  LoggingInfo: { S3BucketName: "example-ci-logs", S3Region: "eu-central-1" },
};

const pruneTask: TaskRegistration = {
  Name: "prune-images",
  TaskArn: "AWS-RunShellScript",
  Type: "RUN_COMMAND",
  Priority: 2,
  MaxConcurrency: "2",
  MaxErrors: "1",
  ServiceRoleArn: roleArn("CiRole"),
  TaskParameters: { commands: { Values: ["docker image prune --force"] } },
};
