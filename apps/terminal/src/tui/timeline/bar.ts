import type { TimelineLimits, TimelineRow } from "@windowpane/report";
import type { BarGlyphs } from "../theme/glyphs.ts";
import type { Tone } from "../theme/palette.ts";
import type { Piece } from "../theme/theme.ts";
import { placeOn, type Axis } from "./axis.ts";

/** What a bar is drawn with. */
export interface BarDrawing {
  readonly axis: Axis;
  readonly glyphs: BarGlyphs;
  /** The present, while something runs. */
  readonly now: Date | undefined;
  readonly limits: TimelineLimits | undefined;
  /** What the bar means. */
  readonly tone: Tone;
}

/** One line of the picture: the bar of what ran, the reason of what never did, and the lines of now, cutoff and end. */
export const drawBar = (row: TimelineRow, drawing: BarDrawing): readonly Piece[] => {
  const { axis, tone } = drawing;
  const cells: [tone: Tone, text: string][] = Array.from({ length: axis.width }, () => ["plain", " "]);
  drawLines(cells, drawing);
  if (row.notRun !== undefined) {
    const mark = drawing.glyphs.never;
    write(cells, ` ${mark} never ran: ${neverWords[row.notRun.why]} `, "warn");
  } else drawRun(cells, row, drawing, tone);
  return joined(cells);
};

/** What kept something from running, in few words. */
export const neverWords: Readonly<Record<NonNullable<TimelineRow["notRun"]>["why"], string>> = {
  "max-errors": "too many errors",
  cutoff: "cutoff",
  cancelled: "cancelled",
  "not-started": "AWS refused",
  unknown: "not known why",
};

type Cells = [tone: Tone, text: string][];

const drawLines = (cells: Cells, { axis, glyphs, now, limits }: BarDrawing): void => {
  const line = (at: Date | undefined, glyph: string, tone: Tone): void => {
    const cell = at === undefined ? -1 : Math.floor(placeOn(axis, at));
    if (cell in cells) cells[cell] = [tone, glyph];
  };
  line(limits?.cutoff, glyphs.cutoff, "warn");
  line(limits?.end, glyphs.end, "warn");
  line(now, glyphs.now, "running");
};

/** Half cells, so that neighbours that took different times look so; what took no time at all still shows. */
const drawRun = (cells: Cells, row: TimelineRow, { axis, glyphs, now }: BarDrawing, tone: Tone): void => {
  const { StartTime, EndTime, open } = row;
  const end = EndTime ?? (open ? now : undefined);
  if (StartTime === undefined) return;
  const from = Math.max(0, Math.round(placeOn(axis, StartTime) * 2));
  const to = Math.min(cells.length * 2, Math.max(from + 1, Math.round(placeOn(axis, end ?? StartTime) * 2)));
  for (let cell = Math.floor(from / 2); cell < Math.ceil(to / 2); cell += 1) {
    const startsLate = cell * 2 < from;
    const endsEarly = cell * 2 + 2 > to;
    const glyph = open ? glyphs.runs : startsLate ? glyphs.right : endsEarly ? glyphs.left : glyphs.ran;
    if (cell in cells) cells[cell] = [tone, glyph];
  }
};

const write = (cells: Cells, text: string, tone: Tone): void => {
  for (const [cell, character] of [...text].entries()) {
    if (cell in cells) cells[cell] = [tone, character];
  }
};

const joined = (cells: Cells): readonly Piece[] => {
  const pieces: [tone: Tone, text: string][] = [];
  for (const [tone, text] of cells) {
    const last = pieces.at(-1);
    if (last !== undefined && last[0] === tone) last[1] += text;
    else pieces.push([tone, text]);
  }
  return pieces;
};
