import type { Output } from "@windowpane/core";
import { commandOf } from "../plan/plan.ts";
import type { RequestContext } from "../request/context.ts";
import { type PluginProgress, pluginsAt } from "../view/command.ts";
import { errorsOf, outputOf } from "../view/printed.ts";
import type { MockAction } from "./action.ts";
import { findCommand } from "./find.ts";

/**
 * Gives what one step of a command did and printed on a machine. A command or a machine that is not known is an
 * `InvocationDoesNotExist`, unlike in the list, which is then empty.
 */
export const getCommandInvocation: MockAction<"GetCommandInvocation"> = (input, context) => {
  const { CommandId, InstanceId } = input;
  const started = findCommand(CommandId, context);
  const command = started === undefined ? undefined : commandOf(started.invocation);
  const machine = command?.machines.find((candidate) => candidate.InstanceId === InstanceId);
  if (command === undefined || machine === undefined) throw context.refuse("InvocationDoesNotExist");
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
  // A document of several steps wants a name; which error a missing one gives is unverified.
  const chosen =
    PluginName === undefined && plugins.length === 1
      ? plugins[0]
      : plugins.find(({ plan }) => plan.Name === PluginName);
  if (chosen === undefined) throw context.refuse("InvalidPluginName");
  return chosen;
};

type Answer = Output<"GetCommandInvocation">;

/** AWS: "If the plugin hasn't started to run, the string is empty." */
const timesOf = ({ start, end }: PluginProgress): Answer => ({
  ExecutionStartDateTime: start?.toISOString() ?? "",
  ExecutionElapsedTime:
    start === undefined || end === undefined ? "" : durationOf(end.getTime() - start.getTime()),
  ExecutionEndDateTime: end?.toISOString() ?? "",
});

/** Empty until the step is over. */
const printedBy = ({ plan, end }: PluginProgress): Answer => ({
  StandardOutputContent: end === undefined ? "" : outputOf(plan.stdout),
  StandardOutputUrl: "",
  StandardErrorContent: end === undefined ? "" : errorsOf(plan.stderr),
  StandardErrorUrl: "",
});

/** A length of time as the service writes it, in ISO 8601: `PT0.541S`, `PT6M36.16S`. */
export const durationOf = (ms: number): string => {
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
