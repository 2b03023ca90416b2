import * as z from "zod/mini";
import { paged } from "../operation.ts";
import {
  AutomationExecutionId,
  AutomationMaxResults,
  StepExecution,
  StepExecutionFilters,
} from "../shapes/automation.ts";
import { AnswerToken, NextToken } from "../shapes/common.ts";
import { answer, flag, optional, structure } from "../shapes/smithy.ts";

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
    Filters: optional(StepExecutionFilters),
    NextToken: optional(NextToken),
    MaxResults: optional(AutomationMaxResults),
    ReverseOrder: optional(flag("Last step first.")),
  }),
  output: answer({ StepExecutions: optional(z.array(StepExecution)), NextToken: AnswerToken }),
  errors: [
    "AutomationExecutionNotFoundException",
    "InternalServerError",
    "InvalidFilterKey",
    "InvalidFilterValue",
    "InvalidNextToken",
  ],
  items: "StepExecutions",
});
