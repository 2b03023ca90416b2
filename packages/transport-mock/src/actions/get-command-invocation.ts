import type { Output } from "@windowpane/core";
import { commandOf } from "../plan/plan.ts";
import type { RequestContext } from "../request/context.ts";
import { type PluginProgress, pluginsAt } from "../view/command.ts";
import { errorsOf, outputOf } from "../view/printed.ts";
import type { MockAction } from "./action.ts";
import { findCommand } from "./find.ts";

/**
 * Returns the status and output of a command's step on a machine. Throws `InvocationDoesNotExist` for an unknown command
 * or machine, for which ListCommandInvocations returns an empty list.
 */
export const getCommandInvocation: MockAction<"GetCommandInvocation"> = (input, context) => {
  const { CommandId, InstanceId } = input;
  const started = findCommand(CommandId, context);
  const command = started === undefined ? undefined : commandOf(started.invocation);
  const machine = command?.machines.find((candidate) => candidate.InstanceId === InstanceId);
  if (command === undefined || machine === undefined) throw context.serviceError("InvocationDoesNotExist");
  const plugin = choose(pluginsAt(machine, context.now), input.PluginName, context);
  return {
    CommandId,
    InstanceId,
    Comment: command.Comment ?? "",
    DocumentName: command.DocumentName,
    DocumentVersion: "",
    PluginName: plugin.plan.Name,
    ResponseCode: plugin.ResponseCode,
    ...timesOf(plugin),
    Status: plugin.Status,
    StatusDetails: plugin.StatusDetails,
    ...printedBy(plugin),
    CloudWatchOutputConfig: { CloudWatchLogGroupName: "", CloudWatchOutputEnabled: false },
  };
};

const choose = (
  plugins: readonly PluginProgress[],
  PluginName: string | undefined,
  context: RequestContext,
): PluginProgress => {
  // A document with several steps requires a name; the error for a missing name is unverified.
  const chosen =
    PluginName === undefined && plugins.length === 1
      ? plugins[0]
      : plugins.find(({ plan }) => plan.Name === PluginName);
  if (chosen === undefined) throw context.serviceError("InvalidPluginName");
  return chosen;
};

type CommandOutput = Output<"GetCommandInvocation">;

/** AWS: "If the plugin hasn't started to run, the string is empty." */
const timesOf = ({ start, end }: PluginProgress): CommandOutput => ({
  ExecutionStartDateTime: start?.toISOString() ?? "",
  ExecutionElapsedTime:
    start === undefined || end === undefined ? "" : durationOf(end.getTime() - start.getTime()),
  ExecutionEndDateTime: end?.toISOString() ?? "",
});

/** The output, which is empty until the step ends. */
const printedBy = ({ plan, end }: PluginProgress): CommandOutput => ({
  StandardOutputContent: end === undefined ? "" : outputOf(plan.stdout),
  StandardOutputUrl: "",
  StandardErrorContent: end === undefined ? "" : errorsOf(plan.stderr),
  StandardErrorUrl: "",
});

/** Formats a duration as the service does, in ISO 8601: `PT0.541S`, `PT6M36.16S`. */
const durationOf = (ms: number): string => {
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const seconds = (ms % 60_000) / 1000;
  const parts = [
    hours === 0 ? "" : `${hours}H`,
    minutes === 0 ? "" : `${minutes}M`,
    seconds === 0 && ms > 0 ? "" : `${seconds}S`,
  ];
  return `PT${parts.join("")}`;
};
