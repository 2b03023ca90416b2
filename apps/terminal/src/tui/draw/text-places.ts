/** From positions in the text of a logical line to places on the drawn lines that it was wrapped over. */
import { lineText, type DrawnText, type TextLine, type TextMatch } from "@windowpane/explorer";
import type { DrawnPiece } from "../theme/theme.ts";
import { drawnText } from "./pieces.ts";

/** A stretch of a drawn line. */
export interface DrawnPlace {
  /** Index of the drawn line. */
  readonly drawn: number;
  /** Start and end in the drawn line's text, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

interface Places extends Pick<DrawnText, "drawnAt"> {
  readonly placesOf: (match: TextMatch) => readonly DrawnPlace[];
}

/** Finds places on wrapped lines. Each logical line is aligned with its drawn lines once, when something in it is first looked for. */
export const placesIn = (
  lines: readonly TextLine[],
  wrapped: readonly (readonly DrawnPiece[])[],
  offsets: readonly number[],
): Places => {
  const known = new Map<number, Alignment>();
  const alignmentOf = (line: number): Alignment => {
    const before = known.get(line);
    if (before !== undefined) return before;
    const from = offsets[line] ?? 0;
    const made = align(lines[line], wrapped.slice(from, offsets[line + 1]));
    known.set(line, made);
    return made;
  };
  return {
    drawnAt: (line, position) => (offsets[line] ?? 0) + (alignmentOf(line).rows[position] ?? 0),
    placesOf({ line, from, to }) {
      const { rows, columns } = alignmentOf(line);
      const first = offsets[line] ?? 0;
      const places: DrawnPlace[] = [];
      for (let at = from; at < to; at += 1) {
        const column = columns[at] ?? missing;
        if (column === missing) continue;
        const drawn = first + (rows[at] ?? 0);
        const last = places.at(-1);
        if (last?.drawn === drawn && last.to === column)
          places[places.length - 1] = { ...last, to: column + 1 };
        else places.push({ drawn, from: column, to: column + 1 });
      }
      return places;
    },
  };
};

/** The drawn line and the position on it of each UTF-16 unit of a logical line's text. */
interface Alignment {
  readonly rows: Uint32Array;
  readonly columns: Uint32Array;
}

/** Position of a unit that is not drawn: a space at which the line was wrapped. */
const missing = 0xffff_ffff;

/**
 * Follows the text along its drawn lines. What only one of them has is passed over: spaces at which a line was wrapped on
 * one side; signs, indentation and the backslashes of a continued command on the other.
 */
const align = (line: TextLine | undefined, drawn: readonly (readonly DrawnPiece[])[]): Alignment => {
  // The rule of a divider is drawn with other characters.
  const skipped = line?.kind === "divider" ? 3 : 0;
  const text = line === undefined ? "" : lineText(line);
  const rows = new Uint32Array(text.length);
  const columns = new Uint32Array(text.length).fill(missing);
  let at = skipped;
  for (const [row, pieces] of drawn.entries()) {
    const shown = pieces.map(drawnText).join("");
    const indentation = line?.kind === "verbatim" ? 0 : shown.length - shown.trimStart().length;
    for (let column = row === 0 ? skipped : indentation; column < shown.length; column += 1) {
      if (shown[column] !== " ") {
        for (; text[at] === " "; at += 1) rows[at] = row;
      }
      if (text[at] !== shown[column]) continue;
      rows[at] = row;
      columns[at] = column;
      at += 1;
    }
  }
  return { rows, columns };
};
