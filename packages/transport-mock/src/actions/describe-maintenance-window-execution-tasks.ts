import { readFilters } from "../filters.ts";
import { readPage } from "../page.ts";
import { taskAt } from "../view/task.ts";
import type { Action } from "./action.ts";
import { findExecution } from "./find.ts";
import { statusFilter } from "./status-filter.ts";

/** Lists the tasks of an execution, also those that have not started. */
export const describeMaintenanceWindowExecutionTasks: Action<"DescribeMaintenanceWindowExecutionTasks"> = (
  input,
  moment,
) => {
  const { WindowExecutionId } = input;
  const tasks = moment.store.tasksOf(findExecution(WindowExecutionId, moment).execution);
  const passes = readFilters(input.Filters, statusFilter, moment);
  const { items, rest } = readPage(
    input,
    {
      end: tasks.length,
      at: (index) => {
        const placed = tasks[index];
        if (placed === undefined) return undefined;
        const progress = taskAt(placed, moment);
        if (!passes(progress.Status)) return undefined;
        const { TaskExecutionId, task } = placed.task;
        const identity = { WindowExecutionId, TaskExecutionId, ...progress, TaskArn: task.TaskArn };
        return task.Type === undefined ? identity : { ...identity, TaskType: task.Type };
      },
    },
    moment,
  );
  return { WindowExecutionTaskIdentities: items, ...rest };
};
