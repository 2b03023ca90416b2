/** Packages and updates that an output names. What real payloads report after each failure is unverified. */
import type { PatchState } from "../../../managed-machine.ts";
import type { Platform } from "../fleet.ts";

/** What an output names by its state, and how many it says were found. */
export const namedIn = (
  text: string,
  platform: Platform,
): { readonly named: ReadonlyMap<string, PatchState>; readonly found: number } => {
  const named = platform === "windows" ? updatesIn(text) : packagesIn(text);
  return { named, found: Number(/^Found (\d+) missing updates/m.exec(text)?.[1] ?? named.size) };
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
