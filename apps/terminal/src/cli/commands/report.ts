import { callsBehind } from "@windowpane/explorer";
import {
  reportWriters,
  timelineOf,
  withEarlierRuns,
  type ExecutionReport,
  type ReportFormat,
  type ReportPast,
  type Trends,
} from "@windowpane/report";
import { exitCodeFor, exitCodes } from "../../host/exit-code.ts";
import { UsageError } from "../../host/usage-error.ts";
import {
  callsOfExecution,
  readExecution,
  shownWindow,
  windowOf,
  windowOption,
} from "../arguments/execution.ts";
import { findExecution } from "../arguments/find-execution.ts";
import { executionArgument } from "../arguments/ids.ts";
import { outputFileOption, writeOutput } from "../arguments/output-file.ts";
import { withHistory } from "../context/archive-history.ts";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { commonOptions } from "../context/option.ts";
import { showCalls } from "../output/command-lines.ts";
import { executionText } from "../output/execution-text.ts";
import { noteGaps } from "../output/gaps.ts";
import { machineTableColumns, machineRows } from "../output/machine-table.ts";
import { pageFor } from "../output/page.ts";
import { show } from "../output/show.ts";

/** The values of `--format`, except text. */
const documents = ["markdown", "html", "csv", "json", "junit"] as const satisfies readonly ReportFormat[];

export const report: Command = {
  description:
    "Writes a document with --format. html is a self-contained page with the timeline; junit has a suite for each task and a " +
    "test for each machine. Sensitive members are left out, and text from machines is escaped in every format.",
  arguments: [executionArgument],
  options: [
    {
      flags: "--format <format>",
      about: `text, ${documents.join(", ")} (default text)`,
      group: "Options",
      choices: ["text", ...documents],
    },
    {
      flags: "--include-sensitive",
      about: "include Parameters and OwnerInformation, which AWS marks as sensitive",
      group: "Options",
    },
    windowOption,
    outputFileOption,
    commonOptions.archive,
    commonOptions.patches,
    commonOptions.exitStatus,
  ],
  examples: [
    { line: "report EXECUTION", about: "Print the report as text" },
    { line: "report EXECUTION --format html -o report.html", about: "Write a page to share" },
    {
      line: "report EXECUTION --format junit -o report.xml --exit-status",
      about: "Write JUnit XML for a pipeline",
    },
    { line: "report EXECUTION --format json", about: "Print everything that was read as JSON" },
  ],
  async run(given) {
    const format = readDocumentFormat(given);
    const found = await findExecution(given, given.args[0] ?? "");
    const { context, ids } = found;
    if (context.settings.showCli) {
      await showCalls(context, [
        ...callsOfExecution(context, ids),
        ...(format === undefined ? [] : callsBehind.registration({ WindowId: shownWindow(context, ids) })),
      ]);
      return exitCodes.done;
    }
    const { execution, past } = await withHistory(context, async (trends) => {
      const read = await readExecution(context, found, { trends });
      if (trends === undefined) return { execution: read, past: undefined };
      return {
        execution: await withEarlierRuns(read, trends),
        past: format === "html" ? await readPast(context, read, trends) : undefined,
      };
    });
    if (format === undefined) await showExecution(context, execution);
    else await writeDocument(context, execution, { format, past });
    return exitCodeFor(execution.verdict === "PASSED" && execution.complete, context.settings);
  },
};

const readDocumentFormat = ({ options, settings }: Context): ReportFormat | undefined => {
  const format = documents.find((name) => name === options["format"]);
  if (format !== undefined && (settings.outputGiven || settings.query !== undefined)) {
    throw new UsageError(
      "--format cannot be combined with --output or --query, which do not apply to documents.",
      "Omit one of them.",
    );
  }
  if (format === undefined && options["outputFile"] !== undefined) {
    throw new UsageError("-o needs a document format.", `Add --format ${documents.join("|")}.`);
  }
  return format;
};

/** Nights and machines of the pictures in a page. */
const PAST_NIGHTS = 30;
const PAST_MACHINES = 50;
const DAY = 24 * 3_600_000;

/** The past of the execution's window. Undefined if the archive does not have it. */
const readPast = async (
  { host }: Context,
  { WindowId, StartTime }: ExecutionReport,
  trends: Trends,
): Promise<ReportPast | undefined> => {
  if (WindowId === undefined) return undefined;
  const until = StartTime ?? host.now();
  const since = new Date(until.getTime() - (PAST_NIGHTS - 1) * DAY);
  // Documents are in UTC, because they are shared across time zones.
  const query = { since, until, timeZone: "UTC" };
  const windows = await trends.windows({ ...query, windows: [WindowId] });
  if (windows.rows.length === 0) return undefined;
  return { windows, nights: await trends.nights({ ...query, WindowId, limit: PAST_MACHINES }) };
};

const showExecution = (context: Context, execution: ExecutionReport): Promise<void> =>
  show(context, {
    value: execution,
    rows: machineRows(execution),
    columns: machineTableColumns(context),
    gaps: execution.gaps,
    text: () => executionText(pageFor(context), execution),
  });

const writeDocument = async (
  context: Context,
  execution: ExecutionReport,
  { format, past }: { readonly format: ReportFormat; readonly past: ReportPast | undefined },
): Promise<void> => {
  const now = context.host.now();
  const window = await windowOf(context, execution);
  const timeline = timelineOf(execution, { now, window });
  const includeSensitive = context.options["includeSensitive"] === true;
  await writeOutput(
    context,
    reportWriters[format].write(execution, { now, includeSensitive, timeline, past }),
  );
  await noteGaps(context.console, execution.gaps);
};
