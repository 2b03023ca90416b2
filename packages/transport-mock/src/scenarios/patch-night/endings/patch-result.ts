/** What a run of a patch document leaves on a machine. */
import type { PatchPlanState } from "../../../plan/managed-machine.ts";
import type { MachinePlan } from "../../../plan/plan.ts";
import type { PatchRequest } from "./documents.ts";
import type { Draw } from "../account/draw.ts";
import type { FleetPlatform } from "../account/fleet.ts";

/** Counts of patches by state. Installed ones that are not given are drawn. */
export type StateCounts = Readonly<Partial<Record<PatchPlanState, number>>>;

/** What a run reports, or why it does not. */
export interface PatchRunResult {
  /** Default: everything is installed. */
  readonly counts?: StateCounts;
  /** Packages or KBs that the output names. They are among the counted ones. Default: none. */
  readonly named?: ReadonlyMap<string, PatchPlanState>;
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
  readonly result: () => PatchRunResult | undefined;
}

/** Whether a machine of a command was patched or scanned. */
export const isPatched = (machine: MachinePlan): machine is PatchedMachinePlan => "patching" in machine;

/** What is installed beside what a result counts. */
export const withInstalled = (
  result: PatchRunResult,
  platform: FleetPlatform,
  draw: Draw,
): PatchRunResult => ({
  ...result,
  counts: {
    Installed: draw.whole(180, 420),
    InstalledOther: draw.whole(0, 40),
    ...(platform === "windows" && { NotApplicable: draw.whole(1500, 2400) }),
    ...result.counts,
  },
});

/** What a failed run reports: what its output names, as far as it found. */
export const resultOfText = (text: string, platform: FleetPlatform): PatchRunResult | undefined => {
  const { named, found } = namedIn(text, platform);
  if (named.size === 0) return undefined;
  const pending = [...named.values()].filter((state) => state === "InstalledPendingReboot").length;
  return {
    counts: { InstalledPendingReboot: pending, Failed: Math.max(found, named.size) - pending },
    named,
  };
};

/** What an output names by its state, and how many it says were found. */
export const namedIn = (
  text: string,
  platform: FleetPlatform,
): { readonly named: ReadonlyMap<string, PatchPlanState>; readonly found: number } => {
  const named = platform === "windows" ? updatesIn(text) : packagesIn(text);
  return { named, found: Number(/^Found (\d+) missing updates/m.exec(text)?.[1] ?? named.size) };
};

const updatesIn = (text: string): ReadonlyMap<string, PatchPlanState> => {
  const pending = new Set(
    [...text.matchAll(/^(KB\d+): Installed, InstalledPendingReboot$/gm)].map(([, kb]) => kb),
  );
  return new Map(
    [...text.matchAll(/\bKB\d+/g)].map(([kb]) => [kb, pending.has(kb) ? "InstalledPendingReboot" : "Failed"]),
  );
};

/** Packages that the endings of Linux name as not installed. */
const packages = [
  /\b(kernel)-6\.1\.\d/,
  /\b(linux-modules-[\d.]+-\d+-generic)/,
  /\b(telemetry-agent) *$/m,
  /\/(libssl3)_/,
];

const packagesIn = (text: string): ReadonlyMap<string, PatchPlanState> =>
  new Map(
    packages.flatMap((pattern): [string, PatchPlanState][] => {
      const name = pattern.exec(text)?.[1];
      return name === undefined ? [] : [[name, "Failed"]];
    }),
  );
