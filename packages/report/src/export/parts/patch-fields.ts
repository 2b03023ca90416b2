/** What the documents tell of patches. */
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

/** How a patch result is to be seen. */
export const toneOfPatch = (outcome: PatchOutcome): Tone => patchTones[outcome];

/** How a machine is to be seen: one whose command passed is not good unless its patches are, too. */
export const toneOfMachine = (machine: Pick<Machine, "result" | "patch">): Tone => {
  const doubt = patchDoubtOf(machine);
  if (doubt === undefined) return toneOfResult(machine.result);
  return doubt === "not-patched" ? "bad" : "warn";
};

/** The state of a machine in a few words, with the patches where they contradict the command: `passed, not patched`. */
export const stateWords = (machine: Pick<Machine, "result" | "patch">, words: string): string => {
  const doubt = patchDoubtOf(machine);
  if (doubt === undefined) return words;
  return `${words}, ${doubt === "not-patched" ? "not patched" : "patches not known"}`;
};

/** Whether a machine of a report has a patch result. */
export const hasPatches = ({ patches }: Pick<ExecutionReport, "patches">): boolean => patches !== undefined;

/** The counts of patch results in one line; undefined where no machine has one. */
export const patchesText = ({ patches }: Pick<ExecutionReport, "patches">): string | undefined => {
  if (patches === undefined) return undefined;
  const scans = describeScans(patches);
  return [describePatches(patches), ...(scans === undefined ? [] : [scans])].join("; ");
};

/** The columns of a table of machines that tell of patches, in their order. */
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
 * The values of those columns. The counts are those of the state that `patchBasis` names: only with `this-run` and
 * `by-time` are they the run's own. What is not known is left empty.
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

/** A scan that failed reports -1. */
const known = (count: number | undefined): number | undefined =>
  count === undefined || count < 0 ? undefined : count;
