import { exitCodes } from "../../host/exit-code.ts";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { withHistory } from "../context/archive-history.ts";
import { commonOptions, listOptions } from "../context/option.ts";
import { list } from "../output/list.ts";
import { MOST_WINDOWS, nightsIn, tableOf, windowColumns, type TableColumn } from "@windowpane/explorer";
import { lastNights, sparkText } from "@windowpane/report";

export const windows: Command = {
  description:
    "On a terminal of at least 140 columns, windows have the pass rates of their last nights from the archive.",
  arguments: [],
  options: [...listOptions, commonOptions.archive],
  examples: [
    { line: "windows", about: "List all windows" },
    {
      line: "windows --filter 'enabled:true name:patch'",
      about: 'List enabled windows with "patch" in their name',
    },
    { line: "windows --output json --query 'WindowIdentities[].Name'", about: "Print their names as JSON" },
  ],
  async run(context) {
    await list(context, {
      operation: "DescribeMaintenanceWindows",
      input: {},
      columns: [...columns, ...(await nightsColumns(context))],
    });
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

/** Width of a terminal, in columns, from which other columns leave room for the nights. */
const WIDE = 140;
const SHOWN_NIGHTS = 14;

/** The pass rates of the last nights, where there are an archive and room. */
const nightsColumns = async (context: Context): Promise<readonly TableColumn[]> => {
  const { host, settings, options, theme } = context;
  const isTable = settings.output === "table" && settings.query === undefined && !settings.showCli;
  if (!isTable || !host.stdout.isTerminal || host.stdout.columns < WIDE) return [];
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const query = { ...lastNights(host.now()), timeZone, limit: MOST_WINDOWS, signal: host.interrupt };
  const nightsOf = await withHistory(
    context,
    async (trends) => (trends === undefined ? undefined : nightsIn(await trends.windows(query))),
    "The pass rate of the last nights is",
  ).catch((error: unknown) => {
    // The list does not need it.
    if (options["archive"] !== undefined) throw error;
    return undefined;
  });
  if (nightsOf === undefined) return [];
  const textOf = (window: object): string =>
    sparkText(nightsOf(window)?.().steps.slice(-SHOWN_NIGHTS) ?? [], theme.spark);
  return [{ name: "nights", isOptional: true, rank: 6, value: textOf }];
};
