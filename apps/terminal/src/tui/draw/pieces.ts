/** Pieces on a line of the screen: their width, cut to a width, and wrapped over several lines. */
import { breakText, cutText, displayWidth } from "@windowpane/text";
import type { DrawnPiece } from "../theme/theme.ts";

/** The text of a piece. */
export const drawnText = (piece: DrawnPiece): string => (typeof piece === "string" ? piece : piece[1]);

/** The piece with another text. */
export const withText = (piece: DrawnPiece, text: string): DrawnPiece =>
  typeof piece === "string" ? text : [piece[0], text];

/** The pieces from one position of their joined text to another, in UTF-16 units. */
export const slicePieces = (
  pieces: readonly DrawnPiece[],
  from: number,
  to: number,
): readonly DrawnPiece[] => {
  let start = 0;
  return pieces.flatMap((piece) => {
    const text = drawnText(piece);
    const part = text.slice(Math.max(0, from - start), Math.max(0, to - start));
    start += text.length;
    return part === "" ? [] : [withText(piece, part)];
  });
};

/** The width of pieces side by side, in columns. */
export const piecesWidth = (pieces: readonly DrawnPiece[]): number =>
  pieces.reduce((sum, piece) => sum + displayWidth(drawnText(piece)), 0);

/** Pieces cut to a width in columns. The mark shows where text is missing. */
export const cutPieces = (
  pieces: readonly DrawnPiece[],
  width: number,
  mark: string,
): readonly DrawnPiece[] => {
  if (piecesWidth(pieces) <= width) return pieces;
  const kept: DrawnPiece[] = [];
  let left = Math.max(0, width);
  for (const piece of pieces) {
    const text = drawnText(piece);
    const own = displayWidth(text);
    if (own + mark.length <= left) {
      kept.push(piece);
      left -= own;
      continue;
    }
    // The piece alone would fit, but not together with the mark for the pieces after it.
    const cut = own <= left ? cutText(`${text}  `, left, mark) : cutText(text, left, mark);
    kept.push(withText(piece, cut));
    break;
  }
  return kept;
};

/** Pieces at both ends of a line. The left ones are cut where space lacks. */
export const bothEnds = (
  left: readonly DrawnPiece[],
  right: readonly DrawnPiece[],
  { width, mark }: { readonly width: number; readonly mark: string },
): readonly DrawnPiece[] => {
  const end = cutPieces(right, width, mark);
  const room = width - piecesWidth(end);
  const begin = cutPieces(left, end.length === 0 ? room : Math.max(0, room - 2), mark);
  return [...begin, " ".repeat(Math.max(0, room - piecesWidth(begin))), ...end];
};

/** Options of {@link wrapPieces}. */
export interface WrapOptions {
  /** In columns. */
  readonly width: number;
  /** Maximum number of lines; with `Infinity` a word that is too wide is broken, otherwise cut. */
  readonly most: number;
  /** Shows where text is missing. */
  readonly mark: string;
  /** Indentation of the lines after the first, in columns. Default: 0. */
  readonly indent?: number | undefined;
}

/** Wraps pieces between words. */
export const wrapPieces = (
  pieces: readonly DrawnPiece[],
  { width, most, mark, indent = 0 }: WrapOptions,
): readonly (readonly DrawnPiece[])[] => {
  const lines: DrawnPiece[][] = [[]];
  let used = 0;
  for (const piece of pieces) {
    const text = drawnText(piece);
    const words = text.match(/ *[^ ]+| +/g) ?? [];
    for (const word of most === Infinity ? words.flatMap((each) => breakText(each, width - indent)) : words) {
      const isFull = used + displayWidth(word) > width && used > indent;
      // The last line takes all that follows, and is cut below.
      const isNew = isFull && lines.length < most;
      if (isNew) {
        lines.push([" ".repeat(indent)]);
        used = indent;
      }
      const added = isNew ? word.trimStart() : word;
      lines.at(-1)?.push(withText(piece, added));
      used += displayWidth(added);
    }
  }
  return lines.map((line) => cutPieces(line, width, mark));
};
