import { callsBehind } from "../calls/behind.ts";
import { executionContent, executionReading, reportAt } from "../content/execution.ts";
import type { TimeSpan, TimeMark, TimeAxis } from "../model/column.ts";
import type { ScreenContent, ScreenRow } from "../model/content.ts";
import { findingOf, type Findings } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { verdictPiece, resultPiece, resultWords, toneOf } from "../model/meaning.ts";
import type { Reading } from "../model/reading.ts";
import { listScreen, type ScreenStep } from "../model/screen.ts";
import { emptyLine, paragraph, type TextLine, type Tone } from "../model/text.ts";
import { timeText } from "../model/time-text.ts";
import { timelineOf, type Timeline, type TimelineRow } from "@windowpane/report";
import { durationText, safeLine } from "@windowpane/text";

/** The content with its time axis: the rows that are shown decide how far it reaches. */
interface TimelineContent extends ScreenContent {
  readonly rows: readonly ScreenRow<TimelineRow>[];
  readonly span?: { readonly from: Date; readonly to: Date } | undefined;
  readonly timeline?: Timeline | undefined;
}

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
  columns: [
    {
      title: "item",
      least: 20,
      wanted: 26,
      depth: ({ depth }) => depth,
      value: (row) => [row.depth < 2 ? "strong" : "plain", calledName(row)],
    },
    {
      title: "result",
      least: 15,
      value: ({ verdict, result }) =>
        result !== undefined ? resultPiece(result) : verdict === undefined ? "" : verdictPiece(verdict),
    },
    {
      title: "took",
      least: 7,
      rank: 2,
      align: "right",
      value: ({ StartTime, EndTime, open, notRun }, now) => {
        if (StartTime === undefined || notRun !== undefined) return "";
        const end = EndTime ?? (open ? now : undefined);
        return end === undefined
          ? ""
          : [open ? "running" : "plain", durationText(end.getTime() - StartTime.getTime())];
      },
    },
    {
      title: "",
      least: 20,
      grow: 1,
      value: () => "",
      timeline: {
        axis: (content, now) => axisOf(content, now),
        span: (row, now) => spanOfRow(row, now),
      },
    },
  ],
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
  calls: (ref) => callsBehind.timeline(ref),
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
  label: calledName(row),
});

const calledName = ({ name, InstanceName = "" }: TimelineRow): string =>
  safeLine(InstanceName) === "" ? safeLine(name) : safeLine(InstanceName);

const toneOfRow = ({ result, verdict = "UNKNOWN" }: TimelineRow): Tone =>
  result === undefined ? toneOf(verdict) : resultWords[result].tone;

const badTones: ReadonlySet<Tone> = new Set(["bad", "warn"]);

const axisOf = (content: ScreenContent, now: Date): TimeAxis | undefined => {
  const { span, timeline } = timelineContent(content);
  if (span === undefined) return undefined;
  const { cutoff, end } = timeline?.limits ?? {};
  const marks: readonly (readonly [TimeMark["kind"], Date | undefined])[] = [
    ["cutoff", cutoff],
    ["end", end],
    ["now", timeline?.running === true ? now : undefined],
  ];
  return { ...span, marks: marks.flatMap(([kind, at]) => (at === undefined ? [] : [{ kind, at }])) };
};

const spanOfRow = (row: TimelineRow, now: Date): TimeSpan | undefined => {
  const { StartTime, EndTime, open, notRun } = row;
  if (notRun !== undefined) return { kind: "notRun", why: notRunWords[notRun.why] };
  if (StartTime === undefined) return undefined;
  const to = EndTime ?? (open ? now : StartTime);
  return { kind: open ? "running" : "ran", from: StartTime, to, tone: toneOfRow(row) };
};

/** Why something did not run, in a few words. */
const notRunWords: Readonly<Record<NonNullable<TimelineRow["notRun"]>["why"], string>> = {
  "max-errors": "too many errors",
  cutoff: "cutoff",
  cancelled: "cancelled",
  "not-started": "AWS refused",
  unknown: "reason unknown",
};

// The columns of this screen receive the content of this screen.
const timelineContent = (content: ScreenContent): TimelineContent => content as TimelineContent;

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
