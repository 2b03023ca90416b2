/** Draws a timeline as an SVG of variable width: positions are percentages of the width, heights are pixels. */
import { durationText } from "@windowpane/text";
import { markup, nothing, type Markup } from "../parts/markup.ts";
import { stateWords, toneOfMachine } from "../parts/patch-fields.ts";
import { glyphOf, timeText, toneOfVerdict, type Tone } from "../parts/phrases.ts";
import type { NotRunReason, Timeline, TimelineRow } from "../../timeline/model.ts";
import { resultWords, plural } from "../../model/words.ts";
import { ticksBetween } from "./axis.ts";
import { drawnRows } from "./drawn-rows.ts";

const ROW = 34;
const LINE = 16;
const TICKS = 5;
/** Maximum characters of a name, by depth, so that a row fits a phone. */
const NAMES = [26, 22, 24, 24] as const;

/** The picture with its caption. Nothing if the execution has not started. */
export const pictureOf = (timeline: Timeline): Markup => {
  const range = rangeOf(timeline);
  if (range === undefined) return nothing;
  const { rows, left } = drawnRows(timeline);
  const marks = marksOf(timeline, range);
  const top = LINE * (marks.length + 1) + 8;
  const height = top + rows.length * ROW + 4;
  const ticks = ticksBetween(range.from, range.to, TICKS).map(
    ({ at, label }) =>
      markup`<line class="tick" x1="${share(at, range)}" x2="${share(at, range)}" y1="${LINE}" y2="${height}"/>${timeLabel(label, at, range, LINE - 4, "muted")}`,
  );
  return markup`<figure>
<svg role="img" aria-labelledby="timeline-title timeline-about" width="100%" height="${height}">
<title id="timeline-title">Timeline</title><desc id="timeline-about">${aboutText(timeline)}</desc>
${ticks}
${marks.map((mark, index) => markMarkup(mark, range, { y: LINE * (index + 2) - 4, top: LINE * (index + 2), height }))}
${rows.map((row, index) => rowMarkup(row, { range, y: top + index * ROW, now: timeline.now }))}
</svg>
<figcaption>${captionText(timeline, range)}${left === "" ? nothing : markup` ${left}`}</figcaption>
</figure>`;
};

interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Limits beyond this multiple of the time span are in the caption only, because drawing them would compress the bars. */
const REACH = 1.35;

const rangeOf = ({ from, to, limits }: Timeline): TimeRange | undefined => {
  if (from === undefined || to === undefined) return undefined;
  const begin = from.getTime();
  const span = Math.max(1000, to.getTime() - begin);
  const near = [limits?.cutoff, limits?.end]
    .map((limit) => limit?.getTime() ?? 0)
    .filter((limit) => limit > begin && limit <= begin + span * REACH);
  // A small margin keeps a line at the end visible.
  return { from: begin, to: Math.max(begin + span, ...near) + span * 0.01 };
};

interface LimitMark {
  readonly at: number;
  readonly label: string;
  readonly kind: "mark" | "now";
}

const marksOf = ({ limits, running, now }: Timeline, { from, to }: TimeRange): readonly LimitMark[] => {
  const cutoff = limits?.cutoff?.getTime();
  const end = limits?.end.getTime();
  const both = cutoff !== undefined && cutoff === end;
  const marks: readonly (LimitMark | undefined)[] = [
    cutoff === undefined
      ? undefined
      : { at: cutoff, label: both ? "cutoff and end" : "cutoff", kind: "mark" },
    end === undefined || both ? undefined : { at: end, label: "window's end", kind: "mark" },
    running ? { at: now.getTime(), label: "now", kind: "now" } : undefined,
  ];
  return marks.filter((mark) => mark !== undefined).filter(({ at }) => at >= from && at <= to);
};

const markMarkup = (
  { at, label, kind }: LimitMark,
  range: TimeRange,
  { y, top, height }: { readonly y: number; readonly top: number; readonly height: number },
): Markup =>
  markup`<line class="${kind}" x1="${share(at, range)}" x2="${share(at, range)}" y1="${top}" y2="${height}"/>${timeLabel(`${label} ${clock(at)}`, at, range, y, kind === "now" ? "running" : "muted")}`;

/** A label at a time, kept within the edges. */
const timeLabel = (text: string, at: number, range: TimeRange, y: number, tone: string): Markup => {
  const position = (at - range.from) / (range.to - range.from);
  const anchor = position < 0.1 ? "start" : position > 0.8 ? "end" : "middle";
  return markup`<text class="${tone}" x="${share(at, range)}" y="${y}" text-anchor="${anchor}">${text}</text>`;
};

const heights = { execution: 10, task: 10, invocation: 8, machine: 6 } as const;

const rowMarkup = (
  row: TimelineRow,
  { range, y, now }: { readonly range: TimeRange; readonly y: number; readonly now: Date },
): Markup => {
  const { StartTime, EndTime, open, notRun, depth, level } = row;
  const tone = toneOf(row);
  const begin = StartTime?.getTime();
  const end = EndTime?.getTime() ?? (open ? now.getTime() : begin);
  const height = heights[level];
  const middle = y + 20;
  const hasBar = notRun === undefined && begin !== undefined && end !== undefined;
  const width = hasBar ? Math.max(0.4, percent(Math.max(end, begin) - begin, range)) : 0;
  const track = notRun === undefined ? "track" : "not-run";
  return markup`<g><title>${fullText(row)}</title>
<text x="${depth * 10}" y="${y + 12}"${depth <= 1 ? markup` class="strong"` : nothing}><tspan class="${tone}">${glyphOf(tone)}</tspan> ${shortName(row)}<tspan class="muted"> · ${stateText(row, now)}</tspan></text>
<line class="${track}" x1="0" x2="100%" y1="${middle}" y2="${middle}"/>
${hasBar ? markup`<rect class="${tone}" x="${share(begin, range)}" width="${`${width.toFixed(3)}%`}" y="${middle - height / 2}" height="${height}" rx="2"/>` : nothing}</g>
`;
};

/** The tone of a row: from the verdict or result, never from AWS's status. */
const toneOf = ({ result, patch, verdict }: TimelineRow): Tone =>
  result !== undefined ? toneOfMachine({ result, patch }) : toneOfVerdict(verdict ?? "UNKNOWN");

const nameOf = ({ name, InstanceName = "" }: TimelineRow): string =>
  InstanceName === "" ? name : InstanceName;

const shortName = (row: TimelineRow): string => {
  const points = Array.from(nameOf(row));
  const most = NAMES[row.depth];
  return points.length <= most ? points.join("") : `${points.slice(0, most - 1).join("")}…`;
};

const stateText = (row: TimelineRow, now: Date): string => {
  const { notRun, result, patch, verdict = "", StartTime, EndTime, open } = row;
  if (notRun !== undefined) return `not run: ${shortWhy[notRun.why]}`;
  const state = result === undefined ? verdict : stateWords({ result, patch }, resultWords[result]);
  const end = EndTime ?? (open ? now : undefined);
  return StartTime === undefined || end === undefined
    ? state
    : `${durationText(end.getTime() - StartTime.getTime())} · ${state}`;
};

/** Reasons short enough for a phone. */
const shortWhy: Readonly<Record<NotRunReason, string>> = {
  "max-errors": "max errors",
  cutoff: "cutoff",
  cancelled: "cancelled",
  "not-started": "not started",
  unknown: "unknown reason",
};

const fullText = (row: TimelineRow): string => {
  const { name, StartTime, EndTime, reason, notRun, patch } = row;
  const own = nameOf(row) === name ? name : `${nameOf(row)} (${name})`;
  const times = [StartTime, EndTime].filter((time) => time !== undefined).map(timeText);
  return [own, times.join(" to "), notRun?.reason ?? reason, patchText(patch)]
    .filter((text) => text !== "")
    .join(". ");
};

const patchText = (patch: TimelineRow["patch"]): string =>
  patch === undefined ? "" : `Patches: ${patch.words}`;

const aboutText = ({ rows, running, from, to }: Timeline): string => {
  const tasks = rows.filter(({ level }) => level === "task").length;
  const machines = rows.filter(({ level }) => level === "machine").length;
  const span = from === undefined || to === undefined ? "" : ` from ${timeText(from)} to ${timeText(to)}`;
  return `${plural(tasks, "task")} with ${plural(machines, "machine")}${span}${running ? ", still running" : ""}. The tables below have the same data.`;
};

const captionText = ({ limits }: Timeline, { to }: TimeRange): string => {
  const times = "Times are UTC.";
  if (limits === undefined) return `${times} The window's cutoff and end are unknown.`;
  const { cutoff, end, changedSince } = limits;
  const far = [
    cutoff !== undefined && cutoff.getTime() > to && `the cutoff at ${clock(cutoff.getTime())}`,
    end.getTime() > to && `the window's end at ${clock(end.getTime())}`,
  ].filter((text) => text !== false);
  const later = far.length === 0 ? "" : ` Later: ${far.join(" and ")}.`;
  const doubt = changedSince ? " The window was changed since, so its limits may have been different." : "";
  return `${times}${later}${doubt}`;
};

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);

const percent = (length: number, { from, to }: TimeRange): number => (length / (to - from)) * 100;

const share = (at: number, range: TimeRange): string =>
  `${Math.min(100, Math.max(0, percent(at - range.from, range))).toFixed(3)}%`;
