import { cutText, displayWidth } from "@windowpane/text";
import type { DrawnPiece } from "../theme/theme.ts";
import { cutPieces } from "./fit-pieces.ts";

interface WrapOptions {
  readonly width: number;
  /** Most lines; the last one carries the mark where something is left out. */
  readonly most: number;
  readonly mark: string;
}

/** Pieces over several lines, broken between words. Lines after the first begin under the first word after a label. */
export const wrapPieces = (
  pieces: readonly DrawnPiece[],
  { width, most, mark }: WrapOptions,
): readonly (readonly DrawnPiece[])[] => {
  const indent = indentOf(pieces);
  const lines: DrawnPiece[][] = [[]];
  let used = 0;
  for (const piece of pieces) {
    const [tone, text] = typeof piece === "string" ? ([undefined, piece] as const) : piece;
    const words = text.match(/ *[^ ]+| +/g) ?? [];
    for (const word of most === Infinity ? words.flatMap((word) => broken(word, width - indent)) : words) {
      const own = displayWidth(word);
      const isFull = used + own > width && used > indent;
      let isNew = false;
      // What the last line cannot hold is cut off there, with all that follows.
      if (isFull && lines.length < most) {
        lines.push([" ".repeat(indent)]);
        used = indent;
        isNew = true;
      }
      const put = isNew ? word.trimStart() : word;
      lines.at(-1)?.push(tone === undefined ? put : [tone, put]);
      used += displayWidth(put);
    }
  }
  return lines.map((line) => cutPieces(line, width, mark));
};

/** A word in parts that fit: where nothing may be cut, a word that is wider than the line is broken. */
const broken = (word: string, width: number): readonly string[] => {
  const parts: string[] = [];
  let rest = word;
  while (displayWidth(rest) > width) {
    const part = cutText(rest, width, "");
    // A character wider than the line would never get shorter.
    if (part === "") break;
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest];
};

/** Where the text begins after a label such as `to do     `; 0 without one. */
const indentOf = ([first, ...others]: readonly DrawnPiece[]): number => {
  const text = typeof first === "string" ? first : (first?.[1] ?? "");
  return others.length > 0 && text.endsWith("  ") ? displayWidth(text) : 0;
};
