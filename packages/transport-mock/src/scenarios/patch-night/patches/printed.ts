/** Output of a patch run: the log of the payload with the output of the ending. */
import { printPatchRun } from "../../patch-output/print.ts";
import type { PrintedCounts } from "../../patch-output/recipe.ts";
import type { PatchRequest } from "../endings/documents.ts";
import type { Chance } from "../account/draw.ts";
import type { FleetMachine } from "../account/fleet.ts";
import { baselineOf, snapshotOf } from "./baseline.ts";
import type { PatchRunResult } from "../endings/patch-result.ts";

/** A run with the lines of its ending. */
export interface PrintedRun {
  readonly machine: FleetMachine;
  readonly chance: Chance;
  /** Unique key of the run. */
  readonly key: string;
  readonly CommandId: string;
  /** ID of the window's execution or, without a window, the command. All its runs share a snapshot. */
  readonly origin: string;
  readonly patching: PatchRequest;
  readonly result: PatchRunResult | undefined;
  readonly code: number;
  readonly lines: readonly string[];
  readonly start: Date;
  readonly end: Date;
}

/** The standard output of a run, complete or at least this number of characters. */
export const printedRun = (run: PrintedRun, length?: number): string => {
  const { machine, chance, key, result, patching } = run;
  const draw = chance.draw(`${key}/work`);
  const isRebooting = rebootCodes.has(run.code);
  const isCounted = result !== undefined && !(isRebooting && machine.platform === "windows");
  const counts = isCounted ? countsOf(result) : undefined;
  // Half of the runs install enough packages to move the counts past the service's limits.
  const usual = draw.chance(0.5) ? draw.whole(3, 40) : draw.whole(130, 240);
  return printPatchRun(
    {
      manager: machine.platform,
      host: machine.name,
      InstanceId: machine.InstanceId,
      CommandId: run.CommandId,
      SnapshotId: snapshotOf(chance, run.origin),
      ...baselineOf(machine, chance),
      operation: patching.operation,
      rebootOption: patching.rebootOption,
      isRebooting,
      isOverride: patching.isOverride,
      start: run.start,
      end: run.end,
      counts,
      // A run that ended early installed no packages.
      packages: counts === undefined || run.lines.length > 0 ? 0 : usual,
      lines: run.lines,
      isUploadFailed: result?.isUploadFailed === true,
      hasFailedSearch: result?.hasFailedSearch === true,
    },
    length,
  );
};

/** Exit codes for a reboot, before which Windows prints no counts. */
const rebootCodes: ReadonlySet<number> = new Set([194, 3010]);

const countsOf = ({ counts = {} }: PatchRunResult): PrintedCounts => ({
  Installed: counts.Installed ?? 0,
  InstalledOther: counts.InstalledOther ?? 0,
  InstalledPendingReboot: counts.InstalledPendingReboot ?? 0,
  InstalledRejected: counts.InstalledRejected ?? 0,
  Missing: counts.Missing ?? 0,
  Failed: counts.Failed ?? 0,
  NotApplicable: counts.NotApplicable ?? 0,
  UnreportedNotApplicable: 0,
});
