import type { Command } from "../context/command.ts";
import { exitCodes } from "../../host/exit-code.ts";
import type { Column } from "../output/column.ts";

export const windowsCommand: Command = {
  name: "windows",
  summary: "list the maintenance windows",
  arguments: [],
  options: ["filter", "maxItems", "startingToken", "pageSize", "paginate"],
  examples: [
    { line: "windows", gives: "every window" },
    {
      line: "windows --filter 'enabled:true name:patch'",
      gives: "the enabled ones with patch in their name",
    },
    { line: "windows --output json --query 'WindowIdentities[].Name'", gives: "their names as JSON" },
  ],
  async run(context) {
    await context.list({ operation: "DescribeMaintenanceWindows", input: {}, columns });
    return exitCodes.done;
  },
};

const columns: readonly Column[] = [
  { name: "WindowId" },
  { name: "Name", least: 12 },
  { name: "Enabled", rank: 1 },
  { name: "Schedule", least: 14, rank: 3 },
  { name: "NextExecutionTime", rank: 2 },
  { name: "Duration", rank: 4 },
  { name: "Cutoff", rank: 5 },
];
