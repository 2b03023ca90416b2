/** Machines that an invocation was meant for, and that no command or automation speaks of. */
import { isFinalStatus } from "@windowpane/core";
import { causeOf, decisiveCause } from "../../judge/causes/cause.ts";
import { causeBy } from "../../judge/causes/rules/rule.ts";
import { levelCauses } from "../../judge/causes/rules/status-details.ts";
import { isBad, type MachineResult } from "../../model/result.ts";
import type { AwsProgress, Cause, Machine } from "../../model/report.ts";
import { plainLine, sharedText } from "../../model/text.ts";
import { nameOfTask, taskTypeOf } from "../../model/task.ts";
import { windowResult } from "../../judge/verdict/status.ts";
import type { InvocationContext } from "./invocation-context.ts";
import { machineRow } from "../../model/machine-row.ts";

/** Where something stands, and why. */
export interface Fate {
  readonly result: MachineResult;
  readonly reason: string;
  readonly cause?: Cause | undefined;
}

/** The machines that the invocation names, or one that stands for those that nothing names, each with this fate. */
export const unlistedMachines = (
  { place, parameters }: Pick<InvocationContext, "place" | "parameters">,
  fate: Fate,
  names: readonly string[] = parameters.instanceIds,
): readonly Machine[] =>
  names.length === 0
    ? [machineRow(place, { kind: "unnamed", name: "machines not named", ...fate, steps: [] })]
    : names.map((InstanceId) =>
        machineRow(place, { kind: "machine", name: InstanceId, InstanceId, ...fate, steps: [] }),
      );

/**
 * The machine of an invocation that AWS calls failed, before the machine itself has been read. Where there is only one, AWS's
 * word on the invocation is its word on the machine, and the failure shows a round trip sooner. It has no cause, and so no
 * place in a group, until the machine's own words take its place.
 */
export const foretoldMachines = (
  context: Pick<InvocationContext, "place" | "parameters" | "invocation">,
): readonly Machine[] => {
  const { Status, StatusDetails } = context.invocation;
  const result = windowResult(Status, StatusDetails);
  if (!isBad(result) || context.parameters.instanceIds.length !== 1) return [];
  const reason = `AWS says ${plainLine(Status ?? "")}; the machine itself is still being asked.`;
  return unlistedMachines(context, { result, reason });
};

/** The invocation itself as its only row, where no machine is behind it. */
export const callRow = ({ place, task, invocation }: InvocationContext, fate: Fate): Machine => {
  const { Status, StatusDetails, StartTime, EndTime } = invocation;
  const name = sharedText(nameOfTask(task));
  return machineRow(place, {
    kind: "call",
    name,
    ...fate,
    Status,
    StatusDetails,
    StartTime,
    EndTime,
    steps: [],
  });
};

/** What became of an invocation that started nothing: it has no ExecutionId. */
export const notStartedFate = (context: InvocationContext): Fate => {
  const { invocation, task } = context;
  const { Status, StatusDetails } = invocation;
  if (Status !== undefined && !isFinalStatus(Status)) {
    // What AWS leaves in PENDING when it stops a task will not begin any more.
    return isFinalStatus(task.Status)
      ? (stoppedFate(invocation, task) ?? { ...neverBegun, cause: causeBy(levelCauses.neverBegun, "status") })
      : { result: "pending", reason: "Nothing was started yet." };
  }
  if (Status === "SUCCESS" || Status === undefined) {
    return {
      result: "unknown",
      reason: `AWS says ${Status ?? "nothing"}, but names no ${actionOf(context)}.`,
    };
  }
  const above = stoppedFate(invocation, task);
  if (above !== undefined) return above;
  const cause = { ...causeBy(levelCauses.notStarted, "status", plainLine(StatusDetails ?? "")) };
  return { result: "notRun", reason: sentence("Nothing was started", StatusDetails), cause };
};

const neverBegun = { result: "notRun", reason: "The task ended before this began." } as const;

/** What became of a machine that the invocation names, but the complete list of its command does not. */
export const leftOutFate = (context: InvocationContext): Fate => {
  const { invocation, task } = context;
  if (invocation.Status !== undefined && !isFinalStatus(invocation.Status)) {
    return { result: "pending", reason: "The command has not reached it yet." };
  }
  return (
    stoppedFate(invocation, task) ?? {
      result: "unknown",
      reason: "The invocation names this machine, but the command does not list it.",
    }
  );
};

/** What AWS says above the machine, where that explains why it never ran. The invocation's word goes before the task's. */
const stoppedFate = (invocation: AwsProgress, task: AwsProgress): Fate | undefined => {
  for (const level of [invocation, task]) {
    const cause = decisiveCause({ StatusDetails: level.StatusDetails });
    if (cause !== undefined && cause.weight !== "notice") {
      return { result: "notRun", reason: sentence("It never ran", level.StatusDetails), cause };
    }
  }
  if ([invocation.Status, task.Status].includes("TIMED_OUT")) {
    const cause = causeBy(levelCauses.cutoff, "status");
    return { result: "notRun", reason: "It never ran: the window's time was over.", cause };
  }
  if ([invocation.Status, task.Status].includes("CANCELLED")) {
    return {
      result: "notRun",
      reason: "It never ran: the execution was cancelled.",
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
