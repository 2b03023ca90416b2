import { operation } from "../operation.ts";
import { AutomationExecution, AutomationExecutionId } from "../shapes/automation.ts";
import { answer, optional, structure } from "../shapes/smithy.ts";

/**
 * Gives one automation execution.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetAutomationExecution.html
 */
export const getAutomationExecution = operation({
  name: "GetAutomationExecution",
  effect: "read",
  input: structure({ AutomationExecutionId }),
  output: answer({ AutomationExecution: optional(AutomationExecution) }),
  errors: ["AutomationExecutionNotFoundException", "InternalServerError"],
});
