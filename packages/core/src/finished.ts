/** The one place that says which statuses are final. */

const finishedStatuses: ReadonlySet<string> = new Set([
  "SUCCESS",
  "FAILED",
  "TIMED_OUT",
  "CANCELLED",
  "SKIPPED_OVERLAPPING",
]);

const finishedCommandStatuses: ReadonlySet<string> = new Set(["Success", "Cancelled", "TimedOut", "Failed"]);

const finishedAutomationStatuses: ReadonlySet<string> = new Set([
  "Success",
  "TimedOut",
  "Cancelled",
  "Failed",
  "Rejected",
  "CompletedWithSuccess",
  "CompletedWithFailure",
  "Exited",
]);

/**
 * Whether an execution, a task or an invocation with this `Status` will change no more. A status that nobody knows yet
 * counts as running. A cancelled execution is finished, but what ran on its machines at the time runs to its end:
 * its invocations have their own status.
 */
export const isFinished = (status: string | undefined): boolean =>
  status !== undefined && finishedStatuses.has(status);

/** The same for a command on a machine. */
export const isFinishedCommand = (status: string | undefined): boolean =>
  status !== undefined && finishedCommandStatuses.has(status);

/** The same for an automation and its steps. */
export const isFinishedAutomation = (status: string | undefined): boolean =>
  status !== undefined && finishedAutomationStatuses.has(status);
