import { automationAt } from "../view/automation.ts";
import type { MockAction } from "./action.ts";
import { findAutomation } from "./find.ts";

/** Returns an automation with its first steps. */
export const getAutomationExecution: MockAction<"GetAutomationExecution"> = (
  { AutomationExecutionId },
  context,
) => {
  return { AutomationExecution: automationAt(findAutomation(AutomationExecutionId, context), context.now) };
};
