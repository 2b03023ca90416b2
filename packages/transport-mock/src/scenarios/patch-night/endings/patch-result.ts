/** Results of a patch document on a machine. */
import type { PatchPlanState } from "../../../plan/managed-machine.ts";
import type { MachinePlan } from "../../../plan/plan.ts";
import type { PatchRequest } from "./documents.ts";
import type { Draw } from "../account/draw.ts";
import type { FleetPlatform } from "../account/fleet.ts";

/** Counts of patches by state. Missing counts of installed patches are random. */
export type StateCounts = Readonly<Partial<Record<PatchPlanState, number>>>;

/** The patch result of a run, or why there is no report. */
export interface PatchRunResult {
  /** Default: all patches are installed. */
  readonly counts?: StateCounts;
  /** Packages or KBs in the output, which are included in the counts. Default: none. */
  readonly named?: ReadonlyMap<string, PatchPlanState>;
  /** Whether the upload of the report failed. Default: false. */
  readonly isUploadFailed?: boolean;
  /** Default: false. */
  readonly hasFailedSearch?: boolean;
}

/** A patch document's run on a machine, with its result. */
export interface PatchedMachinePlan extends MachinePlan {
  readonly patching: PatchRequest;
  /**
   * Undefined if the run ended before it searched for patches: it did not start, was cut off, or failed because of a lock,
   * a mirror or a broken database.
   */
  readonly result: () => PatchRunResult | undefined;
}

/** Whether a command patched or scanned a machine. */
export const isPatched = (machine: MachinePlan): machine is PatchedMachinePlan => "patching" in machine;

/** Adds random counts of installed patches to a result. */
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

/** The result of a failed run, from the patches in its output. */
export const resultOfText = (text: string, platform: FleetPlatform): PatchRunResult | undefined => {
  const { named, found } = namedIn(text, platform);
  if (named.size === 0) return undefined;
  const pending = [...named.values()].filter((state) => state === "InstalledPendingReboot").length;
  return {
    counts: { InstalledPendingReboot: pending, Failed: Math.max(found, named.size) - pending },
    named,
  };
};

/** The patches in an output by state, and the number found. What real payloads report after a failure is unverified. */
const namedIn = (
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

/** Packages that the Linux endings name as not installed. */
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
