import { exitCodes } from "../../host/exit-code.ts";
import type { Command } from "../context/command.ts";
import { listOptions } from "../context/option.ts";
import { list } from "../output/list.ts";
import type { TableColumn } from "../output/rows.ts";

export const windows: Command = {
  arguments: [],
  options: listOptions,
  examples: [
    { line: "windows", about: "List all windows" },
    {
      line: "windows --filter 'enabled:true name:patch'",
      about: 'List enabled windows with "patch" in their name',
    },
    { line: "windows --output json --query 'WindowIdentities[].Name'", about: "Print their names as JSON" },
  ],
  async run(context) {
    await list(context, { operation: "DescribeMaintenanceWindows", input: {}, columns });
    return exitCodes.done;
  },
};

const columns: readonly TableColumn[] = [
  { name: "WindowId" },
  { name: "Name", least: 12 },
  { name: "Enabled", rank: 1 },
  { name: "Schedule", least: 14, rank: 3 },
  { name: "NextExecutionTime", rank: 2 },
  { name: "Duration", rank: 4 },
  { name: "Cutoff", rank: 5 },
];
