import { readFilters } from "../request/filters.ts";
import { readPage } from "../request/page.ts";
import { hasStarted, invocationAt, statusOf } from "../view/execution.ts";
import type { MockAction } from "./action.ts";
import { findTask } from "./find.ts";
import { statusFilter } from "./status-filter.ts";

/** Lists the invocations of a task. The list is empty before the task starts. */
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
        // Filters need the status only, so other members of skipped invocations are not computed.
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
