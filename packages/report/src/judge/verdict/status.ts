/** Maps the statuses of three services to results. */
import { executionStatuses, isFinalStatus } from "@windowpane/core";
import { isBad, type MachineResult } from "../../model/result.ts";
import { statusWord } from "../causes/rules/rule.ts";

/** Statuses of Run Command and its plugins, from `Status` and `StatusDetails`. */
const commandWords: Readonly<Record<string, MachineResult>> = {
  success: "passed",
  failed: "failed",
  executiontimedout: "timedOut",
  timedout: "timedOut",
  deliverytimedout: "unreachable",
  undeliverable: "unreachable",
  invalidplatform: "unreachable",
  accessdenied: "unreachable",
  cancelled: "cancelled",
  canceled: "cancelled",
  terminated: "notRun",
  // Statuses of a whole command, which a window can repeat in its details.
  incomplete: "failed",
  rateexceeded: "notRun",
  noinstancesintag: "notRun",
  pending: "pending",
  delayed: "pending",
  inprogress: "running",
  cancelling: "running",
};

/**
 * The result of a command on a machine, from its status and details. The details are more specific (Undeliverable is a Failed),
 * but the result is bad if either is. An unknown status is `unknown`, even with Success.
 */
export const commandResult = (status: string | undefined, details: string | undefined): MachineResult => {
  const byStatus = resultIn(commandWords, status);
  const byDetails = resultIn(commandWords, details);
  if (byDetails === undefined) return byStatus ?? "unknown";
  if (byStatus === undefined || isBad(byDetails)) return byDetails;
  if (isBad(byStatus)) return byStatus;
  // Neither is bad: a status that is not final or unknown takes precedence over a passed one.
  return byStatus === "passed" || byDetails === "unknown" ? byDetails : byStatus;
};

const automationWords: Readonly<Record<string, MachineResult>> = {
  success: "passed",
  completedwithsuccess: "passed",
  failed: "failed",
  completedwithfailure: "failed",
  rejected: "failed",
  changecalendaroverriderejected: "failed",
  timedout: "timedOut",
  cancelled: "cancelled",
  canceled: "cancelled",
  // AWS does not document what an Exited automation has done, so it does not count as passed.
  exited: "cancelled",
  pending: "pending",
  scheduled: "pending",
  pendingapproval: "pending",
  pendingchangecalendaroverride: "pending",
  approved: "running",
  changecalendaroverrideapproved: "running",
  runbookinprogress: "running",
  inprogress: "running",
  waiting: "running",
  cancelling: "running",
};

/** The result of an automation or one of its steps. An unknown or missing status is `unknown`. */
export const automationResult = (status: string | undefined): MachineResult =>
  resultIn(automationWords, status) ?? "unknown";

const windowEnds: Readonly<Record<string, MachineResult>> = {
  SUCCESS: "passed",
  FAILED: "failed",
  TIMED_OUT: "timedOut",
  CANCELLED: "cancelled",
  SKIPPED_OVERLAPPING: "notRun",
};

/**
 * The result of an execution, a task or an invocation, from AWS's status and details. An unknown status is `unknown`.
 */
export const windowResult = (status: string | undefined, details: string | undefined): MachineResult => {
  if (status === undefined || !isKnownStatus("window", status)) return "unknown";
  if (!isFinalStatus(status)) return status === "PENDING" ? "pending" : "running";
  if (status === "SUCCESS" && speaksOfFailure(details)) return commandFailure(details);
  return windowEnds[status] ?? "unknown";
};

/** Whether free-text `StatusDetails` report a failure. AWS's own example has SUCCESS with `Failed`. */
export const speaksOfFailure = (details: string | undefined): boolean => {
  const result = commandResult(undefined, details);
  if (result !== "unknown") return isBad(result);
  return /fail|error|denied|tim(?:ed|e) ?out|cancel|exceed|undeliver|terminated|invalid|does not|unable|cannot/iu.test(
    details ?? "",
  );
};

const commandFailure = (details: string | undefined): MachineResult => {
  const result = commandResult(undefined, details);
  return isBad(result) ? result : "failed";
};

/** The service that a status is from. */
export type StatusKind = "window" | "command" | "automation";

/** Whether a status is known. Free-text details of a window are not statuses. */
export const isKnownStatus = (kind: StatusKind, status: string): boolean => {
  if (kind === "window") return windowStatuses.has(status);
  return Object.hasOwn(kind === "command" ? commandWords : automationWords, statusWord(status));
};

const windowStatuses: ReadonlySet<string> = new Set(executionStatuses);

/** Undefined without a status. */
const resultIn = (
  words: Readonly<Record<string, MachineResult>>,
  status: string | undefined,
): MachineResult | undefined => {
  const word = statusWord(status);
  if (word === "") return undefined;
  return Object.hasOwn(words, word) ? words[word] : "unknown";
};
