/** The report package's shapes about patches as schemas. */
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

/** -1: the scan itself failed. Absent: unknown, not 0. */
const patchCount: Schema = { type: "integer", description: "-1: the scan failed. Absent: unknown, not 0." };

const patchState: Members<PatchState> = {
  ExecutionId: text("ID of the command that wrote the state."),
  Operation: text("Scan or Install."),
  OperationStartTime: time("By the machine's clock."),
  OperationEndTime: time("By the machine's clock."),
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
  result: word(patchOutcomes, "What a patch run left on the machine."),
  basis: word(patchBases, "Which patch operation the machine's state is from."),
  words: text("The result in a few words, with its numbers."),
  scan: flag("Whether the run only scanned."),
  cause: ref("Cause"),
  state: ref("PatchState"),
};

const patchRun: Members<PatchRun> = {
  Operation: word(["Scan", "Install"]),
  RebootOption: word(["RebootIfNeeded", "NoReboot"]),
  baselineOverride: flag("Whether the run overrides the patch baseline; it then reports only in its output."),
  reportsState: flag("Whether the document reports patch state."),
  CommandIds: listOf(text()),
};

const patchCounts: Members<PatchCounts> = {
  total: count("Rows with a patch result."),
  results: structure(
    Object.fromEntries(patchOutcomes.map((outcome) => [outcome, count()])),
    [],
    "How many rows have which result; the sum is the total.",
  ),
  needPatches: count("Machines of scans that need patches."),
  unproven: count("Machines of which it is not known whether the run patched them."),
};

/** By the names under which they stand in the document. */
export const patchSchemas: Readonly<Record<string, Schema>> = {
  // Every member of it may be absent, and its keys are its members.
  PatchState: structure(patchState, Object.keys(patchState) as (keyof PatchState)[]),
  PatchResult: structure(patchResult, ["cause", "state"]),
  PatchRun: structure(patchRun, ["Operation", "RebootOption"]),
  PatchCounts: structure(patchCounts),
};
