import type { PatchBasis, PatchRun, PatchState } from "../../model/patch.ts";

/** The times of a run on a machine, by AWS's clock. */
export interface RunTimes {
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
}

/** Maximum clock skew between the machine and AWS, in milliseconds. */
const CLOCK_TOLERANCE = 60_000;

/**
 * Decides which operation a machine's state comes from, relative to a run. Only a state without an ExecutionId is matched by
 * time: a state with another command's ID is never this run's, because two operations can run at the same time.
 */
export const belongingOf = (
  state: PatchState,
  run: Pick<PatchRun, "CommandIds" | "Operation">,
  { StartTime, EndTime }: RunTimes,
): Exclude<PatchBasis, "none" | "unread"> => {
  const { ExecutionId, Operation } = state;
  if (ExecutionId !== undefined && run.CommandIds.some((id) => isSameId(id, ExecutionId))) return "this-run";
  const start = state.OperationStartTime?.getTime();
  const end = state.OperationEndTime?.getTime();
  if (start === undefined || end === undefined || StartTime === undefined || EndTime === undefined)
    return "clash";
  // Its times are not plausible.
  if (end < start) return "clash";
  const began = StartTime.getTime();
  const ended = EndTime.getTime();
  const isNear = start >= began - CLOCK_TOLERANCE && end <= ended + CLOCK_TOLERANCE;
  if (ExecutionId === undefined && isNear) {
    // Of two consecutive runs, only the one that contains the middle of the operation can have written the state.
    const middle = (start + end) / 2;
    const isRuns = Operation !== undefined && Operation === run.Operation;
    return isRuns && middle >= began && middle <= ended ? "by-time" : "clash";
  }
  if (start > ended) return "later";
  return end < began ? "earlier" : "clash";
};

const isSameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Whether the operation failed to scan: it then reports -1 for each count, or the year 1970 (documented). */
export const isFailedScan = (state: PatchState): boolean =>
  countsOf(state).some((count) => count !== undefined && count < 0) ||
  [state.OperationStartTime, state.OperationEndTime].some(
    (time) => time !== undefined && time.getUTCFullYear() <= 1970,
  );

const countsOf = (state: PatchState): readonly (number | undefined)[] => [
  state.InstalledCount,
  state.InstalledOtherCount,
  state.InstalledPendingRebootCount,
  state.InstalledRejectedCount,
  state.MissingCount,
  state.FailedCount,
  state.NotApplicableCount,
];
