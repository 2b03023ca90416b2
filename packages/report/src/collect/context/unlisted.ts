/** Machines that an invocation names but that no command or automation lists. */
import { isFinalStatus } from "@windowpane/core";
import { decisiveCause } from "../../judge/causes/by-status.ts";
import { causeOf } from "../../judge/causes/cause.ts";
import { causeBy } from "../../judge/causes/rules/rule.ts";
import { levelCauses } from "../../judge/causes/rules/status-details.ts";
import { isBad, type MachineResult } from "../../model/result.ts";
import type { AwsProgress, Cause, Machine } from "../../model/report.ts";
import { plainLine, sharedText } from "../../model/text.ts";
import { nameOfTask, taskTypeOf } from "../../model/task.ts";
import { windowResult } from "../../judge/verdict/status.ts";
import type { InvocationContext } from "./invocation-context.ts";
import { machineRow } from "../../model/machine-row.ts";

/** A result with its reason. */
export interface ExplainedResult {
  readonly result: MachineResult;
  readonly reason: string;
  readonly cause?: Cause | undefined;
}

/** Rows with the same result for the machines that the invocation names, or one `unnamed` row if it names none. */
export const unlistedMachines = (
  { ref, parameters }: Pick<InvocationContext, "ref" | "parameters">,
  result: ExplainedResult,
  names: readonly string[] = parameters.instanceIds,
): readonly Machine[] =>
  names.length === 0
    ? [machineRow(ref, { kind: "unnamed", name: "machines not named", ...result, steps: [] })]
    : names.map((InstanceId) =>
        machineRow(ref, { kind: "machine", name: InstanceId, InstanceId, ...result, steps: [] }),
      );

/**
 * The machine of an invocation that AWS reports as failed, before the machine itself has been read. With only one machine,
 * AWS's status of the invocation is also the machine's, so the failure shows one round trip earlier. It has no cause, and so
 * is in no group, until the machine has been read.
 */
export const provisionalMachines = (
  context: Pick<InvocationContext, "ref" | "parameters" | "invocation">,
): readonly Machine[] => {
  const { Status, StatusDetails } = context.invocation;
  const result = windowResult(Status, StatusDetails);
  if (!isBad(result) || context.parameters.instanceIds.length !== 1) return [];
  const reason = `AWS reports ${plainLine(Status ?? "")}; the machine is still being read.`;
  return unlistedMachines(context, { result, reason });
};

/** The invocation itself as its only row, for tasks that run on no machine. */
export const callRow = ({ ref, task, invocation }: InvocationContext, result: ExplainedResult): Machine => {
  const { Status, StatusDetails, StartTime, EndTime } = invocation;
  const name = sharedText(nameOfTask(task));
  return machineRow(ref, {
    kind: "call",
    name,
    ...result,
    Status,
    StatusDetails,
    StartTime,
    EndTime,
    steps: [],
  });
};

/** The result of an invocation without an ExecutionId: it started nothing. */
export const explainNotStarted = (context: InvocationContext): ExplainedResult => {
  const { invocation, task } = context;
  const { Status, StatusDetails } = invocation;
  if (Status !== undefined && !isFinalStatus(Status)) {
    // A PENDING invocation of a task that has ended will never start.
    return isFinalStatus(task.Status)
      ? (explainStopped(invocation, task) ?? {
          ...neverBegun,
          cause: causeBy(levelCauses.neverBegun, "status"),
        })
      : { result: "pending", reason: "Nothing has been started yet." };
  }
  if (Status === "SUCCESS" || Status === undefined) {
    return {
      result: "unknown",
      reason: `AWS reports ${Status ?? "no status"}, but does not name the ${actionOf(context)}.`,
    };
  }
  const above = explainStopped(invocation, task);
  if (above !== undefined) return above;
  const cause = { ...causeBy(levelCauses.notStarted, "status", plainLine(StatusDetails ?? "")) };
  return { result: "notRun", reason: sentence("Nothing was started", StatusDetails), cause };
};

const neverBegun = { result: "notRun", reason: "The task ended before this started." } as const;

/** The result of a machine that the invocation names but the complete list of its command does not contain. */
export const explainLeftOut = (context: InvocationContext): ExplainedResult => {
  const { invocation, task } = context;
  if (invocation.Status !== undefined && !isFinalStatus(invocation.Status)) {
    return { result: "pending", reason: "The command has not reached it yet." };
  }
  return (
    explainStopped(invocation, task) ?? {
      result: "unknown",
      reason: "The invocation names this machine, but the command does not list it.",
    }
  );
};

/** The result not run, if the status of the invocation or the task explains it. The invocation's status takes precedence. */
const explainStopped = (invocation: AwsProgress, task: AwsProgress): ExplainedResult | undefined => {
  for (const level of [invocation, task]) {
    const cause = decisiveCause({ StatusDetails: level.StatusDetails });
    if (cause !== undefined && cause.weight !== "notice") {
      return { result: "notRun", reason: sentence("It did not run", level.StatusDetails), cause };
    }
  }
  if ([invocation.Status, task.Status].includes("TIMED_OUT")) {
    const cause = causeBy(levelCauses.cutoff, "status");
    return { result: "notRun", reason: "It did not run: the window's time was over.", cause };
  }
  if ([invocation.Status, task.Status].includes("CANCELLED")) {
    return {
      result: "notRun",
      reason: "It did not run: the execution was cancelled.",
      cause: causeOf({ Status: "CANCELLED" }),
    };
  }
  return undefined;
};

const actionOf = (context: InvocationContext): string =>
  taskTypeOf(context) === "AUTOMATION" ? "automation" : "command";

const sentence = (start: string, details: string | undefined): string => {
  const words = plainLine(details ?? "").replace(/\.$/u, "");
  return words === "" ? `${start}.` : `${start}: ${words}.`;
};
