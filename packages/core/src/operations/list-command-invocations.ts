import * as z from "zod/mini";
import { paged } from "../operation.ts";
import { CommandFilters, CommandId, CommandInvocation, CommandMaxResults } from "../shapes/command.ts";
import { AnswerToken, InstanceId, NextToken } from "../shapes/common.ts";
import { answer, flag, optional, structure } from "../shapes/smithy.ts";

/**
 * Lists what commands did, machine by machine.
 * For a command that the service does not know yet the answer is an empty list.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListCommandInvocations.html
 */
export const listCommandInvocations = paged({
  name: "ListCommandInvocations",
  effect: "read",
  input: structure({
    CommandId: optional(CommandId),
    InstanceId: optional(InstanceId),
    MaxResults: optional(CommandMaxResults),
    NextToken: optional(NextToken),
    Filters: optional(CommandFilters),
    Details: optional(flag("With the plugins and the first 2,500 characters of their output.")),
  }),
  output: answer({ CommandInvocations: optional(z.array(CommandInvocation)), NextToken: AnswerToken }),
  errors: [
    "InternalServerError",
    "InvalidCommandId",
    "InvalidFilterKey",
    "InvalidInstanceId",
    "InvalidNextToken",
  ],
  items: "CommandInvocations",
});
