import type { WindowPlan } from "../../../plan/plan.ts";
import { type NightAccount, roleArn } from "../account/account.ts";
import { runCommand } from "../tasks/command.ts";
import { shellScript } from "../endings/documents.ts";
import type { EndingName } from "../endings/index.ts";
import { byIds, byTag } from "../account/group.ts";
import { type ExecutionRecipe, neverStarted, type TaskRegistration } from "../tasks/recipe.ts";
import { DAY, every, HOUR, minuteText } from "../account/when.ts";
import { windowPlan } from "../tasks/window.ts";

const ROLLOUTS = 10;
const STEP = 3 * DAY;

/**
 * MaxErrors reached: last night three of the first five canaries failed where two were allowed. The other canaries are
 * Terminated, and the two next groups did not get a command.
 */
export const configRolloutWindow = (account: NightAccount): WindowPlan => {
  const { fleet, hour } = account;
  const first = hour - 5 * HOUR;
  const canary = byIds("canary", fleet.called("app-eu").slice(0, 12), {
    OwnerInformation: "team-payments <canary>",
  });
  const europe = byIds("app-eu", fleet.called("app-eu").slice(12), { OwnerInformation: "team-payments" });
  const world = byTag("app-prod", "Role", "payments", fleet.called("app-prod"), {
    OwnerInformation: "team-payments",
  });
  const rollout = (round: number): ExecutionRecipe => {
    const actions = [canary, europe, world].map((group) => ({
      target: group,
      action: runCommand({
        document: shellScript("/opt/deploy/bin/rollout --service payments"),
        group,
        troubles:
          round === 0 && group === canary
            ? canaryTroubles(canary.machines.map(({ name }) => name))
            : undefined,
      }),
    }));
    return {
      key: round,
      start: first - round * STEP,
      tasks: [
        round === 0
          ? {
              task: rolloutTask,
              minutes: 3,
              invocations: actions.map(({ target, action }) => ({
                target,
                action: target === canary ? action : neverStarted(action, "CANCELLED"),
              })),
              ending: { outcome: "FAILED", details: "The maximum error count was exceeded." },
            }
          : { task: rolloutTask, minutes: 35, invocations: actions },
      ],
    };
  };
  return windowPlan(account, {
    window: {
      Name: "app-config-rollout",
      Description: "payments.conf to everyone, canaries first <b>(ask before you change the order)</b>",
      Schedule: "rate(3 days)",
      Duration: 3,
      Cutoff: 1,
      AllowUnassociatedTargets: false,
      Enabled: true,
      NextExecutionTime: minuteText(first + STEP),
    },
    groups: [canary, europe, world],
    tasks: [{ task: rolloutTask, on: [canary, europe, world] }],
    executions: Array.from({ length: ROLLOUTS }, (_, round) => rollout(round)),
    schedule: every(STEP, first + STEP, 5),
  });
};

/** Three of the first five fail, one more than allowed, and the rest is Terminated. */
const canaryTroubles = (names: readonly string[]): ReadonlyMap<string, EndingName> =>
  new Map<string, EndingName>([
    ...names.slice(5).map((name) => [name, "terminated"] as const),
    ...[0, 2, 4].map((index) => [names[index] ?? "", "unitFailed"] as const),
  ]);

const rolloutTask: TaskRegistration = {
  Name: "roll-out-config",
  TaskArn: "AWS-RunShellScript",
  Type: "RUN_COMMAND",
  Priority: 1,
  MaxConcurrency: "5",
  MaxErrors: "2",
  ServiceRoleArn: roleArn("DeployRole"),
  CutoffBehavior: "CANCEL_TASK",
  TaskParameters: { commands: { Values: ["/opt/deploy/bin/rollout --service payments"] } },
};
