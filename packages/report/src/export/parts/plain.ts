import { cutLine, safeLine } from "@windowpane/text";

/** Maximum length of a text in a document, in code points. */
export const TEXT_LENGTH = 2000;

/** A piece of a sentence: prose, or what its backticks mark as code. */
export interface SentencePiece {
  /** The text, without backticks. */
  readonly text: string;
  /** Whether backticks mark it as code. */
  readonly isCode: boolean;
}

/** Splits our own advice at its code spans: ``Run `aws sso login`.`` has three pieces. Other backticks stay in the prose. */
export const piecesOf = (advice: string): readonly SentencePiece[] =>
  advice
    .split(/(?<!`)`([^`]+)`(?!`)/u)
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== "");

/** Converts text to one safe line. The writer escapes the special characters of its format. */
export const plain = (text: string): string => cutLine(safeLine(text), TEXT_LENGTH);
