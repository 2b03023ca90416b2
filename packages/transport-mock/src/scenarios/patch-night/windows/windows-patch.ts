import type { WindowPlan } from "../../../plan/plan.ts";
import { type NightAccount, roleArn } from "../account/account.ts";
import { runCommand } from "../tasks/command.ts";
import { powerShellScript, runPatchBaseline } from "../endings/documents.ts";
import type { EndingName } from "../endings/index.ts";
import { byTag } from "../account/group.ts";
import { type ExecutionRecipe, neverStarted, type TaskRegistration } from "../tasks/recipe.ts";
import { lastNight, passingTroubles, type MachineTrouble, troublesOn } from "../endings/troubles.ts";
import { cronDaily, DAY, every, HOUR, minuteText } from "../account/when.ts";
import { windowPlan } from "../tasks/window.ts";

const NIGHTS = 30;
/** The night that an operator cancelled after the preparation. */
const CANCELLED_NIGHT = 12;
const TOKYO = 9;

/** Patches 90 Windows servers every night, with update error codes. */
export const windowsPatchWindow = (account: NightAccount): WindowPlan => {
  const { chance, fleet, hour } = account;
  const first = hour - 6 * HOUR;
  const iis = byTag("win-iis", "PatchGroup", "win-iis", fleet.called("win-iis"), {
    OwnerInformation: "team-web; IIS",
  });
  const files = byTag("win-fs", "PatchGroup", "win-fs", fleet.called("win-fs"), {
    OwnerInformation: "ファイルサーバー担当 📁 内線 1024",
  });
  const sql = byTag("win-sql", "PatchGroup", "win-sql", fleet.called("win-sql"), {
    OwnerInformation: "@dba-team",
  });

  const everyone = [...iis.machines, ...files.machines, ...sql.machines];

  const nightly = (night: number): ExecutionRecipe => {
    const troubles = new Map<string, EndingName>([
      ...troublesOn(night, patchResults),
      ...passingTroubles(everyone, chance.draw(`windows/${night}`)),
      ...troublesOn(night, patchStory),
    ]);
    const prepare = runCommand({
      document: powerShellScript("C:\\ops\\Set-Baseline.ps1"),
      group: iis,
      troubles: troublesOn(night, prepareStory),
    });
    const patch = [iis, files, sql].map((group) => ({
      target: group,
      action: runCommand({ document: runPatchBaseline, group, troubles }),
    }));
    const isCancelled = night === CANCELLED_NIGHT;
    return {
      key: night,
      start: first - night * DAY,
      tasks: [
        { task: prepareTask, minutes: 5, invocations: [{ target: iis, action: prepare }] },
        isCancelled
          ? {
              task: patchTask,
              minutes: 0,
              invocations: patch.map(({ target, action }) => ({
                target,
                action: neverStarted(action, "CANCELLED"),
              })),
              ending: { outcome: "CANCELLED" },
            }
          : { task: patchTask, minutes: 95, invocations: patch },
      ],
      ...(isCancelled && { ending: { outcome: "CANCELLED" } }),
    };
  };

  return windowPlan(account, {
    window: {
      Name: "windows-patch-nightly",
      Description: "Windows updates, in the night of the Tokyo office",
      Schedule: cronDaily(first, TOKYO),
      ScheduleTimezone: "Asia/Tokyo",
      Duration: 4,
      Cutoff: 1,
      AllowUnassociatedTargets: false,
      Enabled: true,
      NextExecutionTime: minuteText(first + DAY),
    },
    groups: [iis, files, sql],
    tasks: [
      { task: prepareTask, on: [iis] },
      { task: patchTask, on: [iis, files, sql] },
    ],
    executions: Array.from({ length: NIGHTS }, (_, night) => nightly(night)),
    schedule: every(DAY, first + DAY, 14),
  });
};

const patchStory: readonly MachineTrouble[] = [
  { machines: "win-iis-014", ending: "updateStoreCorrupt", from: 29, to: 0 },
  { machines: "win-fs-02", ending: "updateInstallersFailed", from: 17, to: 0 },
  { machines: "win-sql-11", ending: "updateAccessDenied", from: 8, to: 0 },
  { machines: "win-iis-007", ending: "updateNameNotResolved", from: 6, to: 1 },
  lastNight("win-iis-020 win-iis-021 win-iis-022 win-iis-023", "updateEndpointUnreachable"),
  lastNight("win-iis-031 win-iis-032", "updateNameNotResolved"),
  lastNight("win-iis-045", "updateAccessDenied"),
  lastNight("win-iis-046", "updateInstallersFailed"),
  lastNight("win-iis-047 win-iis-048", "windowsRebootPending"),
  lastNight("win-fs-09", "updateStoreCorruptGerman"),
  lastNight("win-fs-12 win-fs-13", "updateAccessDeniedJapanese"),
  lastNight("win-sql-03", "undeliverable"),
  lastNight("win-sql-04", "accessDenied"),
];

/** Successful runs with patches that are not installed. */
const patchResults: readonly MachineTrouble[] = [
  { machines: "win-iis-003", ending: "patchedRebootPending", from: 5, to: 0 },
  lastNight("win-iis-004 win-sql-07", "patchedRebootPending"),
  lastNight("win-iis-005", "patchedUnreported"),
  lastNight("win-iis-010", "patchedStillMissing"),
  lastNight("win-fs-03", "patchedSearchFailed"),
];

const prepareStory: readonly MachineTrouble[] = [
  lastNight("win-iis-040 win-iis-041", "executionPolicy"),
  { machines: "win-iis-040", ending: "executionPolicy", from: 20, to: 18 },
];

const prepareTask: TaskRegistration = {
  Name: "set-baseline",
  TaskArn: "AWS-RunPowerShellScript",
  Type: "RUN_COMMAND",
  Priority: 1,
  MaxConcurrency: "50%",
  MaxErrors: "10%",
  ServiceRoleArn: roleArn("MaintenanceWindowRole"),
  TaskParameters: { commands: { Values: ["C:\\ops\\Set-Baseline.ps1"] } },
};

const patchTask: TaskRegistration = {
  Name: "install-updates",
  TaskArn: "AWS-RunPatchBaseline",
  Type: "RUN_COMMAND",
  Priority: 5,
  MaxConcurrency: "25%",
  MaxErrors: "50%",
  ServiceRoleArn: roleArn("MaintenanceWindowRole"),
  CutoffBehavior: "CONTINUE_TASK",
  TaskParameters: { Operation: { Values: ["Install"] }, RebootOption: { Values: ["NoReboot"] } },
  LoggingInfo: {
    S3BucketName: "example-patch-logs",
    S3KeyPrefix: "windows/nightly",
    S3Region: "eu-central-1",
  },
};
