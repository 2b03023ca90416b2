import type { ScreenName } from "../model/screen.ts";

/** What a key does, by name; most open a screen. */
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
  | "turnRound"
  | "reload"
  | "live"
  | "copy"
  | "goTo"
  | "nextMatch"
  | "previousMatch"
  | "cancel"
  | "suspend"
  | "quit";

/** Where a key works: on lists, on texts, or on both. */
export type ScreenKind = "list" | "text";

export interface KeyRow {
  readonly command: CommandName;
  /** As `pressedKey` spells them; the first one is shown. */
  readonly keys: readonly string[];
  /** For the footer, in one or two words. Default: it does not stand there. */
  readonly name?: string | undefined;
  /** For the help, in a sentence's words. */
  readonly about: string;
  /** Default: lists and texts. */
  readonly on?: readonly ScreenKind[] | undefined;
  /** The only screens on which it works. Default: all. */
  readonly screens?: readonly ScreenName[] | undefined;
  /** How early it stands in the footer. Default: it does not. */
  readonly footer?: number | undefined;
  /** Under which heading the help shows it. */
  readonly group: (typeof keyGroups)[number];
}

/** The groups in the order of the help. */
export const keyGroups = ["Moving", "Looking", "Finding", "Doing", "Program"] as const;

/** The screen that a command opens; undefined when it does something else. */
export const openedBy = (command: CommandName): ScreenName | undefined =>
  // After the word stands nothing but a screen's name: the type says so.
  command.startsWith("open ") ? (command.slice("open ".length) as ScreenName) : undefined;

/** Whether a key does something on a screen. */
export const worksOn = ({ on, screens }: KeyRow, screen: ScreenName, place: ScreenKind): boolean =>
  (on === undefined || on.includes(place)) && (screens === undefined || screens.includes(screen));

/** How a key is written for people: `ctrl-d`, `Esc`, `↵`. */
export const shownKey = (key: string): string => shown[key] ?? key;

const shown: Readonly<Record<string, string>> = {
  enter: "Enter",
  esc: "Esc",
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
  space: "Space",
  backspace: "Backspace",
  pageup: "PgUp",
  pagedown: "PgDn",
  home: "Home",
  end: "End",
};
