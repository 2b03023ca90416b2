import { readFilters } from "../request/filters.ts";
import { readPage } from "../request/page.ts";
import { hasStarted, invocationAt, statusOf } from "../view/execution.ts";
import type { MockAction } from "./action.ts";
import { findTask } from "./find.ts";
import { statusFilter } from "./status-filter.ts";

/** Lists the invocations of a task. A task that has not started has none yet. */
export const describeMaintenanceWindowExecutionTaskInvocations: MockAction<
  "DescribeMaintenanceWindowExecutionTaskInvocations"
> = (input, context) => {
  const { now } = context;
  const placed = findTask(input, context);
  const passes = readFilters(input.Filters, statusFilter, context);
  const isFiltered = input.Filters !== undefined && input.Filters.length > 0;
  const { items, rest } = readPage(
    input,
    {
      end: hasStarted(placed, context) ? placed.count : 0,
      at: (index) => {
        // The status alone decides, so what is left out is never made.
        const run = isFiltered ? placed.runAt(index) : undefined;
        if (run !== undefined && !passes(statusOf(run, now))) return undefined;
        const invocation = placed.at(index);
        return invocation === undefined ? undefined : invocationAt(placed, invocation, now);
      },
    },
    context,
  );
  return { WindowExecutionTaskInvocationIdentities: items, ...rest };
};
