/** What a run of a patch document leaves on a machine. */
import type { PatchState } from "../../../managed-machine.ts";
import type { MachinePlan } from "../../../plan.ts";
import type { PatchRequest } from "../documents.ts";
import type { Platform } from "../fleet.ts";
import type { Draw } from "../draw.ts";
import { namedIn } from "./named.ts";

/** Counts of patches by state. Installed ones that are not given are drawn. */
export type StateCounts = Readonly<Partial<Record<PatchState, number>>>;

/** What a run reports, or why it does not. */
export interface PatchResult {
  /** Default: everything is installed. */
  readonly counts?: StateCounts;
  /** Packages or KBs that the output names. They are among the counted ones. Default: none. */
  readonly named?: ReadonlyMap<string, PatchState>;
  /** Whether the machine could not upload its report. Default: false. */
  readonly isUploadFailed?: boolean;
  /** Default: false. */
  readonly hasFailedSearch?: boolean;
}

/** A run of a patch document on a machine, with what it left there. */
export interface PatchedMachinePlan extends MachinePlan {
  readonly patching: PatchRequest;
  /**
   * Undefined: it ended before it looked for patches. So it is when it never started, was cut off, or met a lock, a
   * mirror or a broken database.
   */
  readonly result: () => PatchResult | undefined;
}

/** Whether a machine of a command was patched or scanned. */
export const isPatched = (machine: MachinePlan): machine is PatchedMachinePlan => "patching" in machine;

/** What is installed beside what a result counts. */
export const withInstalled = (result: PatchResult, platform: Platform, draw: Draw): PatchResult => ({
  ...result,
  counts: {
    Installed: draw.whole(180, 420),
    InstalledOther: draw.whole(0, 40),
    ...(platform === "windows" && { NotApplicable: draw.whole(1500, 2400) }),
    ...result.counts,
  },
});

/** What a failed run reports: what its output names, as far as it found. */
export const resultOfText = (text: string, platform: Platform): PatchResult | undefined => {
  const { named, found } = namedIn(text, platform);
  if (named.size === 0) return undefined;
  const pending = [...named.values()].filter((state) => state === "InstalledPendingReboot").length;
  return {
    counts: { InstalledPendingReboot: pending, Failed: Math.max(found, named.size) - pending },
    named,
  };
};
