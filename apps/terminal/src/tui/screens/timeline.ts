import { timelineOf, type Timeline, type TimelineRow, type Verdict } from "@windowpane/report";
import { cutText, durationText, padText, safeLine } from "@windowpane/text";
import { timeText } from "../frame/time.ts";
import type { Place } from "../place.ts";
import {
  listScreen,
  type Answer,
  type CellContext,
  type Column,
  type Row,
  type Step,
  type TextLine,
} from "../screen.ts";
import { findingOf, type Findings } from "../session/finding.ts";
import type { Reading } from "../session/reading.ts";
import type { Tone } from "../theme/palette.ts";
import { resultWords } from "../theme/words.ts";
import { toneOf } from "../../cli/theme.ts";
import { axisOf, axisText, type Axis } from "../timeline/axis.ts";
import { drawBar, neverWords } from "../timeline/bar.ts";
import { executionAnswer, executionReading, reportAt } from "./execution-answer.ts";

/** The answer with what the bars are drawn against: the rows that are shown decide how far the axis goes. */
interface TimelineAnswer extends Answer {
  readonly rows: readonly Row<TimelineRow>[];
  readonly span?: { readonly from: Date; readonly to: Date } | undefined;
  readonly timeline?: Timeline | undefined;
}

/** What ran when. Entering a row shows it alone, on an axis of its own: that is how one looks closer. */
export const timelineScreen = listScreen<TimelineRow>({
  name: "timeline",
  title: "timeline",
  over: "execution",
  reads: (place) => [executionReading(place), windowReading(place)],
  answer(findings, place): TimelineAnswer {
    const timeline = timelineAt(findings, place);
    const shown = (timeline?.rows ?? []).filter((row) => isBelow(row, place));
    return {
      ...executionAnswer(findings, place),
      rows: shown.map((row): Row<TimelineRow> => ({
        id: row.key,
        item: row,
        bad: row.notRun !== undefined || badTones.has(toneOfRow(row)),
        place: placeOf(row, place),
      })),
      noun: "lines",
      judgement: timeline,
      Status: reportAt(findings, place)?.Status,
      tallies: (timeline?.notRun ?? []).map(({ why, rows, tasks }) => ({
        count: rows + tasks,
        word: `never ran: ${neverWords[why]}`,
        tone: resultWords.notRun.tone,
      })),
      nothing: "Nothing has begun yet.",
      timeline,
      span: spanOf(shown, timeline),
    };
  },
  columns: [
    {
      title: "what",
      least: 20,
      wanted: 26,
      cell: (row) => calledName(row),
      // Set in as deep as it lies, which a plain cell would take for blanks to leave out.
      pieces: (row, { width, theme }) => [
        " ".repeat(row.depth),
        [
          row.depth < 2 ? "strong" : "plain",
          padText(cutText(calledName(row), width - row.depth, theme.glyphs.ellipsis), width - row.depth),
        ],
      ],
    },
    { title: "went", least: 15, cell: ({ verdict, result }, { theme }) => wentPiece(verdict, result, theme) },
    {
      title: "took",
      least: 7,
      rank: 2,
      align: "right",
      cell: ({ StartTime, EndTime, open, notRun }, { now }) => {
        if (StartTime === undefined || notRun !== undefined) return "";
        const end = EndTime ?? (open ? now : undefined);
        return end === undefined
          ? ""
          : [open ? "running" : "plain", durationText(end.getTime() - StartTime.getTime())];
      },
    },
    barColumn(),
  ],
  detail: (row, { answer, now, utcOffset, theme }): readonly TextLine[] => {
    const time = (at: Date): string => timeText(at, now, utcOffset);
    const { StartTime, EndTime, reason, cause, notRun } = row;
    const times = [
      StartTime === undefined || notRun !== undefined ? "never began" : `began ${time(StartTime)}`,
      EndTime === undefined || notRun !== undefined ? undefined : `ended ${time(EndTime)}`,
    ];
    return [
      [["strong", safeLine(notRun?.reason ?? reason)]],
      [
        times.filter((text) => text !== undefined).join(", "),
        ["muted", cause === undefined ? "" : `   ${safeLine(cause.title)}`],
      ],
      limitsLine(answer, time, theme.glyphs.bar),
    ];
  },
  entering: "closer",
  enter: ({ item, place }) => (item.level === "machine" ? outputOf(item, place) : closer(item, place)),
  output: (row) => (row?.item.InvocationId === undefined ? undefined : outputOf(row.item, row.place)),
  calls: ({ WindowId, WindowExecutionId }) => [
    { operation: "GetMaintenanceWindowExecution", input: { WindowExecutionId } },
    { operation: "DescribeMaintenanceWindowExecutionTasks", input: { WindowExecutionId } },
    ...(WindowId === undefined ? [] : [{ operation: "GetMaintenanceWindow" as const, input: { WindowId } }]),
  ],
});

/** The reading that tells Duration and Cutoff. */
export const windowReading = ({
  WindowId,
  WindowExecutionId = "",
}: Place): Extract<Reading, { of: "window" }> => ({
  of: "window",
  WindowExecutionId,
  WindowId,
});

const timelineAt = (findings: Findings, place: Place): Timeline | undefined => {
  const execution = findingOf<"execution">(findings, executionReading(place));
  if (execution?.value === undefined || execution.at === undefined) return undefined;
  const window = findingOf<"window">(findings, windowReading(place))?.value;
  return timelineOf(execution.value, { now: execution.at, window });
};

const isBelow = (row: TimelineRow, { TaskExecutionId, InvocationId }: Place): boolean =>
  (TaskExecutionId === undefined || row.TaskExecutionId === TaskExecutionId) &&
  (InvocationId === undefined || row.InvocationId === InvocationId);

const spanOf = (rows: readonly TimelineRow[], timeline: Timeline | undefined): TimelineAnswer["span"] => {
  let from = Infinity;
  let to = -Infinity;
  for (const { StartTime, EndTime, open, notRun } of rows) {
    if (StartTime === undefined || notRun !== undefined) continue;
    from = Math.min(from, StartTime.getTime());
    to = Math.max(to, (EndTime ?? (open ? timeline?.now : undefined) ?? StartTime).getTime());
  }
  return from > to ? undefined : { from: new Date(from), to: new Date(to) };
};

const placeOf = ({ TaskExecutionId, InvocationId, InstanceId }: TimelineRow, place: Place): Place => ({
  ...place,
  TaskExecutionId,
  InvocationId,
  InstanceId,
});

const closer = ({ level, name }: TimelineRow, place: Place): Step | undefined =>
  level === "execution" ? undefined : { screen: "timeline", place, label: safeLine(name) };

const outputOf = (row: TimelineRow, place: Place): Step => ({
  screen: "output",
  place,
  label: calledName(row),
});

const calledName = ({ name, InstanceName = "" }: TimelineRow): string =>
  safeLine(InstanceName) === "" ? safeLine(name) : safeLine(InstanceName);

const toneOfRow = ({ result, verdict = "UNKNOWN" }: TimelineRow): Tone =>
  result === undefined ? toneOf(verdict) : resultWords[result].tone;

const badTones: ReadonlySet<Tone> = new Set(["bad", "warn"]);

const wentPiece = (
  verdict: Verdict | undefined,
  result: TimelineRow["result"],
  theme: CellContext["theme"],
) => (result !== undefined ? theme.result(result) : verdict === undefined ? "" : theme.verdict(verdict));

function barColumn(): Column<TimelineRow> {
  return {
    title: "",
    least: 20,
    grow: 1,
    head: (context) => {
      const axis = axisFor(context);
      return axis === undefined ? "" : axisText(axis, context.utcOffset, context.theme.glyphs.bar.tick);
    },
    cell: () => "",
    pieces: (row, context) => {
      const axis = axisFor(context);
      if (axis === undefined) return [" ".repeat(context.width)];
      const { timeline } = timelineAnswer(context.answer);
      return drawBar(row, {
        axis,
        glyphs: context.theme.glyphs.bar,
        now: timeline?.running === true ? context.now : undefined,
        limits: timeline?.limits,
        tone: toneOfRow(row),
      });
    },
  };
}

const axisFor = ({ answer, width, now }: CellContext): Axis | undefined => {
  const { span, timeline } = timelineAnswer(answer);
  if (span === undefined) return undefined;
  const { cutoff, end } = timeline?.limits ?? {};
  return axisOf({ ...span, near: [cutoff, end, timeline?.running === true ? now : undefined] }, width);
};

// The list hands the answer that this screen has made back to its cells.
const timelineAnswer = (answer: Answer): TimelineAnswer => answer as TimelineAnswer;

/** The lines of the picture in words, as they may lie beyond its edge. */
const limitsLine = (
  answer: Answer,
  time: (at: Date) => string,
  glyphs: CellContext["theme"]["glyphs"]["bar"],
): TextLine => {
  const limits = timelineAnswer(answer).timeline?.limits;
  if (limits === undefined) return [];
  const { cutoff, end, changedSince } = limits;
  return [
    ...(cutoff === undefined
      ? []
      : ([
          ["warn", glyphs.cutoff],
          ["muted", ` no new task from ${time(cutoff)}   `],
        ] as const)),
    ["warn", glyphs.end],
    [
      "muted",
      ` the window ends ${time(end)}${changedSince ? "; it was changed since, so this may not be what held then" : ""}`,
    ],
  ];
};
