import { automationAt } from "../view/automation.ts";
import type { Action } from "./action.ts";
import { findAutomation } from "./find-automation.ts";

/** Gives an automation with its first steps. */
export const getAutomationExecution: Action<"GetAutomationExecution"> = (
  { AutomationExecutionId },
  moment,
) => {
  return { AutomationExecution: automationAt(findAutomation(AutomationExecutionId, moment), moment.now) };
};
