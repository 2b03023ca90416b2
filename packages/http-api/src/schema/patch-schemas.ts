/** Schemas of the report package's types for patches. */
import {
  patchBases,
  patchOutcomes,
  type PatchCounts,
  type PatchResult,
  type PatchRun,
  type PatchState,
} from "@windowpane/report";
import {
  count,
  flag,
  listOf,
  ref,
  structure,
  text,
  time,
  word,
  type Members,
  type Schema,
} from "./schema.ts";

const patchCount: Schema = {
  type: "integer",
  description: "-1 if the scan failed. Absent if unknown, which does not mean 0.",
};

const patchState: Members<PatchState> = {
  ExecutionId: text("ID of the command that reported the state."),
  Operation: text("Scan or Install."),
  OperationStartTime: time("Time of the machine's clock."),
  OperationEndTime: time("Time of the machine's clock."),
  RebootOption: text(),
  BaselineId: text(),
  SnapshotId: text(),
  InstalledCount: patchCount,
  InstalledOtherCount: patchCount,
  InstalledPendingRebootCount: patchCount,
  InstalledRejectedCount: patchCount,
  MissingCount: patchCount,
  FailedCount: patchCount,
  NotApplicableCount: patchCount,
  CriticalNonCompliantCount: patchCount,
  SecurityNonCompliantCount: patchCount,
  OtherNonCompliantCount: patchCount,
};
const patchResult: Members<PatchResult> = {
  result: word(patchOutcomes, "Patch state that the run left on the machine."),
  basis: word(patchBases, "Patch operation that the state is from."),
  words: text("Short description of the result, with its numbers."),
  scan: flag("Whether the run only scanned for patches."),
  cause: ref("Cause"),
  state: ref("PatchState"),
};

const patchRun: Members<PatchRun> = {
  Operation: word(["Scan", "Install"]),
  RebootOption: word(["RebootIfNeeded", "NoReboot"]),
  baselineOverride: flag("Whether the run overrides the patch baseline. It then reports only in its output."),
  reportsState: flag("Whether the document reports patch state."),
  CommandIds: listOf(text()),
};

const patchCounts: Members<PatchCounts> = {
  total: count("Number of items with a patch result."),
  results: structure(
    Object.fromEntries(patchOutcomes.map((outcome) => [outcome, count()])),
    [],
    "Number of items by patch result. The sum is the total.",
  ),
  needPatches: count("Number of scanned machines that need patches."),
  unproven: count("Number of machines that the run may or may not have patched."),
};

/** Schemas by their names in the document. */
export const patchSchemas: Readonly<Record<string, Schema>> = {
  // All members are optional, and the keys of the table are the members.
  PatchState: structure(patchState, Object.keys(patchState) as (keyof PatchState)[]),
  PatchResult: structure(patchResult, ["cause", "state"]),
  PatchRun: structure(patchRun, ["Operation", "RebootOption"]),
  PatchCounts: structure(patchCounts),
};
