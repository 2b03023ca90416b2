import type { Item } from "@windowpane/core";
import { equalTo, readFilters, wordOf, type Reader } from "../filters.ts";
import { readPage } from "../page.ts";
import { registeredTaskIdentity } from "../view/registered-task.ts";
import type { Action } from "./action.ts";
import { findWindow } from "./find.ts";

/** Lists the tasks registered with a window, in the order of the plan. */
export const describeMaintenanceWindowTasks: Action<"DescribeMaintenanceWindowTasks"> = (input, moment) => {
  const { tasks = [] } = findWindow(input.WindowId, moment);
  const passes = readFilters(input.Filters, keys, moment);
  const { items, rest } = readPage(
    input,
    {
      end: tasks.length,
      at: (index) => {
        const task = tasks[index];
        return task !== undefined && passes(task) ? registeredTaskIdentity(task) : undefined;
      },
    },
    moment,
  );
  return { Tasks: items, ...rest };
};

const keys: Readonly<Record<string, Reader<Item<"DescribeMaintenanceWindowTasks">>>> = {
  WindowTaskId: equalTo((task) => task.WindowTaskId),
  TaskArn: equalTo((task) => task.TaskArn),
  Priority: equalTo((task) => (task.Priority === undefined ? undefined : String(task.Priority))),
  TaskType: wordOf(["RUN_COMMAND", "AUTOMATION", "STEP_FUNCTIONS", "LAMBDA"], (task) => task.Type),
};
