import type { Moment } from "../moment.ts";
import type { AutomationPlan } from "../plan.ts";
import { hasStarted } from "../view/task.ts";

/** @throws ServiceError `AutomationExecutionNotFoundException`; its text is unverified. */
export const findAutomation = (AutomationExecutionId: string, moment: Moment): AutomationPlan => {
  const started = moment.store.started(AutomationExecutionId);
  const automation = started?.invocation.automation;
  const isThere =
    started !== undefined &&
    hasStarted(started.placed, moment) &&
    started.invocation.start.getTime() <= moment.now;
  if (automation !== undefined && isThere) return automation;
  const text = `Automation execution ${AutomationExecutionId} does not exist`;
  throw moment.refuse("AutomationExecutionNotFoundException", text);
};
