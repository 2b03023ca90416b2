import { readFilters } from "../request/filters.ts";
import { readPage } from "../request/page.ts";
import { taskAt } from "../view/execution.ts";
import type { MockAction } from "./action.ts";
import { findExecution } from "./find.ts";
import { statusFilter } from "./status-filter.ts";

/** Lists the tasks of an execution, including pending ones. */
export const describeMaintenanceWindowExecutionTasks: MockAction<
  "DescribeMaintenanceWindowExecutionTasks"
> = (input, context) => {
  const { WindowExecutionId } = input;
  const tasks = context.store.tasksOf(findExecution(WindowExecutionId, context).execution);
  const passes = readFilters(input.Filters, statusFilter, context);
  const { items, rest } = readPage(
    input,
    {
      end: tasks.length,
      at: (index) => {
        const placed = tasks[index];
        if (placed === undefined) return undefined;
        const progress = taskAt(placed, context);
        if (!passes(progress.Status)) return undefined;
        const { TaskExecutionId, task } = placed.task;
        const identity = { WindowExecutionId, TaskExecutionId, ...progress, TaskArn: task.TaskArn };
        return task.Type === undefined ? identity : { ...identity, TaskType: task.Type };
      },
    },
    context,
  );
  return { WindowExecutionTaskIdentities: items, ...rest };
};
