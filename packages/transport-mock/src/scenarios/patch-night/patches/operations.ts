/** The patch operations of the account's machines: those of its windows, and those that others started. */
import type { PatchOperationPlan } from "../../../managed-machine.ts";
import type { MachinePlan, WindowPlan } from "../../../plan.ts";
import { commandOf } from "../../../store/command-of.ts";
import { pluginsAt } from "../../../view/command.ts";
import type { Account } from "../account.ts";
import { runPatchBaseline } from "../documents.ts";
import type { Machine, Platform } from "../fleet.ts";
import { once } from "../once.ts";
import { HOUR, MINUTE, SECOND } from "../when.ts";
import { patchesOf } from "./catalogue.ts";
import { patchStep, reportedBy, type Reported } from "./reported.ts";

/** Reads the windows' patch runs at the first call, and gives the operations of any machine. */
export const patchOperationsIn = (
  account: Account,
  windows: readonly WindowPlan[],
): ((machine: Machine) => readonly PatchOperationPlan[]) => {
  const runs = once(() => patchRunsIn(windows));
  return (machine) => [
    ...(runs().get(machine.InstanceId) ?? []).flatMap((run) => operationOf(run, machine, account)),
    ...scansOf(machine, account),
  ];
};

/** A patch command on a machine. */
interface PatchRun {
  readonly machine: MachinePlan;
  readonly CommandId: string;
  readonly WindowExecutionId: string;
}

const patchRunsIn = (windows: readonly WindowPlan[]): ReadonlyMap<string, readonly PatchRun[]> => {
  const runs = new Map<string, PatchRun[]>();
  for (const { WindowExecutionId, tasks } of windows.flatMap(({ executions }) => executions)) {
    for (const { task, invocations } of tasks) {
      if (task.TaskArn !== runPatchBaseline.name) continue;
      for (let index = 0; index < invocations.length; index += 1) {
        const invocation = invocations.at(index);
        const command = invocation === undefined ? undefined : commandOf(invocation);
        const CommandId = invocation?.ExecutionId;
        if (command === undefined || CommandId === undefined) continue;
        for (const machine of command.machines) {
          const known = runs.get(machine.InstanceId);
          const run = { machine, CommandId, WindowExecutionId };
          if (known === undefined) runs.set(machine.InstanceId, [run]);
          else known.push(run);
        }
      }
    }
  }
  return runs;
};

const operationOf = (
  { machine: run, CommandId, WindowExecutionId }: PatchRun,
  machine: Machine,
  account: Account,
): readonly PatchOperationPlan[] => {
  const reported = reportedBy(run, machine.platform);
  const time = timeOf(run, machine.platform);
  if (reported === undefined || time === undefined) return [];
  return [
    {
      ...time,
      Operation: "Install",
      CommandId,
      ...baselineOf(machine, account),
      // All commands of a window's execution share one.
      SnapshotId: account.chance.uuid(`snapshot/${WindowExecutionId}`),
      RebootOption: "NoReboot",
      ...patchesIn(reported, machine, time.end.getTime(), account),
    },
  ];
};

/** Within the step that patches, in whole seconds, as the machine's clock tells them. */
const timeOf = (
  run: MachinePlan,
  platform: Platform,
): { readonly start: Date; readonly end: Date } | undefined => {
  const step = pluginsAt(run, Infinity).find(({ plan }) => plan.Name === patchStep(platform));
  if (step?.start === undefined || step.end === undefined) return undefined;
  const start = Math.ceil(step.start.getTime() / SECOND) * SECOND;
  const end = Math.floor(step.end.getTime() / SECOND) * SECOND;
  return { start: new Date(Math.min(start, end)), end: new Date(end) };
};

const patchesIn = (
  reported: Reported,
  { name: host, platform }: Machine,
  end: number,
  { chance }: Account,
): Pick<PatchOperationPlan, "patches" | "NotApplicableCount" | "UnreportedNotApplicableCount"> => {
  const draw = chance.draw(`patches/${host}/${end}`);
  const counts = { Installed: draw.whole(180, 420), InstalledOther: draw.whole(0, 40), ...reported.counts };
  return {
    // Made anew for each request: kept, those of all machines would take 100 MB.
    patches: () => patchesOf({ ...reported, counts }, { host, platform, end }),
    ...(platform === "windows" && {
      NotApplicableCount: draw.whole(1500, 2400),
      UnreportedNotApplicableCount: draw.whole(0, 60),
    }),
  };
};

const baselineOf = (
  { platform, name }: Machine,
  { chance }: Account,
): Pick<PatchOperationPlan, "BaselineId" | "PatchGroup"> => {
  const group = patchGroupOf(name);
  return {
    BaselineId: `pb-${chance.draw(`baseline/${platform}`).hex17()}`,
    ...(group !== undefined && { PatchGroup: group }),
  };
};

/** The patch group of a machine: its tag PatchGroup. */
export const patchGroupOf = (name: string): string | undefined => {
  const role = name.replace(/-\d+$/, "");
  if (role.startsWith("db-")) return "databases";
  return ["web-prod", "app-prod", "win-iis", "win-fs", "win-sql"].includes(role) ? role : undefined;
};

/** Scanned again by hand this morning. */
const scannedAgain: ReadonlySet<string> = new Set(["app-prod-026", "app-prod-027", "win-iis-006"]);
/** Scanned every day by an association, and never patched by a window. */
const scannedDaily = /^(web-eu|app-eu|cache-prod)-/;

const scansOf = (machine: Machine, account: Account): readonly PatchOperationPlan[] => {
  const { name, platform } = machine;
  if (!scannedAgain.has(name) && !scannedDaily.test(name)) return [];
  const draw = account.chance.draw(`scan/${name}`);
  const start = account.hour - 2 * HOUR + draw.whole(0, 40) * MINUTE + draw.whole(0, 59) * SECOND;
  const end = start + draw.whole(20, 90) * SECOND;
  const Missing = scannedAgain.has(name) ? draw.whole(2, 6) : draw.chance(0.6) ? 0 : draw.whole(1, 15);
  const AvailableSecurityUpdate = platform === "windows" ? draw.whole(1, 3) : 0;
  return [
    {
      start: new Date(start),
      end: new Date(end),
      Operation: "Scan",
      CommandId: account.chance.uuid(`scan/${scannedAgain.has(name) ? name : "daily"}`),
      ...baselineOf(machine, account),
      SnapshotId: account.chance.uuid(`scan/${name}/snapshot`),
      ...patchesIn({ counts: { Missing, AvailableSecurityUpdate }, named: new Map() }, machine, end, account),
    },
  ];
};
