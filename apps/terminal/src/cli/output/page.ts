/** How the reports' text is laid out. */
import { displayWidth, safeLine, wrapText } from "@windowpane/text";
import type { Context } from "../context/context.ts";
import { shortTime } from "./aws-form.ts";
import type { Theme, Tone } from "../theme.ts";

/** What the writers of a page need. */
export interface Page {
  readonly theme: Theme;
  /** The terminal's width; undefined for a pipe, where lines are as long as they are and nothing is left out. */
  readonly width: number | undefined;
  readonly now: Date;
  readonly utcOffset: (at: Date) => number;
  readonly time: (at: Date) => string;
}

/** The page for a context's stdout. */
export const pageFor = ({ theme, host }: Context): Page => ({
  theme,
  // Text across a whole wide screen is hard to read.
  width: host.stdout.isTerminal ? Math.min(host.stdout.columns, 120) : undefined,
  now: host.now(),
  utcOffset: host.utcOffset,
  time: (at) => shortTime(at, host.utcOffset(at)),
});

/** A paragraph of text from anywhere, made harmless and broken into lines that all begin at the same column. */
export const paragraph = (
  { theme, width }: Page,
  text: string,
  { indent = 0, lead = "", tone = "plain" }: ParagraphOptions = {},
): string => {
  const start = indent + displayWidth(lead);
  const room = width === undefined ? Infinity : Math.max(20, width - start);
  const lines = wrapText(safeLine(text), room);
  return lines
    .map((line, index) => {
      const margin = index === 0 ? " ".repeat(indent) + lead : " ".repeat(start);
      return `${margin}${theme.paint(tone, line)}\n`;
    })
    .join("");
};

interface ParagraphOptions {
  /** Columns before the text. Default: 0. */
  readonly indent?: number;
  /** What stands before the first line; the others begin below its end. Default: nothing. */
  readonly lead?: string;
  readonly tone?: Tone;
}

/** A status or verdict, painted. */
export const statusText = ({ theme }: Page, word: string): string => {
  const { text, tone } = theme.status(word);
  return theme.paint(tone, text);
};

/** `9`, `12,345`. The platform's own takes longer to load than a report to print. */
export const countText = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");

/** `1 machine`, `14 machines`. */
export const counted = (count: number, noun: string): string =>
  `${countText(count)} ${noun}${count === 1 ? "" : "s"}`;
