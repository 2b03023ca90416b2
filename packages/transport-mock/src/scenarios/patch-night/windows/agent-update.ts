import type { WindowPlan } from "../../../plan/plan.ts";
import { type NightAccount, roleArn } from "../account/account.ts";
import { runCommand } from "../tasks/command.ts";
import { updateAgent } from "../endings/documents.ts";
import { byResourceGroup, byTag } from "../account/group.ts";
import type { ExecutionRecipe, TaskRegistration } from "../tasks/recipe.ts";
import { passingTroubles } from "../endings/troubles.ts";
import { DAY, every, MINUTE, minuteText } from "../account/when.ts";
import { windowPlan } from "../tasks/window.ts";

const WEEKS = 4;

/** Updates the agent on all 500 machines every week. The next execution starts in four minutes. */
export const agentUpdateWindow = (account: NightAccount): WindowPlan => {
  const { chance, fleet, now } = account;
  const next = Math.ceil(now / MINUTE) * MINUTE + 4 * MINUTE;
  const cloud = byResourceGroup(
    "all-cloud-servers",
    fleet.machines.filter(({ InstanceId }) => InstanceId.startsWith("i-")),
  );
  const stores = byTag("all-stores", "Place", "store", fleet.called("store-kiosk"), {
    OwnerInformation: "retail-it",
  });
  const weekly = (week: number): ExecutionRecipe => ({
    key: week,
    start: next - week * 7 * DAY,
    tasks: [
      {
        task: updateTask,
        minutes: 18,
        invocations: [cloud, stores].map((group) => ({
          target: group,
          action: runCommand({
            document: updateAgent,
            group,
            troubles: new Map(
              [...passingTroubles(group.machines, chance.draw(`agent/${week}/${group.Name}`))].map(
                ([name]) => [name, "undeliverable"],
              ),
            ),
          }),
        })),
      },
    ],
  });
  return windowPlan(account, {
    window: {
      Name: "ssm-agent-weekly",
      Description: "Keeps the agent current everywhere",
      Schedule: "rate(7 days)",
      Duration: 2,
      Cutoff: 1,
      AllowUnassociatedTargets: true,
      Enabled: true,
      NextExecutionTime: minuteText(next),
    },
    groups: [cloud, stores],
    tasks: [{ task: updateTask, on: [cloud, stores] }],
    executions: Array.from({ length: WEEKS + 1 }, (_, week) => weekly(week)),
    schedule: every(7 * DAY, next, 5),
  });
};

const updateTask: TaskRegistration = {
  Name: "update-agent",
  TaskArn: "AWS-UpdateSSMAgent",
  Type: "RUN_COMMAND",
  Priority: 1,
  MaxConcurrency: "10%",
  MaxErrors: "10%",
  ServiceRoleArn: roleArn("MaintenanceWindowRole"),
};
