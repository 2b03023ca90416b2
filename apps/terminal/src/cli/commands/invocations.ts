import { exitCodes } from "../../host/exit-code.ts";
import { executionArgument, readUuids, taskArgument } from "../arguments/ids.ts";
import type { Command } from "../context/command.ts";
import { commonOptions, listOptions } from "../context/option.ts";
import { startColumn, statusColumn, statusDetailsColumn, tookColumn } from "../output/columns.ts";
import { list } from "../output/list.ts";
import type { TableColumn } from "../output/rows.ts";

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
    const [WindowExecutionId, TaskId] = readUuids(context, "EXECUTION", "TASK");
    await list(context, {
      operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
      input: { WindowExecutionId, TaskId },
      columns,
    });
    return exitCodes.done;
  },
};

const columns: readonly TableColumn[] = [
  { name: "InvocationId" },
  statusColumn,
  startColumn,
  tookColumn,
  statusDetailsColumn,
  { name: "ExecutionId", least: 36, rank: 6 },
  { name: "WindowTargetId", least: 36, rank: 7 },
  { name: "TaskType", rank: 5 },
];
