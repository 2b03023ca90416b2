import { timeText, zoneText, type ScreenContent, type Column, type Value } from "@windowpane/explorer";
import { cutText, displayWidth, fitColumns, padText, safeLine } from "@windowpane/text";
import type { DrawnPiece, UiTheme } from "../theme/theme.ts";
import { axisOf, axisText } from "../timeline/axis.ts";
import { drawSpan } from "../timeline/bar.ts";

/** Spaces between two cells. */
const gap = 2;

/** What a row is drawn with: its columns as `fitColumns` has fitted them. */
export interface RowDrawing {
  readonly columns: readonly Column[];
  readonly widths: readonly (number | undefined)[];
  readonly theme: UiTheme;
  readonly now: Date;
  readonly utcOffset: (at: Date) => number;
  /** Absent until something was read. */
  readonly content: ScreenContent | undefined;
}

/** Widths of columns on a line; undefined for those that have no room, or nothing to show in this answer. */
export const columnWidths = (
  columns: readonly Column[],
  answer: ScreenContent | undefined,
  width: number,
): readonly (number | undefined)[] => {
  const shown = columns.filter(({ isShown }) => answer === undefined || isShown?.(answer) !== false);
  const widths = fitColumns(shown, { width, gap });
  return columns.map((column) => widths[shown.indexOf(column)]);
};

/** A row's cells side by side, each cut or padded to its width, and every text made safe. */
export const rowPieces = (item: object, drawing: RowDrawing): readonly DrawnPiece[] => {
  const pieces: DrawnPiece[] = [];
  for (const [index, column] of drawing.columns.entries()) {
    const width = drawing.widths[index];
    if (width === undefined) continue;
    if (pieces.length > 0) pieces.push(" ".repeat(gap));
    if (column.timeline === undefined) pieces.push(cellPiece(item, column, width, drawing));
    else pieces.push(...timelinePieces(item, column.timeline, width, drawing));
  }
  return pieces;
};

const cellPiece = (
  item: object,
  { value, tail, depth, align }: Column,
  width: number,
  { theme, now, utcOffset }: RowDrawing,
): DrawnPiece => {
  const piece = drawnValue(value(item, now), { theme, now, utcOffset });
  const [tone, raw] = typeof piece === "string" ? [undefined, piece] : piece;
  const indent = " ".repeat(depth?.(item) ?? 0);
  const text = indent + cutBeforeTail(safeLine(raw), tail?.(item) ?? "", width - indent.length, theme);
  const filled =
    align === "right" ? " ".repeat(Math.max(0, width - displayWidth(text))) + text : padText(text, width);
  return tone === undefined ? filled : [tone, filled];
};

/** A value as it is drawn: an instant in local time, a sign before its text. */
export const drawnValue = (
  value: Value,
  { theme, now, utcOffset }: Pick<RowDrawing, "theme" | "now" | "utcOffset">,
): DrawnPiece => (value instanceof Date ? timeText(value, now, utcOffset) : theme.drawn(value));

/** What is before the tail can be guessed from its beginning; the tail cannot. */
const cutBeforeTail = (text: string, tail: string, width: number, { glyphs }: UiTheme): string =>
  tail !== "" && text.endsWith(tail)
    ? cutText(text.slice(0, text.length - tail.length), width - tail.length, glyphs.ellipsis) + tail
    : cutText(text, width, glyphs.ellipsis);

const timelinePieces = (
  item: object,
  { axis, span }: NonNullable<Column["timeline"]>,
  width: number,
  { theme, now, content }: RowDrawing,
): readonly DrawnPiece[] => {
  const time = content === undefined ? undefined : axis(content, now);
  if (time === undefined) return [" ".repeat(width)];
  const drawing = { axis: axisOf(time, width), marks: time.marks, glyphs: theme.glyphs.bar };
  return drawSpan(span(item, now), drawing);
};

/** The titles over those cells. The one that is sorted by has a sign. */
export const titlePieces = (
  drawing: RowDrawing,
  sorted: { readonly column: number; readonly sign: string } | undefined,
): string => {
  const cells = drawing.columns.flatMap((column, index) => {
    const width = drawing.widths[index];
    if (width === undefined) return [];
    // The sign stays where space lacks: the title can be guessed, the sign cannot.
    const sign = sorted?.column === index ? ` ${sorted.sign}` : "";
    const text = cutText(titleOf(column, width, drawing), width - sign.length, "") + sign;
    return [column.align === "right" ? text.padStart(width) : padText(text, width)];
  });
  return cells.join(" ".repeat(gap));
};

const titleOf = (
  { title, isTime, timeline }: Column,
  width: number,
  { now, utcOffset, content, theme }: RowDrawing,
): string => {
  if (timeline !== undefined && content !== undefined) {
    const axis = timeline.axis(content, now);
    return axis === undefined ? "" : axisText(axisOf(axis, width), utcOffset, theme.glyphs.bar.tick);
  }
  return isTime === true ? `${title} ${zoneText(utcOffset(now))}` : title;
};
