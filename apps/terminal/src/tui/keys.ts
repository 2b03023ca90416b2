/** Every key of the UI, in one table: the program obeys it, and the help, the footer and docs/keys.md are made from it. */
import { keyGroups, type KeyRow } from "./key-row.ts";

const below = ["executions", "tasks", "invocations", "machines"] as const;

const groups: Readonly<Record<KeyRow["group"], readonly Omit<KeyRow, "group">[]>> = {
  Moving: [
    {
      command: "down",
      keys: ["down", "j"],
      about: "one row down",
    },
    {
      command: "up",
      keys: ["up", "k"],
      about: "one row up",
    },
    {
      command: "halfDown",
      keys: ["ctrl-d"],
      about: "half a screen down",
    },
    {
      command: "halfUp",
      keys: ["ctrl-u"],
      about: "half a screen up",
    },
    {
      command: "pageDown",
      keys: ["pagedown", "ctrl-f", "space"],
      about: "a screen down",
    },
    {
      command: "pageUp",
      keys: ["pageup", "ctrl-b"],
      about: "a screen up",
    },
    {
      command: "first",
      keys: ["g", "home"],
      about: "to the first row",
    },
    {
      command: "last",
      keys: ["G", "end"],
      about: "to the last row",
    },
    {
      command: "enter",
      keys: ["enter", "right", "l"],
      name: "open",
      about: "into the selected row",
      on: ["list"],
      footer: 1,
    },
    {
      command: "back",
      keys: ["esc", "left", "h", "backspace"],
      name: "back",
      about: "take the filter away; without one, back to where one came from",
      footer: 2,
    },
  ],
  Looking: [
    {
      command: "output",
      keys: ["o"],
      name: "output",
      about: "what the selected machine printed, or the worst one below the row",
      on: ["list"],
      screens: below,
      footer: 3,
    },
    {
      command: "machines",
      keys: ["m"],
      name: "machines",
      about: "every machine of the execution in one list",
      screens: ["executions", "tasks", "invocations"],
      footer: 7,
    },
    {
      command: "failures",
      keys: ["F"],
      name: "failures",
      about: "everything that failed, over all windows, by cause",
      footer: 5,
    },
    {
      command: "timeline",
      keys: ["t"],
      name: "timeline",
      about: "what ran when, and what never ran",
      screens: below,
      footer: 8,
    },
    {
      command: "diff",
      keys: ["d"],
      name: "diff",
      about: "compare with the last run that passed",
      screens: below,
      footer: 9,
    },
    {
      command: "holes",
      keys: ["!"],
      about: "what could not be read, and what to do about it",
    },
    {
      command: "live",
      keys: ["w"],
      name: "live",
      about: "follow what goes on, until it ends",
      footer: 10,
    },
    {
      command: "reload",
      keys: ["r"],
      name: "reload",
      about: "ask again",
      footer: 11,
    },
  ],
  Finding: [
    {
      command: "filter",
      keys: ["/"],
      name: "filter",
      about: "only rows that match, as status:failed duration>10m",
      on: ["list"],
      footer: 4,
    },
    {
      command: "filter",
      keys: ["/"],
      name: "find",
      about: "look for words in a text",
      on: ["text"],
      footer: 4,
    },
    {
      command: "onlyBad",
      keys: ["f"],
      name: "only bad",
      about: "only what did not pass, and back",
      on: ["list"],
      footer: 3,
    },
    {
      command: "sort",
      keys: ["s"],
      name: "sort",
      about: "by the next column, after the last one in the screen's own order",
      on: ["list"],
      footer: 12,
    },
    {
      command: "turnRound",
      keys: ["S"],
      about: "the order of sorting",
      on: ["list"],
    },
    {
      command: "nextMatch",
      keys: ["n"],
      name: "next",
      about: "to the next match in a text",
      on: ["text"],
      footer: 5,
    },
    {
      command: "previousMatch",
      keys: ["N"],
      about: "to the match before",
      on: ["text"],
    },
    {
      command: "goTo",
      keys: [":"],
      name: "go to",
      about: "paste any id, ARN, console address or event, and land there",
      footer: 6,
    },
  ],
  Doing: [
    {
      command: "copy",
      keys: ["y"],
      name: "copy id",
      about: "the selected row's id, to the clipboard of your own machine",
      footer: 13,
    },
    {
      command: "cli",
      keys: ["c"],
      name: "CLI call",
      about: "the AWS CLI calls behind the screen",
      footer: 14,
    },
    {
      command: "export",
      keys: ["x"],
      name: "export",
      about: "the execution as Markdown, HTML, CSV, JSON or JUnit, to a file",
      footer: 15,
    },
    {
      command: "cancel",
      keys: ["X"],
      about: "cancel the running execution, with --allow-cancel, after typing its id",
      screens: below,
    },
  ],
  Program: [
    {
      command: "connections",
      keys: ["p"],
      name: "profile",
      about: "another profile or region",
      footer: 16,
    },
    {
      command: "help",
      keys: ["?"],
      name: "help",
      about: "every key",
      footer: 6,
    },
    {
      command: "suspend",
      keys: ["ctrl-z"],
      about: "to the shell; `fg` comes back",
    },
    {
      command: "quit",
      keys: ["q", "ctrl-c"],
      name: "quit",
      about: "end the program",
      footer: 7,
    },
  ],
};

/** Every key. */
export const keyTable: readonly KeyRow[] = keyGroups.flatMap((group) =>
  groups[group].map((row) => ({ ...row, group })),
);
