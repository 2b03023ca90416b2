import { cutText, displayWidth } from "@windowpane/text";
import type { DrawnPiece } from "../theme/theme.ts";

/** How many columns pieces take side by side. */
export const piecesWidth = (pieces: readonly DrawnPiece[]): number =>
  pieces.reduce((sum, piece) => sum + displayWidth(typeof piece === "string" ? piece : piece[1]), 0);

/** Pieces cut to a number of columns, with the mark where something is missing. */
export const cutPieces = (
  pieces: readonly DrawnPiece[],
  width: number,
  mark: string,
): readonly DrawnPiece[] => {
  if (piecesWidth(pieces) <= width) return pieces;
  const kept: DrawnPiece[] = [];
  let left = Math.max(0, width);
  for (const piece of pieces) {
    const text = typeof piece === "string" ? piece : piece[1];
    const own = displayWidth(text);
    // The mark needs room of its own, unless this piece and all after it fit; and they do not, or we were not here.
    if (own + mark.length <= left) {
      kept.push(piece);
      left -= own;
      continue;
    }
    const cut = own <= left ? cutText(`${text}  `, left, mark) : cutText(text, left, mark);
    kept.push(typeof piece === "string" ? cut : [piece[0], cut]);
    break;
  }
  return kept;
};

/** Pieces at both ends of a line. The right ones stay whole, the left ones are cut. */
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
