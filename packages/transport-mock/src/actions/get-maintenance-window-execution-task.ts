import { copy } from "../view/copy.ts";
import { taskAt } from "../view/task.ts";
import type { Action } from "./action.ts";
import { findTask } from "./find.ts";

/** Gives a task of an execution. */
export const getMaintenanceWindowExecutionTask: Action<"GetMaintenanceWindowExecutionTask"> = (
  input,
  moment,
) => {
  const placed = findTask(input, moment);
  return {
    WindowExecutionId: input.WindowExecutionId,
    TaskExecutionId: placed.task.TaskExecutionId,
    ...copy(placed.task.task),
    ...taskAt(placed, moment),
  };
};
