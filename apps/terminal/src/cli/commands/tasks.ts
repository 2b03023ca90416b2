import { exitCodes } from "../../host/exit-code.ts";
import { executionArgument } from "../arguments/ids.ts";
import type { FindExecutionOptions } from "../arguments/find-execution.ts";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { commonOptions, listOptions } from "../context/option.ts";
import { list } from "../output/list.ts";
import { taskColumns, tableOf } from "@windowpane/explorer";

export const tasks: Command = {
  arguments: [executionArgument],
  options: [commonOptions.status, ...listOptions],
  examples: [
    { line: "tasks EXECUTION", about: "List the tasks with AWS's status" },
    { line: "tasks EXECUTION --status FAILED,TIMED_OUT", about: "List tasks with one of these statuses" },
  ],
  async run(context) {
    const { findExecution, requireExecution, withFound } = await import("../arguments/find-execution.ts");
    const find = (given: Context, [text = ""]: readonly string[], options?: FindExecutionOptions) =>
      findExecution(given, text, options);
    await withFound(context, find, ({ ids: { WindowExecutionId }, context: there }) =>
      list(there, {
        operation: "DescribeMaintenanceWindowExecutionTasks",
        input: { WindowExecutionId },
        columns,
        whenEmpty: () => requireExecution(there, WindowExecutionId),
      }),
    );
    return exitCodes.done;
  },
};

const columns = tableOf(taskColumns, [
  "TaskExecutionId",
  "Status",
  "TaskArn",
  "TaskType",
  "StartTime",
  "took",
  "StatusDetails",
]);
