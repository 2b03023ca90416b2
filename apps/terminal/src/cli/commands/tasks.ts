import type { Command } from "../context/command.ts";
import { exitCodes } from "../../host/exit-code.ts";
import type { Column } from "../output/column.ts";
import { executionArgument, readUuids } from "../arguments/id-arguments.ts";
import { startColumn, statusColumn, statusDetailsColumn, tookColumn } from "../output/columns.ts";

export const tasksCommand: Command = {
  name: "tasks",
  summary: "list the tasks of an execution",
  arguments: [executionArgument],
  options: ["status", "filter", "maxItems", "startingToken", "pageSize", "paginate"],
  examples: [
    { line: "tasks EXECUTION", gives: "what the execution ran, with AWS's status of each task" },
    { line: "tasks EXECUTION --status FAILED,TIMED_OUT", gives: "only the tasks that AWS calls failed" },
  ],
  async run(context) {
    const [WindowExecutionId] = readUuids(context, "EXECUTION");
    await context.list({
      operation: "DescribeMaintenanceWindowExecutionTasks",
      input: { WindowExecutionId },
      columns,
    });
    return exitCodes.done;
  },
};

const columns: readonly Column[] = [
  { name: "TaskExecutionId" },
  statusColumn,
  { name: "TaskArn", least: 14, rank: 1 },
  { name: "TaskType", rank: 5 },
  startColumn,
  tookColumn,
  statusDetailsColumn,
];
