import type { CommandInvocation } from "@windowpane/core";
import { commandOf, type MachinePlan, type PluginPlan } from "../plan/plan.ts";
import type { StartedInvocation } from "../store/placed-task.ts";
import { combined, OUTPUT_LIMIT } from "./printed.ts";

/** The state of a command's step on a machine at a time. */
export interface PluginProgress {
  readonly plan: PluginPlan;
  readonly Status: string;
  readonly StatusDetails: string;
  /** -1 until the end, and for a step that did not start. */
  readonly ResponseCode: number;
  readonly start?: Date;
  readonly end?: Date;
}

/** The command invocation of a machine at a time, without its steps. */
export const machineAt = (
  { invocation }: StartedInvocation,
  machine: MachinePlan,
  now: number,
): CommandInvocation => {
  const command = commandOf(invocation);
  const isSent = now >= machine.start.getTime();
  return {
    CommandId: invocation.ExecutionId,
    InstanceId: machine.InstanceId,
    InstanceName: machine.InstanceName ?? "",
    Comment: command?.Comment ?? "",
    DocumentName: command?.DocumentName,
    DocumentVersion: "",
    // Before the command is sent to this machine: the time of the command.
    RequestedDateTime: new Date(isSent ? machine.start : invocation.start),
    ...machineStatus(machine, now),
    // The service returns empty strings for missing values here, as AWS's CLI examples show.
    StandardOutputUrl: "",
    StandardErrorUrl: "",
    CommandPlugins: [],
    ServiceRole: "",
    NotificationConfig: { NotificationArn: "", NotificationEvents: [], NotificationType: "" },
    CloudWatchOutputConfig: { CloudWatchLogGroupName: "", CloudWatchOutputEnabled: false },
  };
};

/** The steps of a command on a machine, with the first 2,500 characters of their output. */
export const commandPluginsAt = (
  machine: MachinePlan,
  now: number,
): NonNullable<CommandInvocation["CommandPlugins"]> =>
  pluginsAt(machine, now).map((plugin) => {
    const isOver = plugin.end !== undefined;
    return {
      Name: plugin.plan.Name,
      Status: plugin.Status,
      StatusDetails: plugin.StatusDetails,
      ResponseCode: plugin.ResponseCode,
      ...(plugin.start === undefined ? {} : { ResponseStartDateTime: plugin.start }),
      ...(plugin.end === undefined ? {} : { ResponseFinishDateTime: plugin.end }),
      Output: isOver ? combined(beginningOf(plugin.plan), plugin.plan.stderr) : "",
      StandardOutputUrl: "",
      StandardErrorUrl: "",
      OutputS3BucketName: "",
      OutputS3KeyPrefix: "",
    };
  });

/** Enough of the standard output to see whether it is too long. */
const beginningOf = (plan: PluginPlan): string => plan.startOfStdout?.(OUTPUT_LIMIT + 1) ?? plan.stdout;

/** The steps of a command on a machine, in the order of its document. */
export const pluginsAt = (machine: MachinePlan, now: number): readonly PluginProgress[] => {
  const ran = machine.plugins.filter((plugin) => plugin.ResponseCode !== -1);
  return machine.plugins.map((plan) => {
    const { start, end } = plan.ResponseCode === -1 ? never : timesOf(plan, machine, ran);
    if (now < Math.min(start, machine.end.getTime())) {
      return { plan, Status: "Pending", StatusDetails: "Pending", ResponseCode: -1 };
    }
    if (start === Infinity) {
      return { plan, Status: plan.outcome, StatusDetails: plan.details, ResponseCode: -1 };
    }
    if (now < end) {
      return {
        plan,
        Status: "InProgress",
        StatusDetails: "In Progress",
        ResponseCode: -1,
        start: new Date(start),
      };
    }
    const times = { start: new Date(start), end: new Date(end) };
    return {
      plan,
      Status: plan.outcome,
      StatusDetails: plan.details,
      ResponseCode: plan.ResponseCode,
      ...times,
    };
  });
};

const never = { start: Infinity, end: Infinity };

const timesOf = (
  plugin: PluginPlan,
  machine: MachinePlan,
  ran: readonly PluginPlan[],
): { readonly start: number; readonly end: number } => {
  const from = machine.start.getTime();
  const share = (machine.end.getTime() - from) / ran.length;
  const place = ran.indexOf(plugin);
  return {
    start: plugin.start?.getTime() ?? Math.round(from + share * place),
    end: plugin.end?.getTime() ?? Math.round(from + share * (place + 1)),
  };
};

/** Detailed statuses of commands that were not delivered. Until the end, the status is `Delayed`. */
const undelivered: ReadonlySet<string> = new Set(["Undeliverable", "Delivery Timed Out"]);

/** Whether a command was not delivered to a machine. */
export const isUndelivered = ({ details }: Pick<MachinePlan, "details">): boolean => undelivered.has(details);

const machineStatus = (
  { start, end, outcome, details }: MachinePlan,
  now: number,
): { readonly Status: string; readonly StatusDetails: string } => {
  if (now >= end.getTime()) return { Status: outcome, StatusDetails: details };
  if (now < start.getTime()) return { Status: "Pending", StatusDetails: "Pending" };
  return isUndelivered({ details })
    ? { Status: "Delayed", StatusDetails: "Delayed" }
    : { Status: "InProgress", StatusDetails: "In Progress" };
};
