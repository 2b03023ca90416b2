import { cutLine, safeLine } from "@windowpane/text";

/** Longest text in a document, in code points: longer than any sentence, and no field can blow a page up. */
export const TEXT_LENGTH = 2000;

/** A text as one safe line. What a format reads as its own (HTML, Markdown) is the writer's to neutralise. */
export const plain = (text: string): string => cutLine(safeLine(text), TEXT_LENGTH);
