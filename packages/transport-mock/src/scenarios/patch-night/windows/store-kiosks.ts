import type { WindowPlan } from "../../../plan/plan.ts";
import { type NightAccount, roleArn } from "../account/account.ts";
import { runCommand } from "../tasks/command.ts";
import { updateAgent } from "../endings/documents.ts";
import { byIds } from "../account/group.ts";
import type { ExecutionRecipe, TaskRegistration } from "../tasks/recipe.ts";
import { lastNight, type MachineTrouble, troublesOn } from "../endings/troubles.ts";
import { cronDaily, DAY, every, HOUR, momentText } from "../account/when.ts";
import { windowPlan } from "../tasks/window.ts";

const NIGHTS = 30;
const SAO_PAULO = -3;

/** False green: last night four of Berlin's five kiosks were undeliverable, and the command's status is SUCCESS. */
export const storeKiosksWindow = (account: NightAccount): WindowPlan => {
  const { fleet, hour } = account;
  const first = hour - 4 * HOUR;
  const kiosks = fleet.called("store-kiosk");
  const berlin = byIds("store-berlin", kiosks.slice(0, 5), {
    OwnerInformation: "Filiale Berlin; +49 30 0000",
  });
  const recife = byIds("store-recife", kiosks.slice(5, 20), { OwnerInformation: "-2+3 loja Recife" });
  const tokyo = byIds("store-tokyo", kiosks.slice(20, 40), { OwnerInformation: "東京店 \u001B]0;店\u0007" });
  const nightly = (night: number): ExecutionRecipe => ({
    key: night,
    start: first - night * DAY,
    tasks: [
      {
        task: updateTask,
        minutes: 12,
        invocations: [berlin, recife, tokyo].map((group) => ({
          target: group,
          action: runCommand({ document: updateAgent, group, troubles: troublesOn(night, story) }),
        })),
      },
    ],
  });
  return windowPlan(account, {
    window: {
      Name: "store-kiosk-agent",
      Schedule: cronDaily(first, SAO_PAULO),
      ScheduleTimezone: "America/Sao_Paulo",
      Duration: 2,
      Cutoff: 0,
      AllowUnassociatedTargets: true,
      Enabled: true,
      NextExecutionTime: momentText(first + DAY + 20_596),
    },
    groups: [berlin, recife, tokyo],
    tasks: [{ task: updateTask, on: [berlin, recife, tokyo] }],
    executions: Array.from({ length: NIGHTS }, (_, night) => nightly(night)),
    schedule: every(DAY, first + DAY, 14),
  });
};

const story: readonly MachineTrouble[] = [
  lastNight("store-kiosk-01 store-kiosk-02 store-kiosk-03 store-kiosk-05", "undeliverable"),
  { machines: "store-kiosk-02", ending: "undeliverable", from: 11, to: 8 },
  { machines: "store-kiosk-31", ending: "deliveryTimedOut", from: 16, to: 15 },
];

const updateTask: TaskRegistration = {
  Name: "update-kiosk-agent",
  Description: "Kiosks sleep when the store is closed",
  TaskArn: "AWS-UpdateSSMAgent",
  Type: "RUN_COMMAND",
  Priority: 1,
  MaxConcurrency: "5",
  MaxErrors: "3",
  ServiceRoleArn: roleArn("MaintenanceWindowRole"),
};
