/**
 * Derives a machine's patch result after a run from the raw state that AWS keeps. The state describes the machine's last
 * patch operation. It belongs to this run only if its ExecutionId is the run's command.
 */
import type { Result } from "./words.ts";

/** Patch result of a machine. The first seven come from a state of this run. The others give the reason for its absence. */
export type PatchWord =
  | "patched"
  | "reboot pending"
  | "failed"
  | "missing"
  | "rejected"
  | "in place, then failed"
  | "scanned"
  | "overwritten"
  | "nothing reported"
  | "never ran"
  | "cut off"
  | "running"
  | "not measured"
  | "unknown";

/** Numbers of patches by state, from this run. If the result is `overwritten`, from a later operation. */
export interface PatchCounts {
  readonly missing: number;
  readonly failed: number;
  readonly rejected: number;
  readonly pending: number;
}

export interface PatchSaid {
  readonly word: PatchWord;
  /** Whether the run was a scan, which does not change the machine. */
  readonly isScan?: boolean;
  readonly counts?: PatchCounts;
}

/** A patch document that ran on one machine. */
export interface PatchRun {
  /** Name or ARN of the document. */
  readonly document: string;
  readonly CommandId: string;
  readonly operation: "Scan" | "Install";
  /** Whether BaselineOverride was given. If so, only the output contains the state. */
  readonly hasOverride: boolean;
  /** Result of the command on the machine. */
  readonly result: Result;
  /** Whether a step of the command started. */
  readonly hasBegun: boolean;
  readonly start: Date | undefined;
  readonly end: Date | undefined;
}

/** AWS:PatchSummary of the machine. `none` if it does not exist, `unread` if it could not be read. */
export type PatchState = Readonly<Record<string, string>> | "none" | "unread";

const reporting = new Set(["AWS-RunPatchBaseline", "AWS-RunPatchBaselineWithHooks"]);

/** Documents that install updates and do not write a patch state, or write it elsewhere. */
const unmeasured = new Set([
  "AWS-RunPatchBaselineAssociation",
  "AWS-InstallWindowsUpdates",
  "AWS-ApplyPatchBaseline",
  "AWS-InstallMissingWindowsUpdates",
  "AWS-InstallSpecificWindowsUpdates",
]);

const nameOf = (document: string): string => document.slice(document.lastIndexOf("/") + 1);

/** Whether the document is one that patches. */
export const isPatchDocument = (document: string): boolean =>
  reporting.has(nameOf(document)) || unmeasured.has(nameOf(document));

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/u.test(text) ? Number(text) : undefined;

/** Undefined if a count is missing or -1, as after a failed search. That does not mean zero. */
const countsOf = (state: Readonly<Record<string, string>>): PatchCounts | undefined => {
  const missing = wholeNumber(state["MissingCount"]);
  const failed = wholeNumber(state["FailedCount"]);
  const rejected = wholeNumber(state["InstalledRejectedCount"]);
  const pending = wholeNumber(state["InstalledPendingRebootCount"]);
  return missing === undefined || failed === undefined || rejected === undefined || pending === undefined
    ? undefined
    : { missing, failed, rejected, pending };
};

/** Undefined if the time is missing or is the placeholder of 1970 that a failed search writes. */
const timeOf = (text: string | undefined): number | undefined => {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) || time < Date.UTC(1971, 0) ? undefined : time;
};

type Belonging = "this" | "later" | "earlier" | "clash";

/** Maximum difference between the machine's clock and AWS's, in milliseconds. */
const SLACK = 60_000;

const belongingOf = (
  { CommandId, operation, start, end }: PatchRun,
  state: Readonly<Record<string, string>>,
): Belonging | undefined => {
  const { ExecutionId = "", OperationType } = state;
  if (ExecutionId === CommandId) return "this";
  const from = timeOf(state["OperationStartTime"]);
  const to = timeOf(state["OperationEndTime"]);
  if (from === undefined || to === undefined || start === undefined || end === undefined) return undefined;
  const isInside = from >= start.getTime() - SLACK && to <= end.getTime() + SLACK;
  if (ExecutionId === "" && isInside && OperationType === operation) return "this";
  if (from > end.getTime()) return "later";
  return to < start.getTime() ? "earlier" : "clash";
};

const byOwnState = (
  run: PatchRun,
  counts: PatchCounts,
  state: Readonly<Record<string, string>>,
): PatchWord => {
  const { missing, failed, rejected, pending } = counts;
  if (run.operation === "Scan") return "scanned";
  if (failed > 0) return "failed";
  if (missing > 0) return "missing";
  if (rejected > 0) return "rejected";
  if (pending > 0) return "reboot pending";
  // If the last of several operations was a scan, or no patches apply, the state does not show what was installed.
  if (state["OperationType"] === "Scan" || !hasApplied(state)) return "unknown";
  if (run.hasOverride && state["ExecutionId"] !== run.CommandId) return "unknown";
  if (run.result === "failed") return "in place, then failed";
  return "patched";
};

const hasApplied = (state: Readonly<Record<string, string>>): boolean => {
  const installed = ["InstalledCount", "InstalledOtherCount"].some(
    (key) => (wholeNumber(state[key]) ?? 0) > 0,
  );
  return installed || (wholeNumber(state["NotApplicableCount"]) ?? 0) === 0;
};

const isRefused = (result: Result): boolean => result === "unreachable" || result === "notRun";

/** Derives the patch result of a machine. */
export const patchWordOf = (run: PatchRun, state: PatchState): PatchSaid => {
  const { result, hasBegun } = run;
  if (result === "running" || result === "pending") return { word: "running" };
  if (isRefused(result) || (result === "cancelled" && !hasBegun)) return { word: "never ran" };
  if (result === "unknown") return { word: "unknown" };
  if (unmeasured.has(nameOf(run.document))) return { word: "not measured" };
  if (state === "unread") return { word: "unknown" };
  const isCutOff = result === "timedOut" || result === "cancelled";
  if (state === "none") {
    if (isCutOff) return { word: "cut off" };
    return { word: run.hasOverride ? "unknown" : "nothing reported" };
  }
  const counts = countsOf(state);
  const belonging = belongingOf(run, state);
  if (belonging === "this") {
    if (counts === undefined) return { word: "unknown" };
    return { word: byOwnState(run, counts, state), counts };
  }
  // The counts of a later operation do not describe this run.
  if (belonging === "later")
    return counts === undefined ? { word: "overwritten" } : { word: "overwritten", counts };
  if (isCutOff) return { word: "cut off" };
  if (belonging === "earlier" && !run.hasOverride) return { word: "nothing reported" };
  return { word: "unknown" };
};
