/** Rows of a list and the titles above them. */
import {
  columnTitle,
  columnWish,
  isColumnShown,
  timeText,
  type Column,
  type ScreenContent,
  type Value,
} from "@windowpane/explorer";
import { sparkText } from "@windowpane/report";
import { cutText, displayWidth, fitColumns, padText, safeLine, type ColumnWish } from "@windowpane/text";
import type { DrawnPiece, UiTheme } from "../theme/theme.ts";
import { drawnText, withText } from "./pieces.ts";
import { axisLabels, drawSpan, fitAxis } from "./time-axis.ts";

/** Spaces between two cells. */
const gap = 2;

/** How values are drawn. */
export interface ValueDrawing {
  readonly theme: UiTheme;
  readonly now: Date;
  /** Minutes that local time is ahead of UTC at an instant. */
  readonly utcOffset: (at: Date) => number;
}

/** How rows are drawn. */
export interface RowDrawing extends ValueDrawing {
  readonly columns: readonly Column[];
  /** Width of each column, from {@link columnWidths}. */
  readonly widths: readonly (number | undefined)[];
  /** Absent until something was read. */
  readonly content: ScreenContent | undefined;
}

/** What decides the widths of columns. */
interface WidthOptions extends ValueDrawing {
  /** Absent until something was read. */
  readonly content: ScreenContent | undefined;
  /** Width of the line, in columns of the window. */
  readonly width: number;
  /** The visible rows. */
  readonly rows: readonly { readonly item: object }[];
}

/**
 * Widths of columns on a line; undefined for columns that do not fit or are hidden for this content. A column of numbers is as
 * wide as its widest visible number, as a cut number is a wrong one; columns of text give way.
 */
export const columnWidths = (
  columns: readonly Column[],
  { content, width, rows, ...drawing }: WidthOptions,
): readonly (number | undefined)[] => {
  const shown = columns.filter((column) => isColumnShown(column, content));
  const widths = fitColumns(
    shown.map((column) => {
      const wish = columnWish(column, drawing.utcOffset(drawing.now));
      return column.align === "right" ? asWideAsNumbers(column, wish, { rows, ...drawing }) : wish;
    }),
    { width, gap },
  );
  return columns.map((column) => widths[shown.indexOf(column)]);
};

const asWideAsNumbers = (
  column: Column,
  wish: ColumnWish,
  { rows, ...drawing }: Pick<WidthOptions, "rows"> & ValueDrawing,
): ColumnWish => {
  const { least = 0, wanted = 0 } = wish;
  const widest = rows.reduce(
    (most, { item }) =>
      Math.max(most, displayWidth(drawnText(drawnValue(column.value(item, drawing.now), drawing)))),
    least,
  );
  return { ...wish, least: widest, wanted: Math.max(widest, wanted) };
};

/** The cells of a row side by side, each cut or padded to its width. */
export const rowPieces = (item: object, drawing: RowDrawing): readonly DrawnPiece[] => {
  const pieces: DrawnPiece[] = [];
  for (const [index, column] of drawing.columns.entries()) {
    const width = drawing.widths[index];
    if (width === undefined) continue;
    if (pieces.length > 0) pieces.push(" ".repeat(gap));
    const { spark } = drawing.theme.glyphs;
    if (column.spark !== undefined && spark !== undefined)
      pieces.push(padText(sparkText(column.spark(item).slice(-width), spark), width));
    else if (column.timeline === undefined) pieces.push(cellPiece(item, column, width, drawing));
    else pieces.push(...timelinePieces(item, column.timeline, width, drawing));
  }
  return pieces;
};

const cellPiece = (
  item: object,
  { value, tail, depth, align }: Column,
  width: number,
  drawing: RowDrawing,
): DrawnPiece => {
  const piece = drawnValue(value(item, drawing.now), drawing);
  const indent = " ".repeat(depth?.(item) ?? 0);
  const mark = drawing.theme.glyphs.ellipsis;
  const whole = safeLine(drawnText(piece));
  const text = indent + cutBeforeTail(whole, tail?.(item) ?? "", width - indent.length, mark);
  const filled =
    align === "right" ? " ".repeat(Math.max(0, width - displayWidth(text))) + text : padText(text, width);
  return withText(piece, filled);
};

/** A value as text: an instant in local time, a sign before its text. */
export const drawnValue = (value: Value, { theme, now, utcOffset }: ValueDrawing): DrawnPiece =>
  value instanceof Date ? timeText(value, now, utcOffset) : theme.drawn(value);

const cutBeforeTail = (text: string, tail: string, width: number, mark: string): string =>
  tail !== "" && text.endsWith(tail)
    ? cutText(text.slice(0, text.length - tail.length), width - tail.length, mark) + tail
    : cutText(text, width, mark);

const timelinePieces = (
  item: object,
  { axis, span }: NonNullable<Column["timeline"]>,
  width: number,
  { theme, now, content }: RowDrawing,
): readonly DrawnPiece[] => {
  const time = content === undefined ? undefined : axis(content, now);
  if (time === undefined) return [" ".repeat(width)];
  return drawSpan(span(item, now), {
    axis: fitAxis(time, width),
    marks: time.marks,
    glyphs: theme.glyphs.bar,
  });
};

/** The titles above the cells. The column that the rows are sorted by has a sign. */
export const titlesText = (
  drawing: RowDrawing,
  sorted: { readonly column: number; readonly sign: string } | undefined,
): string => {
  const cells = drawing.columns.flatMap((column, index) => {
    const width = drawing.widths[index];
    if (width === undefined) return [];
    const title = titleOf(column, width, drawing);
    const sign = sorted?.column === index ? sorted.sign : "";
    const space = sign !== "" && displayWidth(title) + 2 <= width ? " " : "";
    // A title that is too wide is cut, its sign is not.
    const text = cutText(title, width - space.length - sign.length, "") + space + sign;
    return [column.align === "right" ? text.padStart(width) : padText(text, width)];
  });
  return cells.join(" ".repeat(gap));
};

const titleOf = (column: Column, width: number, { now, utcOffset, content, theme }: RowDrawing): string => {
  const { timeline } = column;
  if (timeline !== undefined && content !== undefined) {
    const axis = timeline.axis(content, now);
    return axis === undefined ? "" : axisLabels(fitAxis(axis, width), utcOffset, theme.glyphs.bar.tick);
  }
  return columnTitle(column, utcOffset(now));
};
