/** A timeline as an SVG that fills whatever width it is given: places are shares of the width, heights are pixels. */
import { durationText } from "@windowpane/text";
import { markup, nothing, type Markup } from "../parts/markup.ts";
import { stateWords, toneOfMachine } from "../parts/patch-fields.ts";
import { glyphOf, timeText, toneOfVerdict, type Tone } from "../parts/phrases.ts";
import type { NotRunWhy, Timeline, TimelineRow } from "../../timeline/model.ts";
import { resultWords, plural } from "../../model/words.ts";
import { ticksBetween } from "./axis.ts";
import { drawnRows } from "./drawn-rows.ts";

const ROW = 34;
const LINE = 16;
const TICKS = 5;
/** Characters of a name before it is cut, by how far it is set in: with what stands beside it, a line fits a phone. */
const NAMES = [26, 22, 24, 24] as const;

/** The picture with its words; nothing when nothing has begun. */
export const pictureOf = (timeline: Timeline): Markup => {
  const frame = frameOf(timeline);
  if (frame === undefined) return nothing;
  const { rows, left } = drawnRows(timeline);
  const marks = marksOf(timeline, frame);
  const top = LINE * (marks.length + 1) + 8;
  const height = top + rows.length * ROW + 4;
  const ticks = ticksBetween(frame.from, frame.to, TICKS).map(
    ({ at, label }) =>
      markup`<line class="tick" x1="${share(at, frame)}" x2="${share(at, frame)}" y1="${LINE}" y2="${height}"/>${label12(label, at, frame, LINE - 4, "muted")}`,
  );
  return markup`<figure>
<svg role="img" aria-labelledby="timeline-title timeline-about" width="100%" height="${height}">
<title id="timeline-title">Timeline</title><desc id="timeline-about">${aboutText(timeline)}</desc>
${ticks}
${marks.map((mark, index) => markMarkup(mark, frame, { y: LINE * (index + 2) - 4, top: LINE * (index + 2), height }))}
${rows.map((row, index) => rowMarkup(row, { frame, y: top + index * ROW, now: timeline.now }))}
</svg>
<figcaption>${captionText(timeline, frame)}${left === "" ? nothing : markup` ${left}`}</figcaption>
</figure>`;
};

interface Frame {
  readonly from: number;
  readonly to: number;
}

/** A limit that lies further away than this share of the span would squeeze what happened; it is told in words instead. */
const REACH = 1.35;

const frameOf = ({ from, to, limits }: Timeline): Frame | undefined => {
  if (from === undefined || to === undefined) return undefined;
  const begin = from.getTime();
  const span = Math.max(1000, to.getTime() - begin);
  const near = [limits?.cutoff, limits?.end]
    .map((limit) => limit?.getTime() ?? 0)
    .filter((limit) => limit > begin && limit <= begin + span * REACH);
  // A little room at the end, so that a line there is seen.
  return { from: begin, to: Math.max(begin + span, ...near) + span * 0.01 };
};

interface Mark {
  readonly at: number;
  readonly label: string;
  readonly kind: "mark" | "now";
}

const marksOf = ({ limits, running, now }: Timeline, { from, to }: Frame): readonly Mark[] => {
  const cutoff = limits?.cutoff?.getTime();
  const end = limits?.end.getTime();
  const both = cutoff !== undefined && cutoff === end;
  const marks: readonly (Mark | undefined)[] = [
    cutoff === undefined
      ? undefined
      : { at: cutoff, label: both ? "cutoff and end" : "cutoff", kind: "mark" },
    end === undefined || both ? undefined : { at: end, label: "window's end", kind: "mark" },
    running ? { at: now.getTime(), label: "now", kind: "now" } : undefined,
  ];
  return marks.filter((mark) => mark !== undefined).filter(({ at }) => at >= from && at <= to);
};

const markMarkup = (
  { at, label, kind }: Mark,
  frame: Frame,
  { y, top, height }: { readonly y: number; readonly top: number; readonly height: number },
): Markup =>
  markup`<line class="${kind}" x1="${share(at, frame)}" x2="${share(at, frame)}" y1="${top}" y2="${height}"/>${label12(`${label} ${clock(at)}`, at, frame, y, kind === "now" ? "running" : "muted")}`;

/** A text at a time; at the edges it stays inside. */
const label12 = (text: string, at: number, frame: Frame, y: number, tone: string): Markup => {
  const place = (at - frame.from) / (frame.to - frame.from);
  const anchor = place < 0.1 ? "start" : place > 0.8 ? "end" : "middle";
  return markup`<text class="${tone}" x="${share(at, frame)}" y="${y}" text-anchor="${anchor}">${text}</text>`;
};

const heights = { execution: 10, task: 10, invocation: 8, machine: 6 } as const;

const rowMarkup = (
  row: TimelineRow,
  { frame, y, now }: { readonly frame: Frame; readonly y: number; readonly now: Date },
): Markup => {
  const { StartTime, EndTime, open, notRun, depth, level } = row;
  const tone = toneOf(row);
  const begin = StartTime?.getTime();
  const end = EndTime?.getTime() ?? (open ? now.getTime() : begin);
  const height = heights[level];
  const middle = y + 20;
  const hasBar = notRun === undefined && begin !== undefined && end !== undefined;
  const width = hasBar ? Math.max(0.4, percent(Math.max(end, begin) - begin, frame)) : 0;
  const track = notRun === undefined ? "track" : "never";
  return markup`<g><title>${fullText(row)}</title>
<text x="${depth * 10}" y="${y + 12}"${depth <= 1 ? markup` class="strong"` : nothing}><tspan class="${tone}">${glyphOf(tone)}</tspan> ${shortName(row)}<tspan class="muted"> · ${stateText(row, now)}</tspan></text>
<line class="${track}" x1="0" x2="100%" y1="${middle}" y2="${middle}"/>
${hasBar ? markup`<rect class="${tone}" x="${share(begin, frame)}" width="${`${width.toFixed(3)}%`}" y="${middle - height / 2}" height="${height}" rx="2"/>` : nothing}</g>
`;
};

/** The tone of a line: ours, never AWS's own status. */
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
  if (notRun !== undefined) return `never ran: ${shortWhy[notRun.why]}`;
  const state =
    result === undefined
      ? verdict
      : stateWords({ result, patch }, result === "unreachable" ? "not reached" : resultWords[result]);
  const end = EndTime ?? (open ? now : undefined);
  return StartTime === undefined || end === undefined
    ? state
    : `${durationText(end.getTime() - StartTime.getTime())} · ${state}`;
};

/** As long as a phone has room for. */
const shortWhy: Readonly<Record<NotRunWhy, string>> = {
  "max-errors": "max errors",
  cutoff: "cutoff",
  cancelled: "cancelled",
  "not-started": "refused",
  unknown: "why unknown",
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
  return `${plural(tasks, "task")} with ${plural(machines, "machine")}${span}${running ? ", still running" : ""}. The tables below say the same in words.`;
};

const captionText = ({ limits }: Timeline, { to }: Frame): string => {
  const times = "Times are UTC.";
  if (limits === undefined) return `${times} The window's cutoff and end are not known here.`;
  const { cutoff, end, changedSince } = limits;
  const far = [
    cutoff !== undefined && cutoff.getTime() > to && `the cutoff at ${clock(cutoff.getTime())}`,
    end.getTime() > to && `the window's end at ${clock(end.getTime())}`,
  ].filter((text) => text !== false);
  const later = far.length === 0 ? "" : ` Later: ${far.join(" and ")}.`;
  const doubt = changedSince ? " The window was changed since, so its limits may have been others then." : "";
  return `${times}${later}${doubt}`;
};

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);

const percent = (length: number, { from, to }: Frame): number => (length / (to - from)) * 100;

const share = (at: number, frame: Frame): string =>
  `${Math.min(100, Math.max(0, percent(at - frame.from, frame))).toFixed(3)}%`;
