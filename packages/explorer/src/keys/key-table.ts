/** All keys in one table. The help, the footer and docs/keys.md are made from it. */
import { keyGroups, type CommandName, type KeyRow } from "../model/key-row.ts";

/** A row of the table: its command, its keys, its description, and where it differs from most rows. */
const key = (
  command: CommandName,
  keys: string,
  about: string,
  more: Partial<KeyRow> = {},
): Omit<KeyRow, "group"> => ({ command, keys: keys.split(" "), about, ...more });

const list = ["list"] as const;
const text = ["text"] as const;
/** The screens of one execution. */
const executionLevels = ["executions", "tasks", "invocations", "machines"] as const;
/** The screens whose rows have results. */
const resultScreens = [
  "windows",
  ...executionLevels,
  "members",
  "failures",
  "causes",
  "history",
  "patches",
  "timeline",
  "diff",
] as const;

const groups: Readonly<Record<KeyRow["group"], readonly Omit<KeyRow, "group">[]>> = {
  Moving: [
    key("down", "down j", "move down"),
    key("up", "up k", "move up"),
    key("halfDown", "ctrl-d", "move half a page down"),
    key("halfUp", "ctrl-u", "move half a page up"),
    key("pageDown", "pagedown ctrl-f space", "move a page down"),
    key("pageUp", "pageup ctrl-b", "move a page up"),
    key("first", "g home", "go to the first row"),
    key("last", "G end", "go to the last row"),
    key("enter", "enter right l", "open the selected row", { on: list, name: "open", footer: 1 }),
    key("back", "esc left h backspace", "clear the filter, or go back", {
      name: "back",
      footer: 2,
    }),
  ],
  Looking: [
    key("output", "o", "output of the selected machine, or of the worst machine of the row", {
      on: list,
      screens: resultScreens,
      name: "output",
      footer: 3,
    }),
    key("open machines", "m", "all machines of the execution", {
      screens: ["executions", "tasks", "invocations", "causes", "timeline"],
      name: "machines",
      footer: 7,
    }),
    key("open causes", "C", "causes of the execution: why its machines failed", {
      screens: [...executionLevels, "timeline"],
      name: "causes",
      footer: 6,
    }),
    key("open failures", "F", "failures of all windows by cause", {
      name: "failures",
      footer: 6,
    }),
    key("open history", "H", "history of the selected machine in the last 30 days", {
      on: list,
      screens: ["machines", "members"],
      name: "history",
      footer: 12,
    }),
    key("open patches", "P", "missing, failed and pending patches of the selected machine", {
      on: list,
      screens: ["machines", "members", "history"],
      name: "patches",
      footer: 6,
    }),
    key("open timeline", "t", "timeline of the execution: what ran when, and what did not run", {
      screens: executionLevels,
      name: "timeline",
      footer: 8,
    }),
    key("open diff", "d", "compare with the last execution that passed", {
      screens: [...executionLevels, "timeline"],
      name: "diff",
      footer: 9,
    }),
    key("open trends", "T", "trends: windows over time, from an archive", { name: "trends", footer: 12 }),
    key("open nights", "M", "nights of the window by machine, from an archive", {
      screens: ["executions"],
      name: "nights",
      footer: 8,
    }),
    key("open year", "a", "year of the selected machine, from an archive", {
      on: list,
      screens: ["machines", "members", "history"],
      name: "year",
      footer: 12,
    }),
    key("open gaps", "!", "gaps: what could not be read, and what to do"),
    key("live", "w", "follow a running execution to its end", { name: "live", footer: 10 }),
    key("reload", "r", "reload", { name: "reload", footer: 11 }),
  ],
  Finding: [
    key("filter", "/", "filter rows, for example status:failed duration>10m", {
      on: list,
      name: "filter",
      footer: 4,
    }),
    key("filter", "/", "search the text", { on: text, name: "find", footer: 4 }),
    key("nextMatch", "n", "go to the next match", { on: text, name: "next", footer: 5 }),
    key("previousMatch", "N", "go to the previous match", { on: text }),
    key("onlyBad", "f", "show only failures, or all rows", {
      on: list,
      screens: resultScreens,
      name: "failed only",
      footer: 3,
    }),
    key("sort", "s", "sort by the next column", {
      on: list,
      name: "sort",
      footer: 12,
    }),
    key("reverseSort", "S", "reverse the sort order", { on: list }),
    key("goTo", ":", "open the item that an ID, ARN, console URL or event refers to", {
      name: "go to",
      footer: 7,
    }),
  ],
  Doing: [
    key("copy", "y", "copy the ID of the selected row", {
      on: list,
      name: "copy ID",
      footer: 13,
    }),
    key("copy", "y", "copy the text", { on: text, name: "copy", footer: 6 }),
    key("copyLine", "Y", "copy the selected row with its window, execution, task and machine", { on: list }),
    key("copyLine", "Y", "copy one line: that of the current match, or the first visible one", { on: text }),
    key("copyFailed", "I", "copy the instance IDs of all failed machines, for --instance-ids", {
      on: list,
      screens: resultScreens.filter((name) => name !== "patches"),
      name: "failed IDs",
      footer: 13,
    }),
    key("copyLink", "L", "copy the link to this screen, for the web page and `windowpane open`"),
    key("open cli", "c", "AWS CLI calls behind the screen", { name: "CLI call", footer: 14 }),
    key("open export", "x", "export the execution as Markdown, HTML, CSV, JSON or JUnit", {
      screens: [...executionLevels, "causes", "timeline", "diff"],
      name: "export",
      footer: 15,
    }),
    key("cancel", "X", "cancel the running execution (with --allow-cancel)", {
      screens: executionLevels,
    }),
  ],
  Program: [
    key("open connections", "p", "choose another profile or region", { name: "profile", footer: 16 }),
    key("open help", "?", "show all keys", { name: "help", footer: 5 }),
    key("suspend", "ctrl-z", "suspend; `fg` resumes"),
    key("quit", "q ctrl-c", "quit", { name: "quit", footer: 6 }),
  ],
};

/** All keys. */
export const keyTable: readonly KeyRow[] = keyGroups.flatMap((group) =>
  groups[group].map((row) => ({ ...row, group })),
);
