import { copy } from "../view/copy.ts";
import { taskAt } from "../view/execution.ts";
import type { MockAction } from "./action.ts";
import { findTask } from "./find.ts";

/** Returns a task of an execution. */
export const getMaintenanceWindowExecutionTask: MockAction<"GetMaintenanceWindowExecutionTask"> = (
  input,
  context,
) => {
  const placed = findTask(input, context);
  return {
    WindowExecutionId: input.WindowExecutionId,
    TaskExecutionId: placed.task.TaskExecutionId,
    ...copy(placed.task.task),
    ...taskAt(placed, context),
  };
};
