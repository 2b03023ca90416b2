import type { FilterKeyOf } from "@windowpane/core";
import { after, before, type FilterReader, readFilters } from "../request/filters.ts";
import { readPage } from "../request/page.ts";
import { executionAt, type RunProgress } from "../view/execution.ts";
import type { MockAction } from "./action.ts";

/**
 * Lists the executions of a window, newest first. The list is empty for an unknown window, because the operation documents
 * no error for it (unverified).
 */
export const describeMaintenanceWindowExecutions: MockAction<"DescribeMaintenanceWindowExecutions"> = (
  input,
  context,
) => {
  const { WindowId } = input;
  const passes = readFilters(input.Filters, keys, context);
  const window = context.store.window(WindowId);
  const executions = window === undefined ? [] : context.store.executionsOf(window);
  const { items, rest } = readPage(
    input,
    {
      end: executions.length,
      at: (index) => {
        const execution = executions[index];
        const progress = execution === undefined ? undefined : executionAt(execution, context);
        return execution !== undefined && progress !== undefined && passes(progress)
          ? { WindowId, WindowExecutionId: execution.WindowExecutionId, ...progress }
          : undefined;
      },
    },
    context,
  );
  return { WindowExecutions: items, ...rest };
};

const keys: Readonly<Record<FilterKeyOf<"DescribeMaintenanceWindowExecutions">, FilterReader<RunProgress>>> =
  {
    ExecutedBefore: before(({ StartTime }) => StartTime),
    ExecutedAfter: after(({ StartTime }) => StartTime),
  };
