import { exitCodes } from "../../host/exit-code.ts";
import type { Command } from "../context/command.ts";
import { listOptions } from "../context/option.ts";
import { list } from "../output/list.ts";
import { windowColumns, tableOf } from "@windowpane/explorer";

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

const columns = tableOf(windowColumns, [
  "WindowId",
  "Name",
  "Enabled",
  "Schedule",
  "NextExecutionTime",
  "Duration",
  "Cutoff",
]);
