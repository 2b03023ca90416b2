import { exitCodes } from "../../host/exit-code.ts";
import { executionArgument } from "../arguments/ids.ts";
import type { Command } from "../context/command.ts";
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
    const { findExecution } = await import("../arguments/find-execution.ts");
    const { ids, context: there } = await findExecution(context, context.args[0] ?? "");
    await list(there, {
      operation: "DescribeMaintenanceWindowExecutionTasks",
      input: { WindowExecutionId: ids.WindowExecutionId },
      columns,
    });
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
