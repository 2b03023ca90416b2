/** Finds what a request names, or says that it does not exist. */
import type { Moment } from "../moment.ts";
import type { ExecutionPlan, WindowPlan } from "../plan.ts";
import type { PlacedTask } from "../store/placed-task.ts";
import { executionAt } from "../view/execution.ts";
import type { Progress } from "../view/progress.ts";

/** @throws ServiceError `DoesNotExistException`, with the service's own text. */
export const findWindow = (WindowId: string, moment: Moment): WindowPlan => {
  const window = moment.store.window(WindowId);
  if (window === undefined)
    throw moment.refuse("DoesNotExistException", `Maintenance window ${WindowId} does not exist`);
  return window;
};

/** @throws ServiceError `DoesNotExistException`; its text is made after that for a window (unverified). */
export const findExecution = (
  WindowExecutionId: string,
  moment: Moment,
): { readonly execution: ExecutionPlan; readonly progress: Progress } => {
  const execution = moment.store.execution(WindowExecutionId);
  const progress = execution === undefined ? undefined : executionAt(execution, moment);
  if (execution === undefined || progress === undefined) {
    const text = `Maintenance window execution ${WindowExecutionId} does not exist`;
    throw moment.refuse("DoesNotExistException", text);
  }
  return { execution, progress };
};

/**
 * @throws ServiceError `DoesNotExistException`, also for a WindowTaskId in the place of a TaskExecutionId; its text is
 * made after that for a window (unverified).
 */
export const findTask = (
  { WindowExecutionId, TaskId }: { readonly WindowExecutionId: string; readonly TaskId: string },
  moment: Moment,
): PlacedTask => {
  const { execution } = findExecution(WindowExecutionId, moment);
  const task = moment.store.task(execution, TaskId);
  if (task === undefined) {
    throw moment.refuse(
      "DoesNotExistException",
      `Maintenance window task execution ${TaskId} does not exist`,
    );
  }
  return task;
};
