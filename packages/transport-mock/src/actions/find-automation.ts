import type { Moment } from "../moment.ts";
import type { AutomationPlan } from "../plan.ts";
import type { StartedInvocation } from "../store/placed-task.ts";
import { hasStarted } from "../view/task.ts";

/** @throws ServiceError `AutomationExecutionNotFoundException`; its text is unverified. */
export const findAutomation = (AutomationExecutionId: string, moment: Moment): AutomationPlan => {
  const started = moment.store.started(AutomationExecutionId);
  const automation = started?.invocation.automation;
  if (started !== undefined && automation !== undefined && isAutomationThere(started, moment))
    return automation;
  const text = `Automation execution ${AutomationExecutionId} does not exist`;
  throw moment.refuse("AutomationExecutionNotFoundException", text);
};

/** Whether the automation of an invocation exists by now. */
export const isAutomationThere = ({ placed, invocation }: StartedInvocation, moment: Moment): boolean =>
  hasStarted(placed, moment) && invocation.start.getTime() <= moment.now;
