import { exitCodes } from "../../host/exit-code.ts";
import { executionArgument, taskArgument } from "../arguments/ids.ts";
import type { Command } from "../context/command.ts";
import { commonOptions, listOptions } from "../context/option.ts";
import { list } from "../output/list.ts";
import { invocationColumns, tableOf } from "@windowpane/explorer";

export const invocations: Command = {
  description:
    "AWS creates one invocation for each target of a task. A target can be many machines; " +
    "`windowpane targets` has a row for each machine.",
  arguments: [executionArgument, taskArgument],
  options: [commonOptions.status, ...listOptions],
  examples: [
    { line: "invocations EXECUTION TASK", about: "List the invocations of a task" },
    {
      line: "invocations EXECUTION TASK --filter 'duration>10m'",
      about: "List invocations that took longer than ten minutes",
    },
    {
      line: "invocations EXECUTION TASK --status FAILED --show-cli",
      about: "Print the equivalent AWS CLI command",
    },
  ],
  async run(context) {
    const { withFound } = await import("../arguments/find-execution.ts");
    const { findTask } = await import("../arguments/find-task.ts");
    await withFound(context, findTask, ({ ids, context: there }) =>
      list(there, {
        operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
        input: { WindowExecutionId: ids.WindowExecutionId, TaskId: ids.TaskExecutionId },
        columns,
      }),
    );
    return exitCodes.done;
  },
};

const columns = tableOf(invocationColumns, [
  "InvocationId",
  "Status",
  "StartTime",
  "took",
  "StatusDetails",
  "ExecutionId",
  "WindowTargetId",
  "TaskType",
]);
