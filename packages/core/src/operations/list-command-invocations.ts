import * as z from "zod";
import { paged } from "../operation.ts";
import { CommandFilters, CommandId, CommandInvocation, CommandMaxResults } from "../shapes/command.ts";
import { AnswerToken, InstanceId, NextToken } from "../shapes/common.ts";
import { answer, flag, structure } from "../shapes/smithy.ts";

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
    CommandId: CommandId.optional(),
    InstanceId: InstanceId.optional(),
    MaxResults: CommandMaxResults.optional(),
    NextToken: NextToken.optional(),
    Filters: CommandFilters.optional(),
    Details: flag("With the plugins and the first 2,500 characters of their output.").optional(),
  }),
  output: answer({ CommandInvocations: z.array(CommandInvocation).optional(), NextToken: AnswerToken }),
  errors: [
    "InternalServerError",
    "InvalidCommandId",
    "InvalidFilterKey",
    "InvalidInstanceId",
    "InvalidNextToken",
  ],
  items: "CommandInvocations",
});
