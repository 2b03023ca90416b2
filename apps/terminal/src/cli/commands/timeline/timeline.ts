import { timelineColumns, tableOf, callsBehind } from "@windowpane/explorer";
import { timelineOf, type Timeline, type TimelineRow } from "@windowpane/report";
import { exitCodeFor, exitCodes } from "../../../host/exit-code.ts";
import {
  callsOfExecution,
  readExecution,
  shownWindow,
  windowOf,
  windowOption,
} from "../../arguments/execution.ts";
import { findExecution } from "../../arguments/find-execution.ts";
import { executionArgument } from "../../arguments/ids.ts";
import type { Command } from "../../context/command.ts";
import { commonOptions } from "../../context/option.ts";
import { showCalls } from "../../output/command-lines.ts";
import { pageFor } from "../../output/page.ts";
import type { TableRow } from "../../output/rows.ts";
import { identityColumns, withIdentity } from "../../output/identity.ts";
import { show } from "../../output/show.ts";
import { timelineText } from "./timeline-text.ts";

export const timeline: Command = {
  description:
    "Draws a bar for each task, invocation and machine. What did not run is attributed to MaxErrors, the window's cutoff or a " +
    "cancellation only if AWS's status details or the times prove it.",
  arguments: [executionArgument],
  options: [
    { flags: "--all", about: "include machines that passed", group: "Filtering" },
    windowOption,
    commonOptions.patches,
    commonOptions.exitStatus,
  ],
  examples: [
    { line: "timeline EXECUTION", about: "Draw the timeline" },
    { line: "timeline EXECUTION --output csv", about: "Export every bar with its times" },
    {
      line: "timeline EXECUTION --output json --query notRun",
      about: "Print what did not run, by reason",
    },
  ],
  async run(given) {
    const found = await findExecution(given, given.args[0] ?? "");
    const { context, ids } = found;
    const { settings, host, options } = context;
    if (settings.showCli) {
      await showCalls(context, [
        ...callsOfExecution(context, ids),
        ...callsBehind.registration({ WindowId: shownWindow(context, ids) }),
      ]);
      return exitCodes.done;
    }
    const report = await readExecution(context, found);
    const window = await windowOf(context, report);
    const result = timelineOf(report, { now: host.now(), window });
    await show(context, {
      value: result,
      lines: result.rows,
      rows: withIdentity(result, rowsOf(result)),
      columns: settings.output === "csv" ? [...columns, ...identityColumns] : columns,
      gaps: report.gaps,
      text: () =>
        timelineText(
          pageFor(context),
          { ...result, origin: report.origin },
          { all: options["all"] === true },
        ),
    });
    return exitCodeFor(report.verdict === "PASSED" && report.complete, settings);
  },
};

const rowsOf = ({ rows }: Timeline): readonly TableRow[] =>
  rows.map(({ notRun, cause, verdict, result, ...row }: TimelineRow) => ({
    ...row,
    state: verdict ?? result,
    notRun: notRun?.why,
    reason: notRun?.reason ?? cause?.title ?? row.reason,
  }));

const columns = tableOf(timelineColumns, [
  "level",
  "name",
  "InstanceName",
  "state",
  "StartTime",
  "EndTime",
  "took",
  "notRun",
  "reason",
  "TaskExecutionId",
  "InvocationId",
]);
