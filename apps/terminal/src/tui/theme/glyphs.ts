/** The signs of the UI beside those of statuses, by meaning: nothing else in `tui` writes one. */

/** A sign for each thing that needs one. */
export interface Glyphs {
  /** Before the selected row. */
  readonly pointer: string;
  /** Where text was cut. */
  readonly ellipsis: string;
  /** Before what to do next. */
  readonly arrow: string;
  /** Between the places of the path. */
  readonly crumb: string;
  /** A column sorted upwards, or rows above the screen. */
  readonly up: string;
  readonly down: string;
  /** The view follows what goes on. */
  readonly live: string;
  /** Something could not be read. */
  readonly gap: string;
  /** Between facts of one line. */
  readonly dot: string;
  /** In a cell that has nothing to show. */
  readonly none: string;
  /** A rule across the screen. */
  readonly rule: string;
  /** What the timeline is drawn with. */
  readonly bar: BarGlyphs;
}

/** Cells of the timeline. */
export interface BarGlyphs {
  /** Ran, and ended. */
  readonly ran: string;
  /** Runs still. */
  readonly runs: string;
  /** Ran in the first or second half of this cell. */
  readonly left: string;
  readonly right: string;
  /** Should have run and never did. */
  readonly never: string;
  /** The present. */
  readonly now: string;
  /** From here on no new task may start. */
  readonly cutoff: string;
  /** The end of the window. */
  readonly end: string;
  /** Where a time of the axis stands. */
  readonly tick: string;
}

/** In the fonts that terminals come with; none is wider than a cell, and none is an emoji of its own accord. */
const unicode: Glyphs = {
  pointer: "▌",
  ellipsis: "…",
  arrow: "→",
  crumb: "›",
  up: "↑",
  down: "↓",
  live: "●",
  gap: "◌",
  dot: "·",
  none: "·",
  rule: "─",
  bar: {
    ran: "█",
    runs: "▓",
    left: "▌",
    right: "▐",
    never: "·",
    now: "│",
    cutoff: "┊",
    end: "┃",
    tick: "╵",
  },
};

const ascii: Glyphs = {
  pointer: ">",
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
    runs: "=",
    left: "#",
    right: "#",
    never: ".",
    now: "|",
    cutoff: ":",
    end: "!",
    tick: "'",
  },
};

/** Read aloud, a sign is a riddle: a comma is a pause, and the words beside them say the rest. */
const spoken: Glyphs = {
  pointer: "",
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
  bar: { ran: "", runs: "", left: "", right: "", never: "", now: "", cutoff: "", end: "", tick: "" },
};

/** The signs that a terminal can show, or that a screen reader reads well. */
export const glyphsFor = ({
  speaksUnicode,
  isScreenReader,
}: {
  readonly speaksUnicode: boolean;
  readonly isScreenReader: boolean;
}): Glyphs => (isScreenReader ? spoken : speaksUnicode ? unicode : ascii);
