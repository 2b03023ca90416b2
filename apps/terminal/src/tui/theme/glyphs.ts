/** The characters that the UI draws besides the signs of results; other files of `tui` use these by name. */
import type { SparkSigns } from "@windowpane/report";
import { asciiSpark, unicodeSpark } from "../../host/signs.ts";

/** Characters by meaning. */
export interface Glyphs {
  /** Before the selected row. */
  readonly pointer: string;
  /** The cursor of a prompt on a space. */
  readonly cursor: string;
  /** Where text is cut. */
  readonly ellipsis: string;
  /** Before a next step. */
  readonly arrow: string;
  /** Between the labels of the breadcrumb. */
  readonly crumb: string;
  /** A column in ascending order. */
  readonly up: string;
  /** A column in descending order. */
  readonly down: string;
  /** A live view. */
  readonly live: string;
  /** A gap. */
  readonly gap: string;
  /** Between facts of one line. */
  readonly dot: string;
  /** A cell without a value. */
  readonly none: string;
  /** A horizontal rule. */
  readonly rule: string;
  /** The timeline. */
  readonly bar: BarGlyphs;
  /** Pass rates over time. Absent for a screen reader, which gets the numbers. */
  readonly spark?: SparkSigns | undefined;
}

/** Cells of the timeline. */
export interface BarGlyphs {
  /** A whole cell of a bar that has ended. */
  readonly ran: string;
  /** A cell of a bar that has not ended. */
  readonly running: string;
  /** A bar in the first half of the cell. */
  readonly left: string;
  /** A bar in the second half of the cell. */
  readonly right: string;
  /** Before the reason why something did not run. */
  readonly notRun: string;
  /** Now. */
  readonly now: string;
  /** From when no new task may start. */
  readonly cutoff: string;
  /** The end of the window. */
  readonly end: string;
  /** The position of a time label. */
  readonly tick: string;
}

/** Common in terminal fonts, one cell wide, and never shown as an emoji. */
const unicode: Glyphs = {
  pointer: "▌",
  cursor: "█",
  ellipsis: "…",
  arrow: "→",
  crumb: "›",
  up: "▲",
  down: "▼",
  live: "●",
  gap: "◌",
  dot: "·",
  none: "·",
  rule: "─",
  bar: {
    ran: "█",
    running: "▓",
    left: "▌",
    right: "▐",
    notRun: "·",
    now: "│",
    cutoff: "┊",
    end: "┃",
    tick: "╵",
  },
  spark: unicodeSpark,
};

const ascii: Glyphs = {
  pointer: ">",
  cursor: "_",
  ellipsis: "~",
  arrow: "->",
  crumb: ">",
  up: "^",
  down: "v",
  live: "*",
  gap: "?",
  dot: "-",
  none: "-",
  rule: "-",
  bar: {
    ran: "#",
    running: "=",
    left: "#",
    right: "#",
    notRun: ".",
    now: "|",
    cutoff: ":",
    end: "!",
    tick: "'",
  },
  spark: asciiSpark,
};

/** For a screen reader: commas make pauses, and the words next to the signs carry their meaning. */
const spoken: Glyphs = {
  pointer: "",
  cursor: "",
  ellipsis: "...",
  arrow: "",
  crumb: ",",
  up: "",
  down: "",
  live: "",
  gap: "",
  dot: ",",
  none: "",
  rule: "",
  bar: { ran: "", running: "", left: "", right: "", notRun: "", now: "", cutoff: "", end: "", tick: "" },
};

/** The characters that a terminal can show, or that a screen reader reads well. */
export const glyphsFor = ({
  speaksUnicode,
  isScreenReader,
}: {
  readonly speaksUnicode: boolean;
  readonly isScreenReader: boolean;
}): Glyphs => (isScreenReader ? spoken : speaksUnicode ? unicode : ascii);
