/** Columns of a timeline. */
import { tookColumn } from "./shared.ts";
import {
  fieldsNamed,
  tableOnly,
  type Column,
  type TimeSpan,
  type TimeMark,
  type TimeAxis,
} from "../model/column.ts";
import { machineName } from "../content/execution.ts";
import type { ScreenContent, ScreenRow } from "../model/content.ts";
import { verdictPiece, resultPiece, resultWords, toneOf } from "../model/meaning.ts";
import type { Tone } from "../model/text.ts";
import { timelineFields, type Timeline, type TimelineRow } from "@windowpane/report";
import { durationText } from "@windowpane/text";

/** The content with its time axis: the rows that are shown decide how far it reaches. */
export interface TimelineContent extends ScreenContent {
  readonly rows: readonly ScreenRow<TimelineRow>[];
  readonly span?: { readonly from: Date; readonly to: Date } | undefined;
  readonly timeline?: Timeline | undefined;
}

/** Columns of a timeline. */
export const timelineColumns: readonly Column<TimelineRow>[] = [
  {
    title: "item",
    fields: fieldsNamed(timelineFields, "item"),
    table: { name: "name", least: 16 },
    least: 20,
    wanted: 26,
    depth: ({ depth }) => depth,
    value: (row) => [row.depth < 2 ? "strong" : "plain", machineName(row)],
  },
  {
    title: "result",
    fields: fieldsNamed(timelineFields, "result", "verdict"),
    table: { name: "state", kind: "status" },
    least: 15,
    value: ({ verdict, result }) =>
      result !== undefined ? resultPiece(result) : verdict === undefined ? "" : verdictPiece(verdict),
  },
  {
    title: "took",
    fields: fieldsNamed(timelineFields, "duration"),
    table: tookColumn.table,
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
  tableOnly({ name: "level" }),
  tableOnly({ name: "InstanceName", least: 8, rank: 4 }),
  tableOnly({ name: "StartTime", rank: 2 }, ...fieldsNamed(timelineFields, "start", "end")),
  tableOnly({ name: "EndTime", rank: 3 }),
  tableOnly({ name: "notRun", rank: 1 }),
  tableOnly({ name: "reason", least: 16, rank: 5 }),
  tableOnly({ name: "TaskExecutionId", rank: 6 }),
  tableOnly({ name: "InvocationId", rank: 7 }),
];

export const toneOfRow = ({ result, verdict = "UNKNOWN" }: TimelineRow): Tone =>
  result === undefined ? toneOf(verdict) : resultWords[result].tone;

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
export const notRunWords: Readonly<Record<NonNullable<TimelineRow["notRun"]>["why"], string>> = {
  "max-errors": "too many errors",
  cutoff: "cutoff",
  cancelled: "cancelled",
  "not-started": "AWS refused",
  unknown: "reason unknown",
};

// The columns of this screen receive the content of this screen.
export const timelineContent = (content: ScreenContent): TimelineContent => content as TimelineContent;
