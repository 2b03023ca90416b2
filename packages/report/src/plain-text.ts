import { cutLine, safeLine } from "@windowpane/text";

/** Longest evidence, in code points: enough for a package manager's sentence, and it fits two lines of a terminal. */
const EVIDENCE_LENGTH = 240;

/** A text from AWS or a machine as one safe line of the length of evidence. */
export const plainLine = (text: string): string => bounded(safeLine(text));

/** A safe line, cut to the length of evidence; the last character is then an ellipsis. */
export const bounded = (line: string): string => cutLine(line, EVIDENCE_LENGTH);
