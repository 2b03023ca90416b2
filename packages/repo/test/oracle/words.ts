/** What AWS documents of the words of three services: Run Command, Automation and the windows themselves. */

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

/** Results with which something has ended without passing. */
export const isFailure = (result: Result): boolean =>
  result === "failed" ||
  result === "timedOut" ||
  result === "unreachable" ||
  result === "cancelled" ||
  result === "notRun";

export const isUnended = (result: Result): boolean => result === "running" || result === "pending";

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/monitor-commands.html, spelled with and without blanks. */
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

/** The detailed status is the more exact one, unless only the plain one is a failure. */
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

/** Whether a window's status is one with which something has ended. */
export const hasEnded = (status: string | undefined): boolean => status !== undefined && ends.has(status);

/**
 * Free text beside a status that tells of a failure. Run Command's own words count, and so do sentences: AWS documents
 * several of them, and promises no list.
 */
export const tellsFailure = (details = ""): boolean => {
  const result = runCommandResult(details);
  if (result !== "unknown") return isFailure(result);
  return /fail|error|denied|timed out|cancel|exceeded|invalid|does not|incomplete|noinstances/iu.test(
    details,
  );
};

/** The result of what Systems Manager knows nothing more of than its status in the window. */
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
