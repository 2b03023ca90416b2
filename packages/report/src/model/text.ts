import { cutLine, safeLine } from "@windowpane/text";

/** Maximum length of evidence, in code points: two lines of a terminal. */
const EVIDENCE_LENGTH = 240;

/** Converts text from AWS or a machine to one safe line, at most as long as evidence. */
export const plainLine = (text: string): string => bounded(safeLine(text));

/** Cuts a safe line to the length of evidence. A cut line ends with an ellipsis. */
export const bounded = (line: string): string => cutLine(line, EVIDENCE_LENGTH);

/** Limits of the cache: number of texts, and length of a text. Longer texts are rarely shared by rows. */
const most = 2000;
const longest = 120;

const known = new Map<string, string>();

/** Returns a shared copy of a text. 100,000 rows have only a few dozen different texts, so this saves memory. */
export const sharedText = <Text extends string | undefined>(text: Text): Text => {
  if (text === undefined || text.length > longest) return text;
  const before = known.get(text);
  // Each text is its own key, so the value has the same type.
  if (before !== undefined) return before as Text;
  if (known.size >= most) known.clear();
  known.set(text, text);
  return text;
};
