import { cutLine, safeLine } from "@windowpane/text";

/** Longest evidence, in code points: enough for a package manager's sentence, and it fits two lines of a terminal. */
const EVIDENCE_LENGTH = 240;

/** A text from AWS or a machine as one safe line of the length of evidence. */
export const plainLine = (text: string): string => bounded(safeLine(text));

/** A safe line, cut to the length of evidence; the last character is then an ellipsis. */
export const bounded = (line: string): string => cutLine(line, EVIDENCE_LENGTH);

/** Most texts that are remembered, and the longest of them: what many rows say, not what one machine printed. */
const most = 2000;
const longest = 120;

const known = new Map<string, string>();

/** Returns one shared copy of a text: 100,000 rows have a few dozen different texts, each read or made once per row. */
export const sharedText = <Text extends string | undefined>(text: Text): Text => {
  if (text === undefined || text.length > longest) return text;
  const before = known.get(text);
  // The map has each text under itself.
  if (before !== undefined) return before as Text;
  if (known.size >= most) known.clear();
  known.set(text, text);
  return text;
};
