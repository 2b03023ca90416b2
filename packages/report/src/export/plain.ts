/** Text from outside, as it may stand in a document. */
import { plainLine } from "../plain-text.ts";

/** Longest text in a document, in code points: longer than any sentence, and no field can blow a page up. */
const TEXT_LENGTH = 2000;

/**
 * A text as one harmless line: without escape sequences, control characters, direction marks, and the code points that XML
 * and UTF-8 refuse. What a format reads as its own (HTML, Markdown, a formula) is the writer's to neutralise.
 */
export const plain = (text: string): string =>
  harmless.test(text) && text.length <= TEXT_LENGTH
    ? text
    : plainLine(text, TEXT_LENGTH).replaceAll(/[\p{Cs}\p{Noncharacter_Code_Point}]/gu, "\u{fffd}");

/** Nearly all text is that: printable ASCII in single-spaced words. */
const harmless = /^(?:[\x21-\x7e]+(?: [\x21-\x7e]+)*)?$/u;
