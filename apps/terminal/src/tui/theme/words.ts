import type { MachineResult, PatchOutcome } from "@windowpane/report";
import type { Tone } from "./palette.ts";

/** How a result is called and what it means. */
export const resultWords: Readonly<Record<MachineResult, { readonly word: string; readonly tone: Tone }>> = {
  passed: { word: "passed", tone: "good" },
  failed: { word: "failed", tone: "bad" },
  timedOut: { word: "timed out", tone: "bad" },
  unreachable: { word: "unreachable", tone: "bad" },
  notRun: { word: "never ran", tone: "warn" },
  cancelled: { word: "cancelled", tone: "warn" },
  unknown: { word: "unknown", tone: "warn" },
  running: { word: "running", tone: "running" },
  pending: { word: "pending", tone: "muted" },
};

/** What a patch result means. */
export const patchTones: Readonly<Record<PatchOutcome, Tone>> = {
  failed: "bad",
  missing: "bad",
  rejected: "bad",
  rebootPending: "warn",
  notRun: "muted",
  unknown: "warn",
  overwritten: "warn",
  running: "running",
  scanned: "plain",
  patched: "good",
};

/** What a count of patch results is called beside counts of machines. */
export const patchTallyWords: Readonly<Record<PatchOutcome, string>> = {
  failed: "patches failed",
  missing: "missing patches",
  rejected: "rejected patches",
  rebootPending: "reboot pending",
  notRun: "not run",
  unknown: "patches unknown",
  overwritten: "overwritten",
  running: "running",
  scanned: "scanned",
  patched: "patched",
};
