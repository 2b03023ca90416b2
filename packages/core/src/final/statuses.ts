/** Which statuses are final. A status that is not listed here, a new one too, is not final. */

const finalStatuses: ReadonlySet<string> = new Set([
  "SUCCESS",
  "FAILED",
  "TIMED_OUT",
  "CANCELLED",
  "SKIPPED_OVERLAPPING",
]);

const finalCommandStatuses: ReadonlySet<string> = new Set(["Success", "Cancelled", "TimedOut", "Failed"]);

const finalAutomationStatuses: ReadonlySet<string> = new Set([
  "Success",
  "TimedOut",
  "Cancelled",
  "Failed",
  "Rejected",
  "CompletedWithSuccess",
  "CompletedWithFailure",
  "Exited",
]);

/** Final statuses below which work that had started can go on: AWS stops what is pending, not what is running. */
const statusesOverRunningWork: ReadonlySet<string> = new Set([
  "CANCELLED",
  "TIMED_OUT",
  "Cancelled",
  "TimedOut",
]);

/**
 * Whether an execution, a task or an invocation with this `Status` can no longer change. What it consists of has its own
 * status: see `letsWorkFinish`.
 */
export const isFinalStatus = (status: string | undefined): boolean =>
  status !== undefined && finalStatuses.has(status);

/** Whether a command on a machine, or a step of it, with this `Status` can no longer change. */
export const isFinalCommandStatus = (status: string | undefined): boolean =>
  status !== undefined && finalCommandStatuses.has(status);

/** Whether an automation, or a step of it, with this status can no longer change. */
export const isFinalAutomationStatus = (status: string | undefined): boolean =>
  status !== undefined && finalAutomationStatuses.has(status);

/**
 * Whether work can still run below this final status. A cancelled execution lets its running tasks finish, and one that
 * reached its cutoff (`TIMED_OUT`) lets invocations finish that had started.
 */
export const letsWorkFinish = (status: string | undefined): boolean =>
  status !== undefined && statusesOverRunningWork.has(status);
