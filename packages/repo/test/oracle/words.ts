/** Statuses of Run Command, Automation and maintenance windows, as AWS documents them. */

/** The results a machine can have. */
export type Result =
  | "passed"
  | "failed"
  | "timedOut"
  | "unreachable"
  | "cancelled"
  | "running"
  | "pending"
  | "notRun"
  | "unknown";

/** Whether a result is final and not passed. */
export const isFailure = (result: Result): boolean =>
  result === "failed" ||
  result === "timedOut" ||
  result === "unreachable" ||
  result === "cancelled" ||
  result === "notRun";

export const isUnended = (result: Result): boolean => result === "running" || result === "pending";

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/monitor-commands.html, spelled with and without spaces. */
const runCommandResult = (word: string): Result => {
  switch (word.replaceAll(" ", "")) {
    case "Success":
      return "passed";
    case "Failed":
      return "failed";
    case "TimedOut":
    case "ExecutionTimedOut":
      return "timedOut";
    case "DeliveryTimedOut":
    case "Undeliverable":
    case "InvalidPlatform":
    case "AccessDenied":
      return "unreachable";
    case "Cancelled":
      return "cancelled";
    case "Terminated":
      return "notRun";
    case "Pending":
    case "Delayed":
      return "pending";
    case "InProgress":
    case "Cancelling":
      return "running";
    default:
      return "unknown";
  }
};

/** Result from both statuses. The detailed status takes precedence, unless only the plain status is a failure. */
export const resultByWords = (status: string | undefined, details: string | undefined): Result => {
  const plain = status === undefined || status === "" ? undefined : runCommandResult(status);
  const exact = details === undefined || details === "" ? plain : runCommandResult(details);
  if (plain === undefined || exact === undefined) return exact ?? "unknown";
  if (isFailure(exact)) return exact;
  if (isFailure(plain)) return plain;
  if (plain === "unknown" || exact === "unknown") return "unknown";
  return exact === "passed" ? plain : exact;
};

const ends = new Set(["SUCCESS", "FAILED", "TIMED_OUT", "CANCELLED", "SKIPPED_OVERLAPPING"]);

/** Whether a status of a maintenance window is final. */
export const hasEnded = (status: string | undefined): boolean => status !== undefined && ends.has(status);

/**
 * Whether StatusDetails reports a failure. It may contain a status of Run Command or a sentence. AWS documents several
 * sentences, but not all.
 */
export const tellsFailure = (details = ""): boolean => {
  const result = runCommandResult(details);
  if (result !== "unknown") return isFailure(result);
  return /fail|error|denied|timed out|cancel|exceeded|invalid|does not|incomplete|noinstances/iu.test(
    details,
  );
};

/** Result of an invocation of which Systems Manager keeps only the status in the window. */
export const resultInWindow = (status: string | undefined, details: string | undefined): Result => {
  switch (status) {
    case "SUCCESS": {
      if (!tellsFailure(details)) return "passed";
      const result = runCommandResult(details ?? "");
      return isFailure(result) ? result : "failed";
    }
    case "FAILED":
      return "failed";
    case "TIMED_OUT":
      return "timedOut";
    case "CANCELLED":
      return "cancelled";
    case "SKIPPED_OVERLAPPING":
      return "notRun";
    case "PENDING":
      return "pending";
    case "IN_PROGRESS":
    case "CANCELLING":
      return "running";
    default:
      return "unknown";
  }
};

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-statuses.html */
export const automationResult = (status: string | undefined): Result => {
  switch (status) {
    case "Success":
    case "CompletedWithSuccess":
      return "passed";
    case "Failed":
    case "CompletedWithFailure":
    case "Rejected":
    case "ChangeCalendarOverrideRejected":
      return "failed";
    case "TimedOut":
      return "timedOut";
    case "Cancelled":
    case "Exited":
      return "cancelled";
    case "Pending":
    case "Scheduled":
    case "PendingApproval":
    case "PendingChangeCalendarOverride":
      return "pending";
    case "InProgress":
    case "Waiting":
    case "Cancelling":
    case "Approved":
    case "RunbookInProgress":
    case "ChangeCalendarOverrideApproved":
      return "running";
    default:
      return "unknown";
  }
};
