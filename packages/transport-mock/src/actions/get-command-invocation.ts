import type { Output } from "@windowpane/core";
import type { Moment } from "../moment.ts";
import { commandOf } from "../store/command-of.ts";
import { pluginsAt, type PluginProgress } from "../view/command.ts";
import { durationOf } from "../view/duration.ts";
import { errorsOf, outputOf } from "../view/printed.ts";
import type { Action } from "./action.ts";
import { findCommand } from "./find-command.ts";

/**
 * Gives what one step of a command did and printed on a machine. A command or a machine that is not known is an
 * `InvocationDoesNotExist`, unlike in the list, which is then empty.
 */
export const getCommandInvocation: Action<"GetCommandInvocation"> = (input, moment) => {
  const { CommandId, InstanceId } = input;
  const started = findCommand(CommandId, moment);
  const command = started === undefined ? undefined : commandOf(started.invocation);
  const machine = command?.machines.find((candidate) => candidate.InstanceId === InstanceId);
  if (command === undefined || machine === undefined) throw moment.refuse("InvocationDoesNotExist");
  const plugin = choose(pluginsAt(machine, moment.now), input.PluginName, moment);
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
  moment: Moment,
): PluginProgress => {
  // A document of several steps wants a name; which error a missing one gives is unverified.
  const chosen =
    PluginName === undefined && plugins.length === 1
      ? plugins[0]
      : plugins.find(({ plan }) => plan.Name === PluginName);
  if (chosen === undefined) throw moment.refuse("InvalidPluginName");
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
