/** Building blocks of the text that commands print for people. */
import { originLabel, type WithOrigin } from "@windowpane/report";
import { displayWidth, numberText, safeLine, wrapText } from "@windowpane/text";
import type { Context } from "../context/context.ts";
import type { Theme, Tone } from "../context/theme.ts";
import { pagerOf } from "./paged.ts";
import { shortTime } from "../context/times.ts";

/** How text is laid out. */
export interface Page {
  readonly theme: Theme;
  /** Width of the terminal, at most 120; undefined for a pipe, where nothing is wrapped or omitted. */
  readonly width: number | undefined;
  /** Width of the terminal, for tables; undefined for a pipe. */
  readonly tableWidth: number | undefined;
  /** Height of the terminal; undefined for a pipe. */
  readonly rows: number | undefined;
  /** Whether everything is shown: on a pipe and in a pager. Without a pager, the worst causes must not scroll off the terminal. */
  readonly isWhole: boolean;
  readonly now: Date;
  readonly utcOffset: (at: Date) => number;
  readonly time: (at: Date) => string;
}

/** Longer lines are hard to read. */
const MOST_WIDTH = 120;

/** Creates the page for stdout. */
export const pageFor = (context: Pick<Context, "theme" | "host" | "settings">): Page => {
  const { theme, host } = context;
  return {
    theme,
    rows: host.stdout.isTerminal ? (host.stdout.rows ?? 24) : undefined,
    isWhole: !host.stdout.isTerminal || pagerOf(context) !== undefined,
    width: host.stdout.isTerminal ? Math.min(host.stdout.columns, MOST_WIDTH) : undefined,
    tableWidth: host.stdout.isTerminal ? host.stdout.columns : undefined,
    now: host.now(),
    utcOffset: host.utcOffset,
    time: (at) => shortTime(at, host.utcOffset(at)),
  };
};

/** Formats a paragraph of untrusted text: made safe, wrapped, every line starting at the same column. */
export const paragraph = (
  { width, theme }: Page,
  text: string,
  { indent = 0, lead = "", tone = "plain" }: ParagraphOptions = {},
): string => {
  const start = indent + displayWidth(lead.replaceAll(styles, ""));
  const room = width === undefined ? Infinity : Math.max(20, width - start);
  const lines = wrapText(safeLine(text), room);
  return lines
    .map((line, index) => {
      const margin = index === 0 ? " ".repeat(indent) + lead : " ".repeat(start);
      return `${margin}${theme.paint(tone, line)}\n`;
    })
    .join("");
};

/** Colours of the theme, which have no width. */
const styles = /\u001b\[[\d;]*m/gu;

interface ParagraphOptions {
  /** Columns before the text. Default: 0. */
  readonly indent?: number;
  /** Text before the first line; further lines start after its width. Default: none. */
  readonly lead?: string;
  readonly tone?: Tone;
}

/** A status or verdict in its tone. */
export const statusText = ({ theme }: Page, word: string): string => {
  const { text, tone } = theme.status(word);
  return theme.paint(tone, text);
};

/** Tells that a terminal shows a part only: `and 3 more ...`. */
export const moreText = (what: string): string => `and ${what}; pipe the output to see all.`;

/** `1 machine`, `14 machines`. */
export const counted = (count: number, noun: string): string =>
  `${numberText(count)} ${noun}${count === 1 ? "" : "s"}`;

/** A name with the ID in parentheses, or the ID alone. */
export const namedText = (id: string, name = ""): string => {
  const given = safeLine(name).trim();
  return given === "" ? safeLine(id) : `${given} (${safeLine(id)})`;
};

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** ` (account, region)` after the name of something read from one of several accounts; else empty. */
export const originText = (something: object): string => {
  const { origin } = something as Partial<WithOrigin<object>>; // Present in what was merged from several accounts.
  const words = originLabel(origin ?? {});
  return words === "" ? "" : ` (${words})`;
};
