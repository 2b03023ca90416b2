import type { FilterKeyOf, Item } from "@windowpane/core";
import { equalTo, readFilters, wordOf, type FilterReader } from "../request/filters.ts";
import { readPage } from "../request/page.ts";
import { registeredTaskIdentity } from "../view/window.ts";
import type { MockAction } from "./action.ts";
import { findWindow } from "./find.ts";

/** Lists the tasks registered with a window, in the order of the plan. */
export const describeMaintenanceWindowTasks: MockAction<"DescribeMaintenanceWindowTasks"> = (
  input,
  context,
) => {
  const { tasks = [] } = findWindow(input.WindowId, context);
  const passes = readFilters(input.Filters, keys, context);
  const { items, rest } = readPage(
    input,
    {
      end: tasks.length,
      at: (index) => {
        const task = tasks[index];
        return task !== undefined && passes(task) ? registeredTaskIdentity(task) : undefined;
      },
    },
    context,
  );
  return { Tasks: items, ...rest };
};

const keys: Readonly<
  Record<FilterKeyOf<"DescribeMaintenanceWindowTasks">, FilterReader<Item<"DescribeMaintenanceWindowTasks">>>
> = {
  WindowTaskId: equalTo((task) => task.WindowTaskId),
  TaskArn: equalTo((task) => task.TaskArn),
  Priority: equalTo((task) => (task.Priority === undefined ? undefined : String(task.Priority))),
  TaskType: wordOf(["RUN_COMMAND", "AUTOMATION", "STEP_FUNCTIONS", "LAMBDA"], (task) => task.Type),
};
