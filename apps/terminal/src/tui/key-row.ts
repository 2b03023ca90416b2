import type { ScreenName } from "./screen.ts";

/** What a key does, by name. */
export type CommandName =
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
  | "failures"
  | "history"
  | "filter"
  | "onlyBad"
  | "sort"
  | "turnRound"
  | "reload"
  | "live"
  | "machines"
  | "timeline"
  | "diff"
  | "copy"
  | "cli"
  | "export"
  | "goTo"
  | "connections"
  | "holes"
  | "nextMatch"
  | "previousMatch"
  | "cancel"
  | "help"
  | "suspend"
  | "quit";

/** Where a key works: on lists, on texts, or on both. */
export type Place = "list" | "text";

export interface KeyRow {
  readonly command: CommandName;
  /** As `pressedKey` spells them; the first one is shown. */
  readonly keys: readonly string[];
  /** For the footer, in one or two words. Default: it does not stand there. */
  readonly name?: string | undefined;
  /** For the help, in a sentence's words. */
  readonly about: string;
  /** Default: lists and texts. */
  readonly on?: readonly Place[] | undefined;
  /** The only screens on which it works. Default: all. */
  readonly screens?: readonly ScreenName[] | undefined;
  /** How early it stands in the footer. Default: it does not. */
  readonly footer?: number | undefined;
  /** Under which heading the help shows it. */
  readonly group: (typeof keyGroups)[number];
}

/** The groups in the order of the help. */
export const keyGroups = ["Moving", "Looking", "Finding", "Doing", "Program"] as const;

/** Whether a key does something on a screen. */
export const worksOn = ({ on, screens }: KeyRow, screen: ScreenName, place: Place): boolean =>
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
