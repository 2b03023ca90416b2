import type { ExecutionReport, ReportFormat } from "@windowpane/report";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { UsageError } from "../../host/errors/usage-error.ts";
import { exitCodeFor, exitCodes } from "../../host/exit-code.ts";
import { executionArgument, readUuids } from "../arguments/id-arguments.ts";
import { executionChain } from "../execution/chain.ts";
import { machineColumns, machineRows } from "../execution/machine-table.ts";
import { outputFileOption, writeOutput } from "../arguments/output-file.ts";
import { windowOf, windowOption } from "../arguments/window-of.ts";

/** What `--format` takes, beside text. */
const documents = ["markdown", "html", "csv", "json", "junit"] as const satisfies readonly ReportFormat[];

export const reportCommand: Command = {
  name: "report",
  summary: "report on one execution: verdict, counts, tasks, causes",
  description:
    "The document to hand on. As html it is one page with the timeline as a picture, that needs nothing else; as junit a " +
    "suite for each task and a test for each machine. Sensitive members are left out, and text from machines can do " +
    "nothing in any format.",
  arguments: [executionArgument],
  options: ["patches", "exitStatus"],
  ownOptions: [
    {
      flags: "--format <format>",
      about: `text, ${documents.join(", ")}; default: text`,
      group: "Options",
      choices: ["text", ...documents],
    },
    {
      flags: "--include-sensitive",
      about: "keep Parameters and OwnerInformation, which AWS calls sensitive",
      group: "Options",
    },
    windowOption,
    outputFileOption,
  ],
  examples: [
    { line: "report EXECUTION", gives: "the report as text" },
    { line: "report EXECUTION --format html -o report.html", gives: "a page to hand on" },
    { line: "report EXECUTION --format junit -o report.xml --exit-status", gives: "for a pipeline" },
    { line: "report EXECUTION --format json", gives: "everything that was read, as JSON" },
  ],
  async run(context) {
    const [WindowExecutionId] = readUuids(context, "EXECUTION");
    const format = readFormat(context);
    if (context.settings.showCli) {
      await context.showCalls(executionChain(WindowExecutionId, context.settings));
      return exitCodes.done;
    }
    const report = await readExecution(context, WindowExecutionId);
    if (format === undefined) await showText(context, report);
    else await writeDocument(context, report, format);
    return exitCodeFor(report.verdict === "PASSED" && report.complete, context.settings);
  },
};

const readFormat = ({ own, settings }: Context): ReportFormat | undefined => {
  const format = documents.find((name) => name === own["format"]);
  if (format !== undefined && (settings.outputGiven || settings.query !== undefined)) {
    throw new UsageError(
      "--format makes a document, which --output and --query say nothing about.",
      "Leave out one or the other.",
    );
  }
  if (format === undefined && own["outputFile"] !== undefined) {
    throw new UsageError("-o writes a document.", `Say which with --format ${documents.join("|")}.`);
  }
  return format;
};

const showText = async (context: Context, report: ExecutionReport): Promise<void> => {
  const { executionText } = await import("../execution/execution-text.ts");
  const { pageFor } = await import("../output/page.ts");
  const rowMaker = await import("@windowpane/report");
  await context.show({
    value: report,
    rows: machineRows(report.tasks, rowMaker),
    columns: machineColumns(context, rowMaker),
    gaps: report.gaps,
    text: () => executionText(pageFor(context), report),
  });
};

/** The window gives the document its name, and the picture its cutoff. */
const writeDocument = async (
  context: Context,
  report: ExecutionReport,
  format: ReportFormat,
): Promise<void> => {
  const { reportWriters, timelineOf } = await import("@windowpane/report");
  const now = context.host.now();
  const window = await windowOf(context, report);
  const placed = { ...report, WindowId: window?.WindowId, Name: window?.Name };
  const timeline = timelineOf(placed, { now, window });
  const includeSensitive = context.own["includeSensitive"] === true;
  await writeOutput(context, reportWriters[format].write(placed, { now, includeSensitive, timeline }));
  const { tellGaps } = await import("../output/gaps.ts");
  await tellGaps(context.screen, report.gaps);
};

/** Reads an execution down to its machines. */
export const readExecution = async (
  context: Context,
  WindowExecutionId: string,
): Promise<ExecutionReport> => {
  const { host, screen, own, settings } = context;
  const { reportExecution } = await import("@windowpane/report");
  return reportExecution(await context.client(), {
    WindowExecutionId,
    signal: host.interrupt,
    patches: settings.patches,
    includeSensitive: own["includeSensitive"] === true,
    onProgress: ({ invocationsRead, invocations, requests }) =>
      void screen.progress(`${invocationsRead} of ${invocations} invocations read, ${requests} requests`),
  });
};
