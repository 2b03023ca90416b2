/** A time axis in cells: its labels, and the bars and marks of a row. */
import type { TimeAxis, TimeMark, TimeSpan, Tone } from "@windowpane/explorer";
import type { BarGlyphs } from "../theme/glyphs.ts";
import type { DrawnPiece } from "../theme/theme.ts";

/** A time axis that is fitted to a number of cells. */
export interface CellAxis {
  /** In milliseconds since 1970, as `to`. */
  readonly from: number;
  readonly to: number;
  /** In cells. */
  readonly width: number;
}

/** Fits an axis to `width` cells. A mark far after the rows is left out: it would compress every bar into one cell. */
export const fitAxis = ({ from, to, marks }: TimeAxis, width: number): CellAxis => {
  const start = from.getTime();
  const length = Math.max(1000, to.getTime() - start);
  const offsets = marks.map(({ at }) => at.getTime() - start);
  const longest = Math.max(length, ...offsets.filter((offset) => offset <= 2 * length));
  // One more cell at the end, so that a mark there is visible.
  return { from: start, to: start + longest * (1 + 1 / Math.max(8, width)), width };
};

/** The cell of an instant, with its fraction; below 0 or from `width` on outside the axis. */
export const cellAt = ({ from, to, width }: CellAxis, at: Date): number =>
  ((at.getTime() - from) / (to - from)) * width;

/** Time labels in local time, as many as fit: `03:00     03:30     04:00`. */
export const axisLabels = (axis: CellAxis, utcOffset: (at: Date) => number, tick: string): string => {
  const { from, to, width } = axis;
  const perCell = (to - from) / Math.max(1, width);
  const step = steps.find((candidate) => candidate / perCell >= labelWidth(candidate) + 3) ?? longestStep;
  const offset = utcOffset(new Date(from)) * 60_000;
  let text = "";
  for (let local = Math.ceil((from + offset) / step) * step; local - offset <= to; local += step) {
    const cell = Math.floor((local - offset - from) / perCell);
    const label = `${tick}${timeLabel(local, step)}`;
    if (cell < text.length || cell + label.length > width) continue;
    text = text.padEnd(cell) + label;
  }
  return text.padEnd(width);
};

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Distances between labels, in milliseconds. */
const steps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 30, 90, 180].map((count) => count * day),
];

/** An execution that never ended may be years old. */
const longestStep = 365 * day;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A time as precise as the distance between labels needs it. */
const timeLabel = (local: number, step: number): string => {
  const at = new Date(local);
  if (step < day) return at.toISOString().slice(11, step < minute ? 19 : 16);
  const year = step >= 180 * day ? ` ${at.getUTCFullYear()}` : "";
  return `${at.getUTCDate()} ${months[at.getUTCMonth()] ?? ""}${year}`;
};

const labelWidth = (step: number): number => timeLabel(0, step).length + 1;

/** How a span is drawn. */
export interface SpanDrawing {
  readonly axis: CellAxis;
  readonly marks: readonly TimeMark[];
  readonly glyphs: BarGlyphs;
}

/** Draws the bar of a row, or the reason why it did not run, over the marks. */
export const drawSpan = (
  span: TimeSpan | undefined,
  { axis, marks, glyphs }: SpanDrawing,
): readonly DrawnPiece[] => {
  const cells: Cells = Array.from({ length: axis.width }, () => ["plain", " "]);
  for (const { at, kind } of marks) {
    const cell = Math.floor(cellAt(axis, at));
    if (cell in cells) cells[cell] = [markTones[kind], glyphs[kind]];
  }
  if (span?.kind === "notRun") drawText(cells, ` ${glyphs.notRun} not run: ${span.why} `);
  else if (span !== undefined) drawBar(cells, span, axis, glyphs);
  return joined(cells);
};

type Cells = [tone: Tone, text: string][];

const markTones = { cutoff: "warn", end: "warn", now: "running" } as const;

const drawText = (cells: Cells, text: string): void => {
  for (const [cell, character] of [...text].entries()) {
    if (cell in cells) cells[cell] = ["warn", character];
  }
};

/** Draws in half cells, so that similar durations look different, and at least one half, so that every bar is visible. */
const drawBar = (
  cells: Cells,
  { kind, from, to, tone }: Exclude<TimeSpan, { readonly kind: "notRun" }>,
  axis: CellAxis,
  glyphs: BarGlyphs,
): void => {
  const first = Math.max(0, Math.round(cellAt(axis, from) * 2));
  const end = Math.min(cells.length * 2, Math.max(first + 1, Math.round(cellAt(axis, to) * 2)));
  for (let cell = Math.floor(first / 2); cell < Math.ceil(end / 2); cell += 1) {
    const startsLate = cell * 2 < first;
    const endsEarly = cell * 2 + 2 > end;
    const glyph =
      kind === "running" ? glyphs.running : startsLate ? glyphs.right : endsEarly ? glyphs.left : glyphs.ran;
    if (cell in cells) cells[cell] = [tone, glyph];
  }
};

/** Neighbouring cells of one tone as one piece. */
const joined = (cells: Cells): readonly DrawnPiece[] => {
  const pieces: [tone: Tone, text: string][] = [];
  for (const [tone, text] of cells) {
    const last = pieces.at(-1);
    if (last !== undefined && last[0] === tone) last[1] += text;
    else pieces.push([tone, text]);
  }
  return pieces;
};
