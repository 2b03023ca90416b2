/**
 * Patch results of machines: plain data, as in `report.ts`.
 *
 * Systems Manager keeps one patch state per machine, and every scan or installation overwrites it. So each result names the
 * operation that it is based on.
 */
import type { Cause } from "./report.ts";

/** The patch result of a run on a machine. */
export type PatchOutcome =
  /** No patches are missing, failed, rejected or pending a reboot. */
  | "patched"
  /** Patches are installed, but take effect only after a reboot. */
  | "rebootPending"
  /** Patches that the baseline approves are missing after the run. */
  | "missing"
  /** Patches failed to install. */
  | "failed"
  /** Patches are installed that the baseline rejects. */
  | "rejected"
  /** The operation was a scan, which installs nothing. */
  | "scanned"
  /** A later scan or installation replaced the state of this run. */
  | "overwritten"
  /** Unknown; `words` has the reason. */
  | "unknown"
  /** The command did not run on the machine. */
  | "notRun"
  /** The command has not ended. */
  | "running";

/** Every outcome, worst first. */
export const patchOutcomes = [
  "failed",
  "missing",
  "rejected",
  "rebootPending",
  "notRun",
  "unknown",
  "overwritten",
  "running",
  "scanned",
  "patched",
] as const satisfies readonly PatchOutcome[];

/**
 * The patch operation that a machine's state comes from.
 * - `this-run`: its ExecutionId is the ID of the run's command.
 * - `by-time`: it has no ExecutionId, but the same operation as the run, and its times are within the run.
 * - `later`, `earlier`: another operation, after or before the run.
 * - `clash`: another operation at the same time, or one at an unknown time.
 * - `none`: the machine has no patch state.
 * - `unread`: the state could not be read, has not been read yet, or does not matter because the command did not run.
 */
export type PatchBasis = "this-run" | "by-time" | "later" | "earlier" | "clash" | "none" | "unread";

/** Every basis, most certain first. */
export const patchBases = [
  "this-run",
  "by-time",
  "later",
  "earlier",
  "clash",
  "none",
  "unread",
] as const satisfies readonly PatchBasis[];

/** The result of a patch run on one machine. */
export interface PatchResult {
  /** The patch result of the machine. */
  readonly result: PatchOutcome;
  /** What the result was derived from. */
  readonly basis: PatchBasis;
  /** The result as a short phrase with its counts: `reboot pending (5)`. */
  readonly words: string;
  /** Whether the operation was a scan, which installs nothing. */
  readonly scan: boolean;
  /** Why the machine is not patched. Absent if it is patched, was only scanned, or the result is unknown. */
  readonly cause?: Cause | undefined;
  /** The state that `basis` refers to. Its counts belong to this run only with `this-run` and `by-time`. */
  readonly state?: PatchState | undefined;
}

/** The patch state of a machine, with the names of AWS's InstancePatchState. An absent count is unknown, not zero. */
export interface PatchState {
  /** ID of the command that wrote it. Absent: unknown. */
  readonly ExecutionId?: string | undefined;
  readonly Operation?: string | undefined;
  /** From the machine's clock, in whole seconds. */
  readonly OperationStartTime?: Date | undefined;
  readonly OperationEndTime?: Date | undefined;
  readonly RebootOption?: string | undefined;
  readonly BaselineId?: string | undefined;
  readonly SnapshotId?: string | undefined;
  readonly InstalledCount?: number | undefined;
  readonly InstalledOtherCount?: number | undefined;
  readonly InstalledPendingRebootCount?: number | undefined;
  readonly InstalledRejectedCount?: number | undefined;
  readonly MissingCount?: number | undefined;
  readonly FailedCount?: number | undefined;
  readonly NotApplicableCount?: number | undefined;
  /** Missing, failed, rejected or pending patches by severity. One patch can count as both critical and security. */
  readonly CriticalNonCompliantCount?: number | undefined;
  readonly SecurityNonCompliantCount?: number | undefined;
  readonly OtherNonCompliantCount?: number | undefined;
}

/** What an invocation does to patches. */
export interface PatchRun {
  /** Absent if the parameters do not contain it. */
  readonly Operation?: "Scan" | "Install" | undefined;
  readonly RebootOption?: "RebootIfNeeded" | "NoReboot" | undefined;
  /** Whether the run has a BaselineOverride. Such runs report only in their output. */
  readonly baselineOverride: boolean;
  /** Whether the document reports a patch state; AWS-InstallWindowsUpdates, for example, does not. */
  readonly reportsState: boolean;
  /** IDs of the commands that patch. Automations can have several. */
  readonly CommandIds: readonly string[];
}

/** Rows of patch runs by result. The sum of the results is the total. */
export interface PatchCounts {
  /** Number of rows. */
  readonly total: number;
  /** Number of rows with each patch result. They add up to `total`. */
  readonly results: Readonly<Record<PatchOutcome, number>>;
  /** Scanned machines with missing, failed, rejected or pending patches. Part of `scanned`. */
  readonly needPatches: number;
  /** Machines for which it is unknown whether the run patched them, or whether its scan worked. */
  readonly unproven: number;
}

/** Whether a machine is known not to be patched after a run that installs patches. */
export const isNotPatched = ({ result }: Pick<PatchResult, "result">): boolean => notPatched.has(result);

const notPatched: ReadonlySet<PatchOutcome> = new Set(["failed", "missing", "rejected", "rebootPending"]);
