/** Final statuses. A status that is not in these lists, such as a new one, is not final. */

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

/** Final statuses with work that can still run: AWS stops pending work, not running work. */
const statusesOverRunningWork: ReadonlySet<string> = new Set([
  "CANCELLED",
  "TIMED_OUT",
  "Cancelled",
  "TimedOut",
]);

/**
 * Whether an execution, a task or an invocation with this `Status` can no longer change. Its parts can still run: see
 * `letsWorkFinish`.
 */
export const isFinalStatus = (status: string | undefined): boolean =>
  status !== undefined && finalStatuses.has(status);

/** Whether a command invocation or a plugin with this `Status` can no longer change. */
export const isFinalCommandStatus = (status: string | undefined): boolean =>
  status !== undefined && finalCommandStatuses.has(status);

/** Whether an automation or an automation step with this status can no longer change. */
export const isFinalAutomationStatus = (status: string | undefined): boolean =>
  status !== undefined && finalAutomationStatuses.has(status);

/**
 * Whether work can still run after this final status. A cancelled execution lets running tasks finish, and an execution that
 * reached its cutoff (`TIMED_OUT`) lets running invocations finish.
 */
export const letsWorkFinish = (status: string | undefined): boolean =>
  status !== undefined && statusesOverRunningWork.has(status);
