/** Positions in a text: matches of a search, and where the reader is. Both are in logical lines, which no renderer changes. */
import { lineText, type TextLine } from "../model/text.ts";

/** An occurrence of the searched text. */
export interface TextMatch {
  /** Index of the logical line. */
  readonly line: number;
  /** Start and end in the line's text (`lineText`), in UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

/** A text as a renderer has drawn it: each logical line on one or more drawn lines. */
export interface DrawnText {
  /** The first drawn line of each logical line, and the number of drawn lines at the end. */
  readonly offsets: readonly number[];
  /** The drawn line of a position in the text of a logical line. */
  readonly drawnAt: (line: number, position: number) => number;
}

/** Draws each logical line on one line. */
export const undrawnText = (lines: readonly TextLine[]): DrawnText => ({
  offsets: Array.from({ length: lines.length + 1 }, (_, index) => index),
  drawnAt: (line) => line,
});

/** The logical line that a drawn line belongs to. */
export const logicalLineAt = ({ offsets }: DrawnText, drawn: number): number => {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((offsets[middle] ?? 0) <= drawn) low = middle;
    else high = middle - 1;
  }
  return low;
};

/**
 * All occurrences of a text, in order; none for an empty text. Case is ignored, unless the searched text has an upper-case
 * letter. The result is kept for the same lines and text, as every frame needs it.
 */
export const matchesIn = (lines: readonly TextLine[], search: string): readonly TextMatch[] => {
  if (search === "") return [];
  const known = found.get(lines);
  if (known?.search === search) return known.matches;
  const matches = lines.flatMap((line, index) =>
    occurrencesIn(lineText(line), search).map((from) => ({ line: index, from, to: from + search.length })),
  );
  found.set(lines, { search, matches });
  return matches;
};

const found = new WeakMap<
  readonly TextLine[],
  { readonly search: string; readonly matches: readonly TextMatch[] }
>();

const occurrencesIn = (text: string, search: string): readonly number[] => {
  const heedsCase = search !== search.toLowerCase();
  const lower = heedsCase ? text : text.toLowerCase();
  // Where lower case has another length, positions in it are not positions in the text.
  const searched = lower.length === text.length ? lower : text;
  const positions: number[] = [];
  for (let at = searched.indexOf(search); at >= 0; at = searched.indexOf(search, at + search.length)) {
    positions.push(at);
  }
  return positions;
};

/**
 * The index of the logical line in a text that replaces the one it is in: the same line, counted among equal lines, or the
 * next one that both texts have. The reader's line stays where it is when longer output arrives above it.
 */
export const lineAfterChange = (
  before: readonly TextLine[],
  after: readonly TextLine[],
  line: number,
): number => {
  for (let wanted = line; wanted < Math.min(before.length, line + mostTried); wanted += 1) {
    const text = textAt(before, wanted);
    let ordinal = 0;
    for (let index = 0; index < wanted; index += 1) if (textAt(before, index) === text) ordinal += 1;
    for (const [index, candidate] of after.entries()) {
      if (lineText(candidate) !== text) continue;
      if (ordinal === 0) return index;
      ordinal -= 1;
    }
  }
  return Math.max(0, Math.min(line, after.length - 1));
};

/** Number of lines to look for before the position is kept by its number. */
const mostTried = 20;

const textAt = (lines: readonly TextLine[], index: number): string => {
  const line = lines[index];
  return line === undefined ? "" : lineText(line);
};
