import type { WindowPlan } from "../../../plan/plan.ts";
import { type NightAccount, ACCOUNT, REGION, roleArn } from "../account/account.ts";
import {
  inputsUnresolved,
  restartInstance,
  runAutomation,
  snapshotRateExceeded,
  snapshotTimedOut,
  snapshotVolumes,
  startRefused,
  stopTimedOut,
} from "../tasks/automation.ts";
import { runCommand } from "../tasks/command.ts";
import { shellScript } from "../endings/documents.ts";
import { byTag } from "../account/group.ts";
import {
  type ExecutionRecipe,
  type InvocationRecipe,
  neverStarted,
  type TaskRegistration,
} from "../tasks/recipe.ts";
import { cronDaily, DAY, every, HOUR, momentText } from "../account/when.ts";
import { windowPlan } from "../tasks/window.ts";

const NIGHTS = 30;
/** Last night's snapshots were slow. Number of them that finished before the cutoff. */
const DONE_AT_CUTOFF = 15;
/** Number of them that started before the cutoff. */
const STARTED_AT_CUTOFF = 18;

/** Cut off: last night three snapshots were stopped, and six snapshots and the restarts after them did not start. */
export const dbSnapshotWindow = (account: NightAccount): WindowPlan => {
  const { chance, fleet, hour } = account;
  const first = hour - 9 * HOUR;
  const databases = byTag("db-prod", "Backup", "nightly", fleet.called("db-prod"), {
    OwnerInformation: "dba@example.com | restore drill: quarterly",
  });
  const { machines } = databases;

  const check = {
    target: databases,
    action: runCommand({ document: shellScript("pg_isready"), group: databases }),
  };
  const cutOff = machines.map((machine, index): InvocationRecipe => {
    if (index < DONE_AT_CUTOFF) return { target: databases, action: runAutomation(snapshotVolumes, machine) };
    const late = runAutomation(snapshotVolumes, machine, snapshotTimedOut);
    return { target: databases, action: index < STARTED_AT_CUTOFF ? late : neverStarted(late, "TIMED_OUT") };
  });

  const nightly = (night: number): ExecutionRecipe => {
    const start = first - night * DAY;
    const checking = { task: checkTask, minutes: 4, invocations: [check] };
    if (night === 0) {
      return {
        key: night,
        start,
        tasks: [
          checking,
          { task: snapshotTask, minutes: 116, invocations: cutOff },
          { task: restartTask, minutes: 0, invocations: [], ending: { outcome: "TIMED_OUT" } },
        ],
      };
    }
    const draw = chance.draw(`snapshots/${night}`);
    const snapshots = machines.map((machine) => ({
      target: databases,
      action: runAutomation(snapshotVolumes, machine, draw.chance(0.015) ? snapshotRateExceeded : undefined),
    }));
    const restarts = machines.slice(0, 6).map((machine) => {
      const trouble = draw.pick([stopTimedOut, startRefused, inputsUnresolved]);
      return {
        target: databases,
        action: runAutomation(restartInstance, machine, draw.chance(0.03) ? trouble : undefined),
      };
    });
    return {
      key: night,
      start,
      tasks: [
        checking,
        { task: snapshotTask, minutes: 70 + draw.whole(0, 12), invocations: snapshots },
        { task: restartTask, minutes: 14, invocations: restarts },
      ],
    };
  };

  return windowPlan(account, {
    window: {
      Name: "db-snapshot-nightly",
      Description: "Snapshots before the patches. Must end two hours after it starts!",
      Schedule: cronDaily(first),
      ScheduleTimezone: "Etc/UTC",
      Duration: 3,
      Cutoff: 1,
      AllowUnassociatedTargets: false,
      Enabled: true,
      NextExecutionTime: momentText(first + DAY),
    },
    groups: [databases],
    tasks: [checkTask, snapshotTask, restartTask].map((task) => ({ task, on: [databases] })),
    executions: Array.from({ length: NIGHTS }, (_, night) => nightly(night)),
    schedule: every(DAY, first + DAY, 14),
  });
};

const checkTask: TaskRegistration = {
  Name: "check-databases",
  TaskArn: "AWS-RunShellScript",
  Type: "RUN_COMMAND",
  Priority: 1,
  MaxConcurrency: "100%",
  MaxErrors: "1",
  ServiceRoleArn: roleArn("MaintenanceWindowRole"),
  TaskParameters: { commands: { Values: ["pg_isready"] } },
};

const snapshotTask: TaskRegistration = {
  Name: "snapshot-volumes",
  TaskArn: `arn:aws:ssm:${REGION}:${ACCOUNT}:document/${snapshotVolumes.name}`,
  Type: "AUTOMATION",
  Priority: 2,
  MaxConcurrency: "3",
  MaxErrors: "25%",
  ServiceRoleArn: roleArn("SnapshotRole"),
  CutoffBehavior: "CANCEL_TASK",
  TaskParameters: { InstanceId: { Values: ["{{TARGET_ID}}"] } },
};

const restartTask: TaskRegistration = {
  Name: "restart-replicas",
  TaskArn: "AWS-RestartEC2Instance",
  Type: "AUTOMATION",
  Priority: 3,
  MaxConcurrency: "1",
  MaxErrors: "1",
  ServiceRoleArn: roleArn("SnapshotRole"),
  CutoffBehavior: "CANCEL_TASK",
  TaskParameters: { InstanceId: { Values: ["{{TARGET_ID}}"] } },
};
