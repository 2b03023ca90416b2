import type { ScreenName } from "./screen.ts";

/** What a key does. Most keys open a screen. */
export type CommandName =
  | `open ${ScreenName}`
  | "up"
  | "down"
  | "pageUp"
  | "pageDown"
  | "halfUp"
  | "halfDown"
  | "first"
  | "last"
  | "enter"
  | "back"
  | "output"
  | "filter"
  | "onlyBad"
  | "sort"
  | "reverseSort"
  | "reload"
  | "live"
  | "copy"
  | "copyLine"
  | "copyFailed"
  | "copyLink"
  | "goTo"
  | "nextMatch"
  | "previousMatch"
  | "cancel"
  | "suspend"
  | "quit";

/** Kind of a screen: a list or a text. */
export type ScreenKind = "list" | "text";

/** A row of the key table: one or more keys with the same effect. */
export interface KeyRow {
  /** What the keys do. */
  readonly command: CommandName;
  /** Names of the keys; the first one is shown. */
  readonly keys: readonly string[];
  /** Footer label of one or two words. Default: not in the footer. */
  readonly name?: string | undefined;
  /** Description in the help. */
  readonly about: string;
  /** Default: lists and texts. */
  readonly on?: readonly ScreenKind[] | undefined;
  /** Screens on which it works. Default: all. */
  readonly screens?: readonly ScreenName[] | undefined;
  /** Position in the footer. Default: not in the footer. */
  readonly footer?: number | undefined;
  /** Heading in the help. */
  readonly group: (typeof keyGroups)[number];
}

/** The groups in the order of the help. */
export const keyGroups = ["Moving", "Looking", "Finding", "Doing", "Program"] as const;

/** The screen that a command opens; undefined when it does something else. */
export const openedBy = (command: CommandName): ScreenName | undefined =>
  // The type of the command guarantees a screen's name after the prefix.
  command.startsWith("open ") ? (command.slice("open ".length) as ScreenName) : undefined;

/** Whether a key does something on a screen. */
export const worksOn = ({ on, screens }: KeyRow, screen: ScreenName, kind: ScreenKind): boolean =>
  (on === undefined || on.includes(kind)) && (screens === undefined || screens.includes(screen));

/** A key as it is shown: `ctrl-d`, `Esc`, `Up`. */
export const shownKey = (key: string): string => shown[key] ?? key;

const shown: Readonly<Record<string, string>> = {
  enter: "Enter",
  esc: "Esc",
  up: "Up",
  down: "Down",
  left: "Left",
  right: "Right",
  space: "Space",
  backspace: "Backspace",
  pageup: "PgUp",
  pagedown: "PgDn",
  home: "Home",
  end: "End",
};
