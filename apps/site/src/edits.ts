/** A replacement of a part of a text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Returns the text with all edits, which do not overlap. */
export const applyEdits = (text: string, edits: readonly Edit[]): string => {
  let end = text.length;
  const parts: string[] = [];
  for (const edit of edits.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
    parts.unshift(edit.text, text.slice(edit.end, end));
    end = edit.start;
  }
  return text.slice(0, end) + parts.join("");
};
