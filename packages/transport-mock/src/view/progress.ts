import type { Run } from "../plan.ts";

/** How far something is, in the members that executions, tasks and invocations share. */
export interface Progress {
  Status: string;
  StatusDetails?: string;
  StartTime?: Date;
  EndTime?: Date;
}

/** The status of a run at a time: PENDING before its start, IN_PROGRESS before its end, then its outcome. */
export const statusOf = (run: Run, now: number): string => {
  if (now < run.start.getTime()) return "PENDING";
  // What was skipped never runs: it is over as soon as it is there.
  return now < run.end.getTime() && run.outcome !== "SKIPPED_OVERLAPPING" ? "IN_PROGRESS" : run.outcome;
};

/**
 * The progress of a run at a time. What has not started has no StartTime, what has not ended no EndTime, and
 * StatusDetails come with the outcome only (the service's documentation: "Not available for all status values").
 */
export const progressOf = (run: Run, now: number): Progress => {
  const Status = statusOf(run, now);
  if (Status === "PENDING") return { Status };
  // Dates are handed out as copies: a caller that changes one must not change the plan.
  const StartTime = new Date(run.start);
  if (Status === "IN_PROGRESS") return { Status, StartTime };
  const EndTime = new Date(run.end);
  return run.details === undefined
    ? { Status, StartTime, EndTime }
    : { Status, StatusDetails: run.details, StartTime, EndTime };
};
