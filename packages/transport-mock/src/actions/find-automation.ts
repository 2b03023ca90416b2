import type { Moment } from "../moment.ts";
import type { StartedInvocation } from "../store/placed-task.ts";
import type { AutomationInPlan } from "../view/automation.ts";
import { hasStarted } from "../view/task.ts";

/** @throws ServiceError `AutomationExecutionNotFoundException`; its text is unverified. */
export const findAutomation = (AutomationExecutionId: string, moment: Moment): AutomationInPlan => {
  const started = moment.store.started(AutomationExecutionId);
  const automation = started === undefined ? undefined : automationOf(started, moment);
  if (automation !== undefined) return automation;
  const text = `Automation execution ${AutomationExecutionId} does not exist`;
  throw moment.refuse("AutomationExecutionNotFoundException", text);
};

/** The automation that an invocation started. Undefined: it started none, or not yet. */
export const automationOf = (started: StartedInvocation, moment: Moment): AutomationInPlan | undefined => {
  const { placed, invocation } = started;
  const { ExecutionId: AutomationExecutionId, automation: plan, start } = invocation;
  if (AutomationExecutionId === undefined || plan === undefined) return undefined;
  if (!hasStarted(placed, moment) || start.getTime() > moment.now) return undefined;
  const children = moment.store
    .childrenOf(AutomationExecutionId)
    .flatMap((child) => child.invocation.automation ?? []);
  return { AutomationExecutionId, plan, children };
};
