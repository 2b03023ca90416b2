import type { Timeline, TimelineRow } from "@windowpane/report";
import type { Command } from "../../context/command.ts";
import { exitCodeFor, exitCodes } from "../../../host/exit-code.ts";
import type { Column } from "../../output/column.ts";
import type { Row } from "../../output/rows.ts";
import { executionArgument, readUuids } from "../../arguments/id-arguments.ts";
import { executionChain } from "../../execution/chain.ts";
import { tookColumn } from "../../output/columns.ts";
import { readExecution } from "../report.ts";
import { windowOf, windowOption } from "../../arguments/window-of.ts";

export const timelineCommand: Command = {
  name: "timeline",
  summary: "show what ran when, and what never ran and why",
  description:
    "A bar for each task, invocation and machine over the time of the execution. What never ran is put down to MaxErrors, " +
    "the window's cutoff or a cancel only where AWS's words or the times prove it.",
  arguments: [executionArgument],
  options: ["patches", "exitStatus"],
  ownOptions: [
    { flags: "--all", about: "draw the machines that passed, too", group: "Which rows" },
    windowOption,
  ],
  examples: [
    { line: "timeline EXECUTION", gives: "the picture, in characters" },
    { line: "timeline EXECUTION --output csv", gives: "every bar with its times, for a spreadsheet" },
    { line: "timeline EXECUTION --output json --query notRun", gives: "what never ran, by reason" },
  ],
  async run(context) {
    const { settings, host } = context;
    const [WindowExecutionId] = readUuids(context, "EXECUTION");
    if (settings.showCli) {
      await context.showCalls(executionChain(WindowExecutionId, context.settings));
      return exitCodes.done;
    }
    const report = await readExecution(context, WindowExecutionId);
    const window = await windowOf(context, report);
    const { timelineOf } = await import("@windowpane/report");
    const timeline = timelineOf(report, { now: host.now(), window });
    const { timelineText } = await import("./timeline-text.ts");
    const { pageFor } = await import("../../output/page.ts");
    await context.show({
      value: timeline,
      lines: timeline.rows,
      rows: rowsOf(timeline),
      columns,
      gaps: report.gaps,
      text: () => timelineText(pageFor(context), timeline, { all: context.own["all"] === true }),
    });
    return exitCodeFor(report.verdict === "PASSED" && report.complete, settings);
  },
};

const rowsOf = ({ rows }: Timeline): readonly Row[] =>
  rows.map(({ notRun, cause, verdict, result, ...row }: TimelineRow) => ({
    ...row,
    state: verdict ?? result,
    notRun: notRun?.why,
    why: notRun?.reason ?? cause?.title ?? row.reason,
  }));

const columns: readonly Column[] = [
  { name: "level" },
  { name: "name", least: 16 },
  { name: "InstanceName", least: 8, rank: 4 },
  { name: "state", kind: "status" },
  { name: "StartTime", rank: 2 },
  { name: "EndTime", rank: 3 },
  tookColumn,
  { name: "notRun", rank: 1 },
  { name: "why", least: 16, rank: 5 },
  { name: "TaskExecutionId", rank: 6 },
  { name: "InvocationId", rank: 7 },
];
