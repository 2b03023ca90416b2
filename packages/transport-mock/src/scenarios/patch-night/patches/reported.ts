/**
 * What a run of AWS-RunPatchBaseline reported, read off what it printed: so patch data and output cannot disagree. What
 * real payloads report after each failure is unverified.
 */
import type { PatchState } from "../../../managed-machine.ts";
import type { MachinePlan } from "../../../plan.ts";
import type { Platform } from "../fleet.ts";

/** Counts of patches by state, and the patches that the output names. */
export interface Reported {
  readonly counts: Readonly<Partial<Record<PatchState, number>>>;
  /** Package or KB by name. They are among the counted ones. */
  readonly named: ReadonlyMap<string, PatchState>;
}

/**
 * Undefined: it reported nothing, and an older report stays. So it is when it never started, was cut off, failed before
 * it could look for patches (a lock, a mirror, a broken database), or could not upload its report.
 */
export const reportedBy = (run: MachinePlan, platform: Platform): Reported | undefined => {
  const step = run.plugins.find(({ Name }) => Name === patchStep(platform));
  if (step === undefined || (run.details !== "Success" && run.details !== "Failed")) return undefined;
  const { stdout, stderr } = step;
  const text = `${stdout}\n${stderr}`;
  if (text.includes("Unable to upload compliance report.")) return undefined;
  const counts = countsIn(text);
  if (Object.keys(counts).length > 0) return { counts, named: new Map() };
  const named = platform === "windows" ? updatesIn(text) : packagesIn(text);
  if (named.size === 0) return undefined;
  const found = Number(/^Found (\d+) missing updates/m.exec(text)?.[1] ?? named.size);
  const pending = [...named.values()].filter((state) => state === "InstalledPendingReboot").length;
  return {
    counts: { InstalledPendingReboot: pending, Failed: Math.max(found, named.size) - pending },
    named,
  };
};

/** The step of the document that patches a platform. */
export const patchStep = (platform: Platform): "PatchWindows" | "PatchLinux" =>
  platform === "windows" ? "PatchWindows" : "PatchLinux";

const countsIn = (text: string): Partial<Record<PatchState, number>> => {
  const counts: Partial<Record<PatchState, number>> = {};
  for (const state of [
    "Installed",
    "InstalledOther",
    "InstalledPendingReboot",
    "Missing",
    "Failed",
  ] as const) {
    const count = new RegExp(`^${state}Count: (\\d+)$`, "m").exec(text)?.[1];
    if (count !== undefined) counts[state] = Number(count);
  }
  return counts;
};

const updatesIn = (text: string): ReadonlyMap<string, PatchState> => {
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

const packagesIn = (text: string): ReadonlyMap<string, PatchState> =>
  new Map(
    packages.flatMap((pattern): [string, PatchState][] => {
      const name = pattern.exec(text)?.[1];
      return name === undefined ? [] : [[name, "Failed"]];
    }),
  );
