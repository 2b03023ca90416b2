import type { Action } from "./action.ts";
import { findExecution } from "./find.ts";

/** Gives an execution with the TaskExecutionIds of its tasks, newest first. */
export const getMaintenanceWindowExecution: Action<"GetMaintenanceWindowExecution"> = (
  { WindowExecutionId },
  moment,
) => {
  const { execution, progress } = findExecution(WindowExecutionId, moment);
  const TaskIds = moment.store.tasksOf(execution).map(({ task }) => task.TaskExecutionId);
  return { WindowExecutionId, TaskIds, ...progress };
};
