import { readParameters, type Command } from "@windowpane/core";
import type { CommandPlan, InvocationPlan, MachinePlan, RunPlan } from "../plan/plan.ts";
import type { StartedInvocation } from "../store/placed-task.ts";

/**
 * A sent command, as ListCommands returns it. Its parameters, machines or targets, and limits are read from the
 * invocation's `Parameters`. `ExpiresAfter` is omitted: AWS does not document how it follows from the timeouts.
 */
export const commandAt = (
  { placed, invocation }: StartedInvocation,
  plan: CommandPlan,
  now: number,
): Command => {
  const { MaxConcurrency, MaxErrors } = placed.task.task;
  return {
    CommandId: invocation.ExecutionId,
    DocumentName: plan.DocumentName,
    DocumentVersion: "",
    Comment: plan.Comment ?? "",
    ...(MaxConcurrency === undefined ? {} : { MaxConcurrency }),
    ...(MaxErrors === undefined ? {} : { MaxErrors }),
    ...requestOf(invocation, plan),
    RequestedDateTime: new Date(invocation.start),
    ...statusAt(invocation, plan.machines, now),
    ...countsAt(plan.machines, now),
    // Empty strings for missing values, as in AWS's CLI examples.
    OutputS3BucketName: "",
    OutputS3KeyPrefix: "",
    ServiceRole: "",
    NotificationConfig: { NotificationArn: "", NotificationEvents: [], NotificationType: "" },
    CloudWatchOutputConfig: { CloudWatchLogGroupName: "", CloudWatchOutputEnabled: false },
  };
};

/** The request of a command. Without `Parameters`, its machines are the instance IDs. */
const requestOf = ({ Parameters }: InvocationPlan, { machines }: CommandPlan): Command => {
  const { instanceIds, targets, raw, readable } = readParameters(Parameters);
  const limit = (name: string): string | undefined => {
    const value = memberOf(raw, name);
    return typeof value === "string" ? value : undefined;
  };
  const timeout = memberOf(raw, "timeoutSeconds");
  const MaxConcurrency = limit("maxConcurrency");
  const MaxErrors = limit("maxErrors");
  return {
    Parameters: valuesByName(memberOf(raw, "parameters")),
    InstanceIds: readable ? [...instanceIds] : machines.map(({ InstanceId }) => InstanceId),
    Targets: targets.map(({ key, values }) => ({
      ...(key === undefined ? {} : { Key: key }),
      Values: [...values],
    })),
    ...(MaxConcurrency === undefined ? {} : { MaxConcurrency }),
    ...(MaxErrors === undefined ? {} : { MaxErrors }),
    ...(typeof timeout === "number" ? { TimeoutSeconds: timeout } : {}),
  };
};

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;

const valuesByName = (value: unknown): Record<string, string[]> =>
  typeof value !== "object" || value === null
    ? {}
    : Object.fromEntries(
        Object.entries(value).flatMap(([name, values]: readonly [string, unknown]) =>
          Array.isArray(values) ? [[name, values.filter((item) => typeof item === "string")]] : [],
        ),
      );

/**
 * Pending until the command is sent to a machine, in progress until every machine is done, then the invocation's details
 * (inferred from AWS's examples).
 */
const statusAt = (
  invocation: InvocationPlan,
  machines: readonly MachinePlan[],
  now: number,
): Pick<Command, "Status" | "StatusDetails"> => {
  const isComplete = machines.length === 0 ? now >= invocation.end.getTime() : machines.every(isDone(now));
  if (isComplete) return ending(invocation);
  return machines.some(({ start }) => start.getTime() <= now)
    ? { Status: "InProgress", StatusDetails: "In Progress" }
    : { Status: "Pending", StatusDetails: "Pending" };
};

const isDone =
  (now: number) =>
  ({ end }: MachinePlan): boolean =>
    end.getTime() <= now;

/** Status by final detailed status of a command (partly unverified). */
const endings: Readonly<Record<string, string>> = {
  Success: "Success",
  Failed: "Failed",
  Cancelled: "Cancelled",
  "Delivery Timed Out": "TimedOut",
  "Execution Timed Out": "TimedOut",
  Incomplete: "Failed",
  "Rate Exceeded": "Cancelled",
};

const detailsOf: Readonly<Record<RunPlan["outcome"], string>> = {
  SUCCESS: "Success",
  FAILED: "Failed",
  TIMED_OUT: "Execution Timed Out",
  CANCELLED: "Cancelled",
  SKIPPED_OVERLAPPING: "Cancelled",
};

const ending = ({ outcome, details = "" }: RunPlan): Pick<Command, "Status" | "StatusDetails"> => {
  const StatusDetails = Object.hasOwn(endings, details) ? details : detailsOf[outcome];
  return { Status: endings[StatusDetails], StatusDetails };
};

/** Counts as AWS defines them: errors and timeouts are counted by detailed status. */
const countsAt = (
  machines: readonly MachinePlan[],
  now: number,
): Required<Pick<Command, "TargetCount" | "CompletedCount" | "ErrorCount" | "DeliveryTimedOutCount">> => {
  const done = machines.filter(isDone(now));
  const count = (...details: readonly string[]): number =>
    done.filter((machine) => details.includes(machine.details)).length;
  return {
    TargetCount: machines.length,
    CompletedCount: done.length,
    ErrorCount: count("Failed", "Execution Timed Out"),
    DeliveryTimedOutCount: count("Delivery Timed Out"),
  };
};
