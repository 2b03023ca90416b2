import {
  timelineContent,
  notRunWords,
  toneOfRow,
  type TimelineContent,
  timelineColumns,
} from "../columns/timeline.ts";
import { executionContent, executionReading, machineName, reportAt } from "../content/execution.ts";
import type { ScreenContent, ScreenRow } from "../model/content.ts";
import { findingOf, type Findings } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { resultWords } from "../model/meaning.ts";
import type { Reading } from "../model/reading.ts";
import { listScreen, type ScreenStep } from "../model/screen.ts";
import { emptyLine, paragraph, type TextLine, type Tone } from "../model/text.ts";
import { timeText } from "../model/time-text.ts";
import { timelineOf, type Timeline, type TimelineRow } from "@windowpane/report";
import { safeLine } from "@windowpane/text";

/** What ran when. Enter on a row shows that row alone, on its own time axis. */
export const timelineScreen = listScreen<TimelineRow>({
  name: "timeline",
  title: "timeline",
  over: "execution",
  reads: (ref) => [executionReading(ref), windowReading(ref)],
  content(findings, ref): TimelineContent {
    const timeline = timelineAt(findings, ref);
    const shown = (timeline?.rows ?? []).filter((row) => isBelow(row, ref));
    return {
      ...executionContent(findings, ref),
      rows: shown.map((row): ScreenRow<TimelineRow> => ({
        id: row.key,
        item: row,
        bad: row.notRun !== undefined || badTones.has(toneOfRow(row)),
        ref: refOf(row, ref),
      })),
      noun: "items",
      judgement: timeline,
      Status: reportAt(findings, ref)?.Status,
      tallies: (timeline?.notRun ?? []).map(({ why, rows, tasks }) => ({
        count: rows + tasks,
        word: `not run: ${notRunWords[why]}`,
        tone: resultWords.notRun.tone,
      })),
      nothing: "Nothing has started yet.",
      timeline,
      span: spanOf(shown, timeline),
    };
  },
  columns: timelineColumns,
  detail: (row, { content, now, utcOffset }): readonly TextLine[] => {
    const time = (at: Date): string => timeText(at, now, utcOffset);
    const { StartTime, EndTime, reason, cause, notRun } = row;
    const hasRun = StartTime !== undefined && notRun === undefined;
    const times = [
      hasRun ? `started ${time(StartTime)}` : "not started",
      ...(hasRun && EndTime !== undefined ? [`ended ${time(EndTime)}`] : []),
    ];
    return [
      paragraph(["strong", notRun?.reason ?? reason]),
      paragraph(times.join(", "), ["muted", cause === undefined ? "" : `   ${cause.title}`]),
      limitsLine(content, time),
    ];
  },
  entering: "zoom in",
  enter: ({ item, ref }) => (item.level === "machine" ? outputOf(item, ref) : closer(item, ref)),
  output: (row) => (row?.item.InvocationId === undefined ? undefined : outputOf(row.item, row.ref)),
  calls: (behind, ref) => behind.timeline(ref),
});

/** The reading of the window's Duration and Cutoff. */
export const windowReading = ({
  WindowId,
  WindowExecutionId = "",
}: ItemRef): Extract<Reading, { of: "window" }> => ({
  of: "window",
  WindowExecutionId,
  WindowId,
});

const timelineAt = (findings: Findings, ref: ItemRef): Timeline | undefined => {
  const execution = findingOf<"execution">(findings, executionReading(ref));
  if (execution?.value === undefined || execution.at === undefined) return undefined;
  const window = findingOf<"window">(findings, windowReading(ref))?.value;
  return timelineOf(execution.value, { now: execution.at, window });
};

const isBelow = (row: TimelineRow, { TaskExecutionId, InvocationId }: ItemRef): boolean =>
  (TaskExecutionId === undefined || row.TaskExecutionId === TaskExecutionId) &&
  (InvocationId === undefined || row.InvocationId === InvocationId);

const spanOf = (rows: readonly TimelineRow[], timeline: Timeline | undefined): TimelineContent["span"] => {
  let from = Infinity;
  let to = -Infinity;
  for (const { StartTime, EndTime, open, notRun } of rows) {
    if (StartTime === undefined || notRun !== undefined) continue;
    from = Math.min(from, StartTime.getTime());
    to = Math.max(to, (EndTime ?? (open ? timeline?.now : undefined) ?? StartTime).getTime());
  }
  return from > to ? undefined : { from: new Date(from), to: new Date(to) };
};

const refOf = ({ TaskExecutionId, InvocationId, InstanceId }: TimelineRow, ref: ItemRef): ItemRef => ({
  ...ref,
  TaskExecutionId,
  InvocationId,
  InstanceId,
});

const closer = ({ level, name }: TimelineRow, ref: ItemRef): ScreenStep | undefined =>
  level === "execution" ? undefined : { screen: "timeline", ref, label: safeLine(name) };

const outputOf = (row: TimelineRow, ref: ItemRef): ScreenStep => ({
  screen: "output",
  ref,
  label: machineName(row),
});

const badTones: ReadonlySet<Tone> = new Set(["bad", "warn"]);

/** The marks of the time axis in words, as they may be beyond its end. */
const limitsLine = (content: ScreenContent, time: (at: Date) => string): TextLine => {
  const limits = timelineContent(content).timeline?.limits;
  if (limits === undefined) return emptyLine;
  const { cutoff, end, changedSince } = limits;
  const changed = changedSince ? " (the window was changed after this execution)" : "";
  return paragraph(
    ...(cutoff === undefined
      ? []
      : [["warn", "", "cutoff"] as const, ["muted", `no new task from ${time(cutoff)}   `] as const]),
    ["warn", "", "end"],
    ["muted", `the window ends ${time(end)}${changed}`],
  );
};
