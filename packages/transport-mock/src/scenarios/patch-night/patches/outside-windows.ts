/** Patch operations without a window: scans by an association, and commands that operators sent this morning. */
import type { PatchOperationPlan } from "../../../plan/managed-machine.ts";
import type { SentCommandPlan } from "../../../plan/plan.ts";
import type { NightAccount } from "../account/account.ts";
import { patchAndReboot, scanPatches, type CommandDocument } from "../endings/documents.ts";
import type { FleetMachine } from "../account/fleet.ts";
import { HOUR, MINUTE, SECOND } from "../account/when.ts";
import { baselineOf, snapshotOf } from "./baseline.ts";
import { patchesIn } from "./operations.ts";
import { printedRun } from "./printed.ts";
import { withInstalled, type PatchRunResult } from "../endings/patch-result.ts";

/** Documents that operators sent this morning, by machine. */
const sentByHand: ReadonlyMap<string, CommandDocument> = new Map([
  ["app-prod-026", scanPatches],
  ["app-prod-027", scanPatches],
  ["win-iis-006", scanPatches],
  ["app-prod-028", patchAndReboot],
]);

/** Machines that an association scans daily and no window patches, except those of `patch-pilot-daily`. */
const scannedDaily = /^(?:web-eu|app-eu)-/;
const inPilot = /^app-eu-00[1-6]$/;

/** The patch operations on a machine that no window started. */
export const operationsOutsideWindows = (
  machine: FleetMachine,
  account: NightAccount,
): readonly PatchOperationPlan[] => {
  const run = runOf(machine, account);
  if (run === undefined) return [];
  const { document, result, start, end, CommandId } = run;
  const { patching } = document;
  return [
    {
      start: new Date(start),
      end: new Date(end),
      Operation: patching?.operation ?? "Scan",
      CommandId,
      ...baselineOf(machine, account.chance),
      SnapshotId: snapshotOf(account.chance, `scan/${machine.name}`),
      ...patchesIn(result, machine, end),
    },
  ];
};

/** The commands that operators sent this morning, one for each machine. */
export const commandsByHand = (account: NightAccount): readonly SentCommandPlan[] =>
  account.fleet.machines
    .filter(({ name }) => sentByHand.has(name))
    .flatMap((machine) => {
      const run = runOf(machine, account);
      return run === undefined ? [] : [commandOf(run, machine, account)];
    });

interface OtherPatchRun {
  readonly document: CommandDocument;
  readonly CommandId: string;
  readonly result: PatchRunResult;
  readonly start: number;
  readonly end: number;
}

const runOf = (
  { name, platform }: FleetMachine,
  { chance, hour }: NightAccount,
): OtherPatchRun | undefined => {
  const byHand = sentByHand.get(name);
  if (byHand === undefined && (!scannedDaily.test(name) || inPilot.test(name))) return undefined;
  const draw = chance.draw(`scan/${name}`);
  const start = hour - 2 * HOUR + draw.whole(0, 40) * MINUTE + draw.whole(0, 59) * SECOND;
  const end = start + draw.whole(20, 90) * SECOND;
  const found = byHand === undefined ? (draw.chance(0.6) ? 0 : draw.whole(1, 15)) : draw.whole(2, 6);
  const AvailableSecurityUpdate = platform === "windows" ? draw.whole(1, 3) : 0;
  const document = byHand ?? scanPatches;
  const counts = document === scanPatches ? { Missing: found, AvailableSecurityUpdate } : {};
  return {
    document,
    CommandId: chance.uuid(`scan/${byHand === undefined ? "daily" : name}`),
    result: withInstalled({ counts }, platform, draw),
    start,
    end,
  };
};

/** Time before and after the patch operation of a command, in milliseconds. */
const MARGIN = 3 * SECOND;

const commandOf = (
  { document, CommandId, result, start, end }: OtherPatchRun,
  machine: FleetMachine,
  { chance }: NightAccount,
): SentCommandPlan => {
  const times = { start: new Date(start - MARGIN), end: new Date(end + MARGIN) };
  const { patching } = document;
  const Name = machine.platform === "windows" ? "PatchWindows" : "PatchLinux";
  return {
    CommandId,
    DocumentName: document.name,
    ...times,
    outcome: "SUCCESS",
    details: "Success",
    Parameters: JSON.stringify({
      documentName: document.name,
      instanceIds: [machine.InstanceId],
      parameters: document.parameters,
      timeoutSeconds: document.timeoutSeconds,
    }),
    machines: [
      {
        InstanceId: machine.InstanceId,
        ...(machine.InstanceName !== undefined && { InstanceName: machine.InstanceName }),
        ...times,
        outcome: "Success",
        details: "Success",
        plugins: [
          {
            Name,
            outcome: "Success",
            details: "Success",
            ResponseCode: 0,
            get stdout() {
              return patching === undefined
                ? ""
                : printedRun({
                    machine,
                    chance,
                    key: `scan/${machine.name}`,
                    CommandId,
                    origin: `scan/${machine.name}`,
                    patching,
                    result,
                    code: 0,
                    lines: [],
                    start: new Date(start),
                    end: new Date(end),
                  });
            },
            stderr: "",
          },
        ],
      },
    ],
  };
};
