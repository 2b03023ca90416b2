import { readFilters } from "../filters.ts";
import { readPage } from "../page.ts";
import { invocationAt } from "../view/invocation.ts";
import { statusOf } from "../view/progress.ts";
import { hasStarted } from "../view/task.ts";
import type { Action } from "./action.ts";
import { findTask } from "./find.ts";
import { statusFilter } from "./status-filter.ts";

/** Lists the invocations of a task. A task that has not started has none yet. */
export const describeMaintenanceWindowExecutionTaskInvocations: Action<
  "DescribeMaintenanceWindowExecutionTaskInvocations"
> = (input, moment) => {
  const { now } = moment;
  const placed = findTask(input, moment);
  const passes = readFilters(input.Filters, statusFilter, moment);
  const isFiltered = input.Filters !== undefined && input.Filters.length > 0;
  const { items, rest } = readPage(
    input,
    {
      end: hasStarted(placed, moment) ? placed.count : 0,
      at: (index) => {
        // The status alone decides, so what is left out is never made.
        const run = isFiltered ? placed.runAt(index) : undefined;
        if (run !== undefined && !passes(statusOf(run, now))) return undefined;
        const invocation = placed.at(index);
        return invocation === undefined ? undefined : invocationAt(placed, invocation, now);
      },
    },
    moment,
  );
  return { WindowExecutionTaskInvocationIdentities: items, ...rest };
};
