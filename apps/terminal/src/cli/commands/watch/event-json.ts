import type { ExecutionReport, WatchEvent } from "@windowpane/report";

/**
 * An event as a line of NDJSON, without its line feed. Reports come as their summaries, since `windowpane report` gives the whole; the last
 * one has the causes with everyone they hit. What is only half read is no event: undefined.
 */
export const eventJson = (event: WatchEvent): string | undefined => {
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
