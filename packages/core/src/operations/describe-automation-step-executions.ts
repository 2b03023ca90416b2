import * as z from "zod";
import { paged } from "../operation.ts";
import {
  AutomationExecutionId,
  AutomationMaxResults,
  StepExecution,
  StepExecutionFilters,
} from "../shapes/automation.ts";
import { AnswerToken, NextToken } from "../shapes/common.ts";
import { answer, flag, structure } from "../shapes/smithy.ts";

/**
 * Lists the steps of an automation execution.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeAutomationStepExecutions.html
 */
export const describeAutomationStepExecutions = paged({
  name: "DescribeAutomationStepExecutions",
  effect: "read",
  input: structure({
    AutomationExecutionId,
    Filters: StepExecutionFilters.optional(),
    NextToken: NextToken.optional(),
    MaxResults: AutomationMaxResults.optional(),
    ReverseOrder: flag("Last step first.").optional(),
  }),
  output: answer({ StepExecutions: z.array(StepExecution).optional(), NextToken: AnswerToken }),
  errors: [
    "AutomationExecutionNotFoundException",
    "InternalServerError",
    "InvalidFilterKey",
    "InvalidFilterValue",
    "InvalidNextToken",
  ],
  items: "StepExecutions",
});
