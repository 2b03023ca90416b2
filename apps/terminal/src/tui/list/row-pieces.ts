import { cutText, displayWidth, fitColumns, padText, safeLine } from "@windowpane/text";
import type { Answer, CellContext, Column } from "../screen.ts";
import type { Piece } from "../theme/theme.ts";

/** Spaces between two cells. */
const gap = 2;

/** What a row is drawn with: its columns as `fitColumns` has fitted them. */
export interface RowDrawing {
  readonly columns: readonly Column[];
  readonly widths: readonly (number | undefined)[];
  readonly context: Omit<CellContext, "width">;
}

/** What the titles are drawn with: they stand there before anything was read. */
export interface TitleDrawing extends Pick<RowDrawing, "columns" | "widths"> {
  readonly context: Omit<CellContext, "width" | "answer"> & {
    readonly answer: CellContext["answer"] | undefined;
  };
}

/** Widths of columns on a line; undefined for those that have no room, or nothing to show in this answer. */
export const columnWidths = (
  columns: readonly Column[],
  answer: Answer | undefined,
  width: number,
): readonly (number | undefined)[] => {
  const shown = columns.filter(({ isShown }) => answer === undefined || isShown?.(answer) !== false);
  const widths = fitColumns(shown, { width, gap });
  return columns.map((column) => widths[shown.indexOf(column)]);
};

/** A row's cells side by side, each cut or filled to its width, and every text made harmless. */
export const rowPieces = (item: object, { columns, widths, context }: RowDrawing): readonly Piece[] => {
  const pieces: Piece[] = [];
  for (const [place, column] of columns.entries()) {
    const width = widths[place];
    if (width === undefined) continue;
    if (pieces.length > 0) pieces.push(" ".repeat(gap));
    const cell = { ...context, width };
    if (column.pieces === undefined)
      pieces.push(fitted(column.cell(item, cell), width, column.align, context));
    else pieces.push(...column.pieces(item, cell));
  }
  return pieces;
};

/** The titles over those cells. The one that is sorted by carries a sign. */
export const titlePieces = (
  { columns, widths, context: { answer, ...context } }: TitleDrawing,
  sorted: { readonly column: number; readonly sign: string } | undefined,
): string => {
  const cells = columns.flatMap(({ title: plain, head, align }, place) => {
    const width = widths[place];
    if (width === undefined) return [];
    const title = head === undefined || answer === undefined ? plain : head({ ...context, answer, width });
    // The sign stays where room lacks: the title can be guessed, the sign cannot.
    const sign = sorted?.column === place ? ` ${sorted.sign}` : "";
    const text = cutText(title, width - sign.length, "") + sign;
    return [align === "right" ? text.padStart(width) : padText(text, width)];
  });
  return cells.join(" ".repeat(gap));
};

const fitted = (
  piece: Piece,
  width: number,
  align: Column["align"],
  { theme }: Pick<CellContext, "theme">,
): Piece => {
  const [tone, raw] = typeof piece === "string" ? [undefined, piece] : piece;
  const text = cutText(safeLine(raw), width, theme.glyphs.ellipsis);
  const filled =
    align === "right" ? " ".repeat(Math.max(0, width - displayWidth(text))) + text : padText(text, width);
  return tone === undefined ? filled : [tone, filled];
};
