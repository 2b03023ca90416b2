/**
 * Whether a patch run left its machines patched: plain data, as in `report.ts`.
 *
 * Systems Manager keeps one patch state per machine, and every scan or installation overwrites it. So each statement says
 * what it is based on.
 */
import type { Cause } from "./report.ts";

/** What a patch run left on a machine. */
export type PatchOutcome =
  /** The run left nothing missing, failed, rejected or pending. */
  | "patched"
  /** Patches are installed, but take effect only after a reboot. */
  | "rebootPending"
  /** The run left patches missing that the baseline approves. */
  | "missing"
  /** Patches did not install. */
  | "failed"
  /** Patches are installed that the baseline rejects. */
  | "rejected"
  /** The operation was a scan: nothing was meant to change. */
  | "scanned"
  /** A later scan or installation replaced the state of this run. */
  | "overwritten"
  /** Not known; `words` say why. */
  | "unknown"
  /** The command never ran on the machine. */
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
 * Which patch operation a machine's state is from.
 * - `this-run`: its ExecutionId is the ID of the run's command.
 * - `by-time`: it has no ExecutionId, but the run's operation, and began and ended during the run.
 * - `later`, `earlier`: another operation, after or before the run.
 * - `clash`: another operation at the same time, or one whose time is not known.
 * - `none`: the machine has no patch state.
 * - `unread`: the state could not be read, has not been read yet, or decides nothing, as the command never ran.
 */
export type PatchBasis = "this-run" | "by-time" | "later" | "earlier" | "clash" | "none" | "unread";

/** Every basis, the surest first. */
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
  readonly result: PatchOutcome;
  readonly basis: PatchBasis;
  /** The result in a few words, with its numbers: `reboot pending (5)`. */
  readonly words: string;
  /** Whether the run's operation was a scan, which is meant to change nothing. */
  readonly scan: boolean;
  /** Why the machine is not patched. Absent where it is, where only a scan ran, and where it is not known. */
  readonly cause?: Cause | undefined;
  /** The state that `basis` speaks of. Its counts are this run's only with `this-run` and `by-time`. */
  readonly state?: PatchState | undefined;
}

/** The patch state of a machine, with the names of AWS's InstancePatchState. An absent count is unknown, not zero. */
export interface PatchState {
  /** ID of the command that wrote it. Absent: not known. */
  readonly ExecutionId?: string | undefined;
  readonly Operation?: string | undefined;
  /** By the machine's clock, in whole seconds. */
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
  /** Of the patches that are missing, failed, rejected or pending; one patch can count as critical and as security. */
  readonly CriticalNonCompliantCount?: number | undefined;
  readonly SecurityNonCompliantCount?: number | undefined;
  readonly OtherNonCompliantCount?: number | undefined;
}

/** What an invocation does to patches. */
export interface PatchRun {
  /** Absent where the parameters do not say. */
  readonly Operation?: "Scan" | "Install" | undefined;
  readonly RebootOption?: "RebootIfNeeded" | "NoReboot" | undefined;
  /** Whether a BaselineOverride is given: such a run reports only in its output. */
  readonly baselineOverride: boolean;
  /** Whether the document reports a patch state; AWS-InstallWindowsUpdates, for example, does not. */
  readonly reportsState: boolean;
  /** IDs of the commands that patch; several for an automation. */
  readonly CommandIds: readonly string[];
}

/** Rows of patch runs by result. The sum of the results is the total. */
export interface PatchCounts {
  readonly total: number;
  readonly results: Readonly<Record<PatchOutcome, number>>;
  /** Machines of scans that have patches missing, failed, rejected or pending. Part of `scanned`. */
  readonly needPatches: number;
  /** Machines of which it is not known whether the run patched them, or whether its scan worked. */
  readonly unproven: number;
}
