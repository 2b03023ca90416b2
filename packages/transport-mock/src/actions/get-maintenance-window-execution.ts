import type { MockAction } from "./action.ts";
import { findExecution } from "./find.ts";

/** Returns an execution with the TaskExecutionIds of its tasks, newest first. */
export const getMaintenanceWindowExecution: MockAction<"GetMaintenanceWindowExecution"> = (
  { WindowExecutionId },
  context,
) => {
  const { execution, progress } = findExecution(WindowExecutionId, context);
  const TaskIds = context.store.tasksOf(execution).map(({ task }) => task.TaskExecutionId);
  return { WindowExecutionId, TaskIds, ...progress };
};
