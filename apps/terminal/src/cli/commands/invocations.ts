import type { Command } from "../context/command.ts";
import { exitCodes } from "../../host/exit-code.ts";
import type { Column } from "../output/column.ts";
import { executionArgument, readUuids, taskArgument } from "../arguments/id-arguments.ts";
import { startColumn, statusColumn, statusDetailsColumn, tookColumn } from "../output/columns.ts";

export const invocationsCommand: Command = {
  name: "invocations",
  summary: "list the invocations of a task",
  description:
    "AWS makes one invocation for each target of a task, and a target may be many machines. " +
    "`windowpane targets` has a row for each machine.",
  arguments: [executionArgument, taskArgument],
  options: ["status", "filter", "maxItems", "startingToken", "pageSize", "paginate"],
  examples: [
    { line: "invocations EXECUTION TASK", gives: "every invocation of the task" },
    {
      line: "invocations EXECUTION TASK --filter 'duration>10m'",
      gives: "those that took longer than ten minutes",
    },
    {
      line: "invocations EXECUTION TASK --status FAILED --show-cli",
      gives: "the AWS CLI call that would be made",
    },
  ],
  async run(context) {
    const [WindowExecutionId, TaskId] = readUuids(context, "EXECUTION", "TASK");
    await context.list({
      operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
      input: { WindowExecutionId, TaskId },
      columns,
    });
    return exitCodes.done;
  },
};

const columns: readonly Column[] = [
  { name: "InvocationId" },
  statusColumn,
  startColumn,
  tookColumn,
  statusDetailsColumn,
  { name: "ExecutionId", least: 36, rank: 6 },
  { name: "WindowTargetId", least: 36, rank: 7 },
  { name: "TaskType", rank: 5 },
];
