/** Every key of the UI, in one table: the program obeys it, and the help, the footer and docs/keys.md are made from it. */
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
  /** For the footer, in one or two words. */
  readonly name: string;
  /** For the help, in a sentence's words. */
  readonly about: string;
  readonly on: readonly Place[];
  /** The only screens on which it works. Default: all. */
  readonly screens?: readonly ScreenName[] | undefined;
  /** How early it stands in the footer; 0 keeps it out. */
  readonly footer: number;
  /** Under which heading the help shows it. */
  readonly group: "Moving" | "Looking" | "Finding" | "Doing" | "Program";
}

const everywhere = ["list", "text"] as const;
const below = ["executions", "tasks", "invocations", "machines"] as const;

export const keyTable: readonly KeyRow[] = [
  {
    command: "down",
    keys: ["down", "j"],
    name: "down",
    about: "one row down",
    on: everywhere,
    footer: 0,
    group: "Moving",
  },
  {
    command: "up",
    keys: ["up", "k"],
    name: "up",
    about: "one row up",
    on: everywhere,
    footer: 0,
    group: "Moving",
  },
  {
    command: "halfDown",
    keys: ["ctrl-d"],
    name: "half down",
    about: "half a screen down",
    on: everywhere,
    footer: 0,
    group: "Moving",
  },
  {
    command: "halfUp",
    keys: ["ctrl-u"],
    name: "half up",
    about: "half a screen up",
    on: everywhere,
    footer: 0,
    group: "Moving",
  },
  {
    command: "pageDown",
    keys: ["pagedown", "ctrl-f", "space"],
    name: "page down",
    about: "a screen down",
    on: everywhere,
    footer: 0,
    group: "Moving",
  },
  {
    command: "pageUp",
    keys: ["pageup", "ctrl-b"],
    name: "page up",
    about: "a screen up",
    on: everywhere,
    footer: 0,
    group: "Moving",
  },
  {
    command: "first",
    keys: ["g", "home"],
    name: "top",
    about: "to the first row",
    on: everywhere,
    footer: 0,
    group: "Moving",
  },
  {
    command: "last",
    keys: ["G", "end"],
    name: "end",
    about: "to the last row",
    on: everywhere,
    footer: 0,
    group: "Moving",
  },
  {
    command: "enter",
    keys: ["enter", "right", "l"],
    name: "open",
    about: "into the selected row",
    on: ["list"],
    footer: 1,
    group: "Moving",
  },
  {
    command: "back",
    keys: ["esc", "left", "h", "backspace"],
    name: "back",
    about: "take the filter away; without one, back to where one came from",
    on: everywhere,
    footer: 2,
    group: "Moving",
  },

  {
    command: "output",
    keys: ["o"],
    name: "output",
    about: "what the selected machine printed, or the worst one below the row",
    on: ["list"],
    screens: below,
    footer: 3,
    group: "Looking",
  },
  {
    command: "machines",
    keys: ["m"],
    name: "machines",
    about: "every machine of the execution in one list",
    on: everywhere,
    screens: ["executions", "tasks", "invocations"],
    footer: 7,
    group: "Looking",
  },
  {
    command: "failures",
    keys: ["F"],
    name: "failures",
    about: "everything that failed, over all windows, by cause",
    on: everywhere,
    footer: 5,
    group: "Looking",
  },
  {
    command: "timeline",
    keys: ["t"],
    name: "timeline",
    about: "what ran when, and what never ran",
    on: everywhere,
    screens: ["executions", "tasks", "invocations", "machines"],
    footer: 8,
    group: "Looking",
  },
  {
    command: "diff",
    keys: ["d"],
    name: "diff",
    about: "compare with the last run that passed",
    on: everywhere,
    screens: ["executions", "tasks", "invocations", "machines"],
    footer: 9,
    group: "Looking",
  },
  {
    command: "holes",
    keys: ["!"],
    name: "what is missing",
    about: "what could not be read, and what to do about it",
    on: everywhere,
    footer: 0,
    group: "Looking",
  },
  {
    command: "live",
    keys: ["w"],
    name: "live",
    about: "follow what goes on, until it ends",
    on: everywhere,
    footer: 10,
    group: "Looking",
  },
  {
    command: "reload",
    keys: ["r"],
    name: "reload",
    about: "ask again",
    on: everywhere,
    footer: 11,
    group: "Looking",
  },

  {
    command: "filter",
    keys: ["/"],
    name: "filter",
    about: "only rows that match, as status:failed duration>10m; in a text, look for words",
    on: everywhere,
    footer: 4,
    group: "Finding",
  },
  {
    command: "onlyBad",
    keys: ["f"],
    name: "only bad",
    about: "only what did not pass, and back",
    on: ["list"],
    footer: 3,
    group: "Finding",
  },
  {
    command: "sort",
    keys: ["s"],
    name: "sort",
    about: "by the next column, after the last one in the screen's own order",
    on: ["list"],
    footer: 12,
    group: "Finding",
  },
  {
    command: "turnRound",
    keys: ["S"],
    name: "turn round",
    about: "the order of sorting",
    on: ["list"],
    footer: 0,
    group: "Finding",
  },
  {
    command: "nextMatch",
    keys: ["n"],
    name: "next",
    about: "to the next match in a text",
    on: ["text"],
    footer: 5,
    group: "Finding",
  },
  {
    command: "previousMatch",
    keys: ["N"],
    name: "previous",
    about: "to the match before",
    on: ["text"],
    footer: 0,
    group: "Finding",
  },
  {
    command: "goTo",
    keys: [":"],
    name: "go to",
    about: "paste any id, ARN, console address or event, and land there",
    on: everywhere,
    footer: 6,
    group: "Finding",
  },

  {
    command: "copy",
    keys: ["y"],
    name: "copy id",
    about: "the selected row's id, to the clipboard of your own machine",
    on: everywhere,
    footer: 13,
    group: "Doing",
  },
  {
    command: "cli",
    keys: ["c"],
    name: "CLI call",
    about: "the AWS CLI calls behind the screen",
    on: everywhere,
    footer: 14,
    group: "Doing",
  },
  {
    command: "export",
    keys: ["x"],
    name: "export",
    about: "the execution as Markdown, HTML, CSV, JSON or JUnit, to a file",
    on: everywhere,
    footer: 15,
    group: "Doing",
  },
  {
    command: "cancel",
    keys: ["X"],
    name: "cancel",
    about: "cancel the running execution, with --allow-cancel, after typing its id",
    on: everywhere,
    screens: ["executions", "tasks", "invocations", "machines"],
    footer: 0,
    group: "Doing",
  },

  {
    command: "connections",
    keys: ["p"],
    name: "profile",
    about: "another profile or region",
    on: everywhere,
    footer: 16,
    group: "Program",
  },
  {
    command: "help",
    keys: ["?"],
    name: "help",
    about: "every key",
    on: everywhere,
    footer: 6,
    group: "Program",
  },
  {
    command: "suspend",
    keys: ["ctrl-z"],
    name: "suspend",
    about: "to the shell; `fg` comes back",
    on: everywhere,
    footer: 0,
    group: "Program",
  },
  {
    command: "quit",
    keys: ["q", "ctrl-c"],
    name: "quit",
    about: "end the program",
    on: everywhere,
    footer: 7,
    group: "Program",
  },
];

/** The row of a key on a screen; undefined where it does nothing. */
export const keyRowFor = (key: string, screen: ScreenName, place: Place): KeyRow | undefined =>
  keyTable.find((row) => row.keys.includes(key) && worksOn(row, screen, place));

/** Whether a key does something on a screen. */
export const worksOn = ({ on, screens }: KeyRow, screen: ScreenName, place: Place): boolean =>
  on.includes(place) && (screens === undefined || screens.includes(screen));

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
