/** From the many words of three services to one result. */
import { executionStatuses, isFinalStatus } from "@windowpane/core";
import { isBad, type MachineResult } from "../../model/result.ts";
import { statusWord } from "../causes/rules/rule.ts";

/** Run Command's and its plugins' words, `Status` and `StatusDetails` alike. */
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
  // Words of a whole command, which a window can repeat in its details.
  incomplete: "failed",
  rateexceeded: "notRun",
  noinstancesintag: "notRun",
  pending: "pending",
  delayed: "pending",
  inprogress: "running",
  cancelling: "running",
};

/**
 * The result of a command on a machine, by status and details. The details say more (Undeliverable is a Failed), but where one
 * of the two is bad, the result is bad. An unknown word is `unknown`, also beside a Success.
 */
export const commandResult = (status: string | undefined, details: string | undefined): MachineResult => {
  const byStatus = machineResultOf(commandWords, status);
  const byDetails = machineResultOf(commandWords, details);
  if (byDetails === undefined) return byStatus ?? "unknown";
  if (byStatus === undefined || isBad(byDetails)) return byDetails;
  if (isBad(byStatus)) return byStatus;
  // Neither is bad: what is not at its end yet, or not known, weighs more than a pass.
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
  // What an Exited automation did before is not documented, so it is no pass.
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

/** The result of an automation or one of its steps, by its status. An unknown or missing word is `unknown`. */
export const automationResult = (status: string | undefined): MachineResult =>
  machineResultOf(automationWords, status) ?? "unknown";

const windowEnds: Readonly<Record<string, MachineResult>> = {
  SUCCESS: "passed",
  FAILED: "failed",
  TIMED_OUT: "timedOut",
  CANCELLED: "cancelled",
  SKIPPED_OVERLAPPING: "notRun",
};

/**
 * The result of an execution, a task or an invocation by AWS's own word, its details included. A status that is not known
 * here is `unknown`.
 */
export const windowResult = (status: string | undefined, details: string | undefined): MachineResult => {
  if (status === undefined || !isKnownStatus("window", status)) return "unknown";
  if (!isFinalStatus(status)) return status === "PENDING" ? "pending" : "running";
  if (status === "SUCCESS" && speaksOfFailure(details)) return commandFailure(details);
  return windowEnds[status] ?? "unknown";
};

/** Whether free-text `StatusDetails` report a failure, whatever the status: AWS's own example shows SUCCESS over `Failed`. */
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

/** Whose words a status can be. */
export type StatusKind = "window" | "command" | "automation";

/** Whether a status is one that is known here. Free-text details of a window are no status. */
export const isKnownStatus = (kind: StatusKind, status: string): boolean => {
  if (kind === "window") return windowStatuses.has(status);
  return Object.hasOwn(kind === "command" ? commandWords : automationWords, statusWord(status));
};

const windowStatuses: ReadonlySet<string> = new Set(executionStatuses);

/** Undefined where there is no word at all. */
const machineResultOf = (
  words: Readonly<Record<string, MachineResult>>,
  status: string | undefined,
): MachineResult | undefined => {
  const word = statusWord(status);
  if (word === "") return undefined;
  return Object.hasOwn(words, word) ? words[word] : "unknown";
};
