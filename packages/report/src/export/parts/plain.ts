import { cutLine, safeLine } from "@windowpane/text";

/** Maximum length of a text in a document, in code points. */
export const TEXT_LENGTH = 2000;

/** Converts text to one safe line. The writer escapes the special characters of its format. */
export const plain = (text: string): string => cutLine(safeLine(text), TEXT_LENGTH);
