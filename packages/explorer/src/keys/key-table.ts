/** Every key of the UI, in one table: the program obeys it, and the help, the footer and docs/keys.md are made from it. */
import { keyGroups, type CommandName, type KeyRow } from "./key-row.ts";

/** A row: what it does, its keys as `pressedKey` spells them, the words of the help, and where it differs from most. */
const key = (
  command: CommandName,
  keys: string,
  about: string,
  more: Partial<KeyRow> = {},
): Omit<KeyRow, "group"> => ({ command, keys: keys.split(" "), about, ...more });

const list = ["list"] as const;
const text = ["text"] as const;
/** The screens that stand in one execution, or on one. */
const executionLevels = ["executions", "tasks", "invocations", "machines"] as const;
/** The screens whose rows tell how something went. */
const howItWent = [
  "windows",
  ...executionLevels,
  "members",
  "failures",
  "history",
  "patches",
  "timeline",
  "diff",
] as const;

const groups: Readonly<Record<KeyRow["group"], readonly Omit<KeyRow, "group">[]>> = {
  Moving: [
    key("down", "down j", "one row down"),
    key("up", "up k", "one row up"),
    key("halfDown", "ctrl-d", "half a screen down"),
    key("halfUp", "ctrl-u", "half a screen up"),
    key("pageDown", "pagedown ctrl-f space", "a screen down"),
    key("pageUp", "pageup ctrl-b", "a screen up"),
    key("first", "g home", "to the first row"),
    key("last", "G end", "to the last row"),
    key("enter", "enter right l", "into the selected row", { on: list, name: "open", footer: 1 }),
    key("back", "esc left h backspace", "take the filter away; without one, back to where one came from", {
      name: "back",
      footer: 2,
    }),
  ],
  Looking: [
    key("output", "o", "what the selected machine printed, or the worst one below the row", {
      on: list,
      screens: howItWent,
      name: "output",
      footer: 3,
    }),
    key("open machines", "m", "every machine of the execution in one list", {
      screens: ["executions", "tasks", "invocations", "timeline"],
      name: "machines",
      footer: 7,
    }),
    key("open failures", "F", "everything that failed, over all windows, by cause", {
      name: "failures",
      footer: 5,
    }),
    key("open history", "H", "what every window did on the selected machine in the last 30 days", {
      on: list,
      screens: ["machines", "members"],
      name: "history",
      footer: 12,
    }),
    key("open patches", "P", "the patches of the selected machine that are missing, failed or pending", {
      on: list,
      screens: ["machines", "members", "history"],
      name: "patches",
      footer: 6,
    }),
    key("open timeline", "t", "what ran when, and what never ran", {
      screens: executionLevels,
      name: "timeline",
      footer: 8,
    }),
    key("open diff", "d", "compare with the last run that passed", {
      screens: [...executionLevels, "timeline"],
      name: "diff",
      footer: 9,
    }),
    key("open gaps", "!", "what could not be read, and what to do about it"),
    key("live", "w", "follow what goes on, until it ends", { name: "live", footer: 10 }),
    key("reload", "r", "ask again", { name: "reload", footer: 11 }),
  ],
  Finding: [
    key("filter", "/", "only rows that match, as status:failed duration>10m", {
      on: list,
      name: "filter",
      footer: 4,
    }),
    key("filter", "/", "look for words in a text", { on: text, name: "find", footer: 4 }),
    key("nextMatch", "n", "to the next match in a text", { on: text, name: "next", footer: 5 }),
    key("previousMatch", "N", "to the match before", { on: text }),
    key("onlyBad", "f", "only what did not pass, and back", {
      on: list,
      screens: howItWent,
      name: "only bad",
      footer: 3,
    }),
    key("sort", "s", "by the next column, after the last one in the screen's own order", {
      on: list,
      name: "sort",
      footer: 12,
    }),
    key("turnRound", "S", "the order of sorting turned round", { on: list }),
    key("goTo", ":", "paste any id, ARN, console address or event, and land there", {
      name: "go to",
      footer: 7,
    }),
  ],
  Doing: [
    key("copy", "y", "copy the selected row's id to the clipboard", {
      on: list,
      name: "copy id",
      footer: 13,
    }),
    key("copy", "y", "copy a whole text to the clipboard", { on: text, name: "copy", footer: 6 }),
    key("open cli", "c", "the AWS CLI calls behind the screen", { name: "CLI call", footer: 14 }),
    key("open export", "x", "the execution as Markdown, HTML, CSV, JSON or JUnit, to a file", {
      screens: [...executionLevels, "timeline", "diff"],
      name: "export",
      footer: 15,
    }),
    key("cancel", "X", "cancel the running execution, with --allow-cancel, after typing its id", {
      screens: executionLevels,
    }),
  ],
  Program: [
    key("open connections", "p", "another profile or region", { name: "profile", footer: 16 }),
    key("open help", "?", "every key", { name: "help", footer: 5 }),
    key("suspend", "ctrl-z", "to the shell; `fg` comes back"),
    key("quit", "q ctrl-c", "end the program", { name: "quit", footer: 6 }),
  ],
};

/** Every key. */
export const keyTable: readonly KeyRow[] = keyGroups.flatMap((group) =>
  groups[group].map((row) => ({ ...row, group })),
);
