import type { TimeMark, TimeSpan, Tone } from "@windowpane/explorer";
import type { BarGlyphs } from "../theme/glyphs.ts";
import type { DrawnPiece } from "../theme/theme.ts";
import { placeOn, type Axis } from "./axis.ts";

/** What a span is drawn on. */
export interface SpanDrawing {
  readonly axis: Axis;
  readonly marks: readonly TimeMark[];
  readonly glyphs: BarGlyphs;
}

/** One line of the picture: the bar of what ran, or the reason why it did not, and the marks. */
export const drawSpan = (span: TimeSpan | undefined, drawing: SpanDrawing): readonly DrawnPiece[] => {
  const cells: Cells = Array.from({ length: drawing.axis.width }, () => ["plain", " "]);
  drawMarks(cells, drawing);
  if (span?.kind === "notRun") write(cells, ` ${drawing.glyphs.never} not run: ${span.why} `, "warn");
  else if (span !== undefined) drawBar(cells, span, drawing);
  return joined(cells);
};

type Cells = [tone: Tone, text: string][];

const markTones = { cutoff: "warn", end: "warn", now: "running" } as const;

const drawMarks = (cells: Cells, { axis, glyphs, marks }: SpanDrawing): void => {
  for (const { at, kind } of marks) {
    const cell = Math.floor(placeOn(axis, at));
    if (cell in cells) cells[cell] = [markTones[kind], glyphs[kind]];
  }
};

/** In half cells, so that neighbours that took different times look different; what took no time is still visible. */
const drawBar = (
  cells: Cells,
  { kind, from, to, tone }: Exclude<TimeSpan, { readonly kind: "notRun" }>,
  { axis, glyphs }: SpanDrawing,
): void => {
  const first = Math.max(0, Math.round(placeOn(axis, from) * 2));
  const end = Math.min(cells.length * 2, Math.max(first + 1, Math.round(placeOn(axis, to) * 2)));
  for (let cell = Math.floor(first / 2); cell < Math.ceil(end / 2); cell += 1) {
    const startsLate = cell * 2 < first;
    const endsEarly = cell * 2 + 2 > end;
    const glyph =
      kind === "running" ? glyphs.runs : startsLate ? glyphs.right : endsEarly ? glyphs.left : glyphs.ran;
    if (cell in cells) cells[cell] = [tone, glyph];
  }
};

const write = (cells: Cells, text: string, tone: Tone): void => {
  for (const [cell, character] of [...text].entries()) {
    if (cell in cells) cells[cell] = [tone, character];
  }
};

const joined = (cells: Cells): readonly DrawnPiece[] => {
  const pieces: [tone: Tone, text: string][] = [];
  for (const [tone, text] of cells) {
    const last = pieces.at(-1);
    if (last !== undefined && last[0] === tone) last[1] += text;
    else pieces.push([tone, text]);
  }
  return pieces;
};
