import { operation } from "../operation.ts";
import { CommandId, CommandInvocationOutput, PluginName } from "../shapes/command.ts";
import { InstanceId } from "../shapes/common.ts";
import { optional, structure } from "../shapes/smithy.ts";

/**
 * Gives what a command did and printed on one machine: up to 24,000 characters of output and 8,000 of errors.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetCommandInvocation.html
 */
export const getCommandInvocation = operation({
  name: "GetCommandInvocation",
  effect: "read",
  input: structure({ CommandId, InstanceId, PluginName: optional(PluginName) }),
  output: CommandInvocationOutput,
  errors: [
    "InternalServerError",
    "InvalidCommandId",
    "InvalidInstanceId",
    "InvalidPluginName",
    "InvocationDoesNotExist",
  ],
});
