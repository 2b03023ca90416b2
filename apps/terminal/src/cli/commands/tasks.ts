import { exitCodes } from "../../host/exit-code.ts";
import { executionArgument, readUuids } from "../arguments/ids.ts";
import type { Command } from "../context/command.ts";
import { commonOptions, listOptions } from "../context/option.ts";
import { startColumn, statusColumn, statusDetailsColumn, tookColumn } from "../output/columns.ts";
import { list } from "../output/list.ts";
import type { TableColumn } from "../output/rows.ts";

export const tasks: Command = {
  arguments: [executionArgument],
  options: [commonOptions.status, ...listOptions],
  examples: [
    { line: "tasks EXECUTION", about: "List the tasks with AWS's status" },
    { line: "tasks EXECUTION --status FAILED,TIMED_OUT", about: "List tasks with one of these statuses" },
  ],
  async run(context) {
    const [WindowExecutionId] = readUuids(context, "EXECUTION");
    await list(context, {
      operation: "DescribeMaintenanceWindowExecutionTasks",
      input: { WindowExecutionId },
      columns,
    });
    return exitCodes.done;
  },
};

const columns: readonly TableColumn[] = [
  { name: "TaskExecutionId" },
  statusColumn,
  { name: "TaskArn", least: 14, rank: 1 },
  { name: "TaskType", rank: 5 },
  startColumn,
  tookColumn,
  statusDetailsColumn,
];
