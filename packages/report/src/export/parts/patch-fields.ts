/** Patch results in exported documents. */
import type { ExecutionReport, Machine } from "../../model/report.ts";
import { describePatches, describeScans } from "../../judge/patching/counts.ts";
import type { PatchOutcome, PatchState } from "../../model/patch.ts";
import { patchDoubtOf } from "../../judge/patching/patch-doubt.ts";
import { toneOfResult, type Tone } from "./phrases.ts";

const patchTones: Readonly<Record<PatchOutcome, Tone>> = {
  failed: "bad",
  missing: "bad",
  rejected: "bad",
  rebootPending: "bad",
  notRun: "warn",
  unknown: "warn",
  overwritten: "warn",
  running: "running",
  scanned: "good",
  patched: "good",
};

/** The tone of a patch result. */
export const toneOfPatch = (outcome: PatchOutcome): Tone => patchTones[outcome];

/** The tone of a machine. A passed command is good only if the patch result is, too. */
export const toneOfMachine = (machine: Pick<Machine, "result" | "patch">): Tone => {
  const doubt = patchDoubtOf(machine);
  if (doubt === undefined) return toneOfResult(machine.result);
  return doubt === "not-patched" ? "bad" : "warn";
};

/** The result of a machine in words, with its patch result if that is bad or uncertain: `passed, not patched`. */
export const stateWords = (machine: Pick<Machine, "result" | "patch">, words: string): string => {
  const doubt = patchDoubtOf(machine);
  if (doubt === undefined) return words;
  return `${words}, ${doubt === "not-patched" ? "not patched" : "patches unknown"}`;
};

/** Whether any machine of a report has a patch result. */
export const hasPatches = ({ patches }: Pick<ExecutionReport, "patches">): boolean => patches !== undefined;

/** The counts of patch results in one line. Undefined if no machine has one. */
export const patchesText = ({ patches }: Pick<ExecutionReport, "patches">): string | undefined => {
  if (patches === undefined) return undefined;
  const scans = describeScans(patches);
  return [describePatches(patches), ...(scans === undefined ? [] : [scans])].join("; ");
};

/** The patch columns in a table of machines, in order. */
export const patchColumns = [
  "patch",
  "patchBasis",
  "patchWords",
  "patchOperation",
  "patchOperationEnd",
  "patchMissing",
  "patchFailed",
  "patchPendingReboot",
  "patchRejected",
  "patchCritical",
  "patchSecurity",
] as const;

/**
 * The values of those columns. The counts come from the state that `patchBasis` names; they belong to the run only with
 * `this-run` and `by-time`. Unknown values are empty.
 */
export const patchValues = ({
  patch,
}: Pick<Machine, "patch">): Readonly<Record<(typeof patchColumns)[number], unknown>> => {
  const state: PatchState = patch?.state ?? {};
  return {
    patch: patch?.result,
    patchBasis: patch?.basis,
    patchWords: patch?.words,
    patchOperation: state.Operation,
    patchOperationEnd: state.OperationEndTime,
    patchMissing: known(state.MissingCount),
    patchFailed: known(state.FailedCount),
    patchPendingReboot: known(state.InstalledPendingRebootCount),
    patchRejected: known(state.InstalledRejectedCount),
    patchCritical: known(state.CriticalNonCompliantCount),
    patchSecurity: known(state.SecurityNonCompliantCount),
  };
};

/** A failed scan reports -1, which is not a count. */
const known = (count: number | undefined): number | undefined =>
  count === undefined || count < 0 ? undefined : count;
