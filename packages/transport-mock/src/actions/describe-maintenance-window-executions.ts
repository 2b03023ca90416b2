import { after, before, readFilters, type Reader } from "../filters.ts";
import { readPage } from "../page.ts";
import { executionAt } from "../view/execution.ts";
import type { Progress } from "../view/progress.ts";
import type { Action } from "./action.ts";

/**
 * Lists the executions of a window, newest first. For a window that does not exist the list is empty, as the operation
 * documents no error for that (unverified).
 */
export const describeMaintenanceWindowExecutions: Action<"DescribeMaintenanceWindowExecutions"> = (
  input,
  moment,
) => {
  const { WindowId } = input;
  const passes = readFilters(input.Filters, keys, moment);
  const window = moment.store.window(WindowId);
  const executions = window === undefined ? [] : moment.store.executionsOf(window);
  const { items, rest } = readPage(
    input,
    {
      end: executions.length,
      at: (index) => {
        const execution = executions[index];
        const progress = execution === undefined ? undefined : executionAt(execution, moment);
        return execution !== undefined && progress !== undefined && passes(progress)
          ? { WindowId, WindowExecutionId: execution.WindowExecutionId, ...progress }
          : undefined;
      },
    },
    moment,
  );
  return { WindowExecutions: items, ...rest };
};

const keys: Readonly<Record<string, Reader<Progress>>> = {
  ExecutedBefore: before(({ StartTime }) => StartTime),
  ExecutedAfter: after(({ StartTime }) => StartTime),
};
