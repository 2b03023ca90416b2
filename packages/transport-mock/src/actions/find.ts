/** Finds the items that a request refers to. */
import type { ExecutionPlan, WindowPlan } from "../plan/plan.ts";
import type { RequestContext } from "../request/context.ts";
import type { PlacedTask, StartedInvocation } from "../store/placed-task.ts";
import type { AutomationInPlan } from "../view/automation.ts";
import { executionAt, hasStarted, type RunProgress } from "../view/execution.ts";

/** @throws ServiceError `DoesNotExistException`, with the service's text. */
export const findWindow = (WindowId: string, context: RequestContext): WindowPlan => {
  const window = context.store.window(WindowId);
  if (window === undefined)
    throw context.serviceError("DoesNotExistException", `Maintenance window ${WindowId} does not exist`);
  return window;
};

/** @throws ServiceError `DoesNotExistException`; its text follows the one for a window (unverified). */
export const findExecution = (
  WindowExecutionId: string,
  context: RequestContext,
): { readonly execution: ExecutionPlan; readonly progress: RunProgress } => {
  const execution = context.store.execution(WindowExecutionId);
  const progress = execution === undefined ? undefined : executionAt(execution, context);
  if (execution === undefined || progress === undefined) {
    const text = `Maintenance window execution ${WindowExecutionId} does not exist`;
    throw context.serviceError("DoesNotExistException", text);
  }
  return { execution, progress };
};

/**
 * @throws ServiceError `DoesNotExistException`, also for a WindowTaskId instead of a TaskExecutionId; its text follows the
 * one for a window (unverified).
 */
export const findTask = (
  { WindowExecutionId, TaskId }: { readonly WindowExecutionId: string; readonly TaskId: string },
  context: RequestContext,
): PlacedTask => {
  const { execution } = findExecution(WindowExecutionId, context);
  const task = context.store.task(execution, TaskId);
  if (task === undefined) {
    throw context.serviceError(
      "DoesNotExistException",
      `Maintenance window task execution ${TaskId} does not exist`,
    );
  }
  return task;
};

/** @throws ServiceError `AutomationExecutionNotFoundException`; its text is unverified. */
export const findAutomation = (AutomationExecutionId: string, context: RequestContext): AutomationInPlan => {
  const started = context.store.started(AutomationExecutionId);
  const automation = started === undefined ? undefined : automationOf(started, context);
  if (automation !== undefined) return automation;
  const text = `Automation execution ${AutomationExecutionId} does not exist`;
  throw context.serviceError("AutomationExecutionNotFoundException", text);
};

/** The automation that an invocation started. Undefined if it has not started one. */
export const automationOf = (
  started: StartedInvocation,
  context: RequestContext,
): AutomationInPlan | undefined => {
  const { placed, invocation } = started;
  const { ExecutionId: AutomationExecutionId, automation: plan, start } = invocation;
  if (AutomationExecutionId === undefined || plan === undefined) return undefined;
  if (!hasStarted(placed, context) || start.getTime() > context.now) return undefined;
  const children = context.store
    .childrenOf(AutomationExecutionId)
    .flatMap((child) => child.invocation.automation ?? []);
  return { AutomationExecutionId, plan, children };
};

/**
 * The invocation that started a command. Undefined if the command does not exist or is not sent yet.
 *
 * @throws ServiceError `InvalidCommandId` for a CommandId in another format (unverified).
 */
export const findCommand = (CommandId: string, context: RequestContext): StartedInvocation | undefined => {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(CommandId))
    throw context.serviceError("InvalidCommandId");
  const started = context.store.started(CommandId);
  return started !== undefined && isSent(started, context) ? started : undefined;
};

/** Whether the command of an invocation has been sent. */
export const isSent = ({ placed, invocation }: StartedInvocation, context: RequestContext): boolean =>
  invocation.command !== undefined &&
  invocation.start.getTime() <= context.now &&
  hasStarted(placed, context);
