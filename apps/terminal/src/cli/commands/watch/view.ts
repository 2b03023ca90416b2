/** How the events of a watch are printed, by output format. */
import type { ExecutionReport, WatchEvent } from "@windowpane/report";
import { progressWidth } from "../../context/console.ts";
import type { Context } from "../../context/context.ts";
import { themeFor } from "../../context/theme.ts";
import { eventLine, progressLine, waitingLine, type LineLayout, type Progress } from "./lines.ts";

/** Prints the events of a watch. */
export interface WatchView {
  show(event: WatchEvent): Promise<void>;
  /** Called every second between events. */
  tick(): Promise<void>;
}

/** Whether the events are printed as NDJSON. */
export const streams = ({ settings, host }: Context): boolean =>
  settings.output === "ndjson" ||
  (!host.stdout.isTerminal && !settings.outputGiven && settings.query === undefined);

export const createView = (context: Context): WatchView => {
  const { settings, console, options } = context;
  if (options["quiet"] === true) return { async show() {}, async tick() {} };
  if (streams(context)) return jsonView(context);
  if (settings.output === "table" && settings.query === undefined) return lineView(context);
  // The other formats print one document at the end. Until then, only stderr shows progress.
  return lineView({ ...context, console: { ...console, result: async () => {} } });
};

const jsonView = ({ console }: Context): WatchView => ({
  async show(event) {
    const line = eventJson(event);
    if (line !== undefined) await console.result(`${line}\n`);
  },
  async tick() {},
});

/**
 * An event as a line of NDJSON. Reports are summaries, as `windowpane report` gives the whole; the last one includes the
 * causes with all affected machines. Undefined for a report that is not complete yet.
 */
const eventJson = (event: WatchEvent): string | undefined => {
  if (event.kind === "progress") {
    const { report, ...rest } = event;
    return report.done ? JSON.stringify({ ...rest, ...summaryOf(report) }) : undefined;
  }
  if (event.kind === "ended") {
    const { report, ...rest } = event;
    return JSON.stringify({ ...rest, ...summaryOf(report), groups: report.groups });
  }
  return JSON.stringify(event);
};

const summaryOf = (report: ExecutionReport): object => {
  const { WindowId, Name, WindowExecutionId, Status, StatusDetails, StartTime, EndTime } = report;
  const { verdict, reason, falseGreen, counts, machineCounts, patches, gaps, complete } = report;
  return {
    WindowId,
    Name,
    WindowExecutionId,
    Status,
    StatusDetails,
    StartTime,
    EndTime,
    verdict,
    reason,
    falseGreen,
    counts,
    machineCounts,
    patches,
    tasks: report.tasks.map((task) => ({
      TaskExecutionId: task.TaskExecutionId,
      TaskArn: task.TaskArn,
      Status: task.Status,
      verdict: task.verdict,
      counts: task.counts,
    })),
    gaps,
    complete,
  };
};

/** Failures of one check that a terminal shows; the causes at the end cover the others. */
const MOST_LINES = 12;

/** Shortest time between two counts on a pipe, in milliseconds. */
const COUNT_INTERVAL = 30_000;

/** Prints lines to stdout, and a progress line to stderr if that is a terminal. */
const lineView = (context: Context): WatchView => {
  const { host, console, theme, settings } = context;
  const { stdout, stderr } = host;
  const stderrTheme = themeFor(host, "stderr", settings.color);
  let progress: Progress = {};
  let failures = 0;
  let hidden = 0;
  let lastCounts = -Infinity;
  const layout = (): LineLayout => ({
    theme,
    width: stdout.isTerminal ? stdout.columns - 1 : undefined,
    utcOffset: host.utcOffset,
  });

  const draw = async (): Promise<void> => {
    if (!stderr.isTerminal) return;
    const options = {
      theme: stderrTheme,
      width: progressWidth(stderr),
      now: host.now(),
      utcOffset: host.utcOffset,
    };
    const line = progressLine(progress, options) ?? waitingLine(progress, options);
    if (line !== undefined) await console.progress(line, { painted: true });
  };
  const print = async (event: WatchEvent): Promise<void> => {
    const line = eventLine(layout(), event);
    if (line !== undefined) await console.result(line);
  };
  const printHidden = async (): Promise<void> => {
    if (hidden > 0) await console.result(`${theme.paint("muted", `          and ${hidden} more`)}\n`);
    failures = 0;
    hidden = 0;
  };

  return {
    async show(event) {
      progress = progressAfter(progress, event);
      if (event.kind === "failed") {
        failures += 1;
        if (stdout.isTerminal && failures > MOST_LINES) hidden += 1;
        else await print(event);
      } else if (event.kind === "progress") {
        if (event.report.done) await printHidden();
        const at = event.at.getTime();
        if (!stderr.isTerminal && event.report.done && at - lastCounts >= COUNT_INTERVAL) {
          lastCounts = at;
          await print(event);
        }
      } else if (event.kind === "ended") {
        await printHidden();
        await console.settle();
        return;
      } else await print(event);
      await draw();
    },
    tick: draw,
  };
};

const progressAfter = (progress: Progress, event: WatchEvent): Progress => {
  switch (event.kind) {
    case "waiting":
      return { ...progress, waiting: event };
    case "progress": {
      const { report, nextRead = progress.nextRead } = event;
      return { ...progress, report, nextRead, trouble: undefined };
    }
    case "error":
      return {
        ...progress,
        nextRead: event.nextRead,
        trouble: event.code === "no-response" ? "no response" : event.code,
      };
    default:
      return progress;
  }
};
