import { openedBy, shownKey, worksOn, type CommandName, type KeyRow } from "../model/key-row.ts";
import { keyTable } from "../keys/key-table.ts";
import type { Screen, Screens } from "../model/screen.ts";
import { topView, type State } from "../state/state.ts";

/** A key that does something, with its label and its command. */
export type UsefulKey = readonly [key: string, label: string, command: CommandName];

/** The keys that do something now, the most useful first, each with a label. */
export const usefulKeys = (
  state: State,
  screens: Screens,
  keys: readonly KeyRow[] = keyTable,
): readonly UsefulKey[] => {
  const { screen: name } = topView(state);
  const screen = screens[name];
  const kind = screen.columns === undefined ? "text" : "list";
  return keys
    .filter(
      (row) => row.footer !== undefined && worksOn(row, name, kind) && isUseful(row.command, state, screen),
    )
    .toSorted((one, other) => (one.footer ?? 0) - (other.footer ?? 0))
    .map(({ command, keys: [key = ""], name: label = "" }) => [
      shownKey(key),
      command === "enter" ? (screen.entering ?? label) : label,
      command,
    ]);
};

/** Whether a key would do something now. Others, when pressed, do nothing or say why. */
const isUseful = (
  command: CommandName,
  state: State,
  { entering, reads, columns = [], calls, enter, ask, output }: Screen,
): boolean => {
  const { content, applied, filter, live, onlyBad, ref, screen, search } = topView(state);
  switch (command) {
    case "back":
      return state.views.length > 1 || onlyBad || [applied, filter, search].some((text) => text !== "");
    case "live":
      return live || content?.running !== false;
    case "nextMatch":
      return search !== "";
    case "output":
      // Enter opens it already.
      return entering !== "output" && (columns.length === 0 || output !== undefined);
    case "enter":
      if (content?.rows.length === 0 && !content.running) return false;
      return columns.length === 0 || enter !== undefined || ask !== undefined;
    case "reload":
      return reads(ref, state.since, state.findings).length > 0;
    case "sort":
      return columns.some(({ sortKey }) => sortKey !== undefined);
    case "open cli":
      return calls !== undefined;
    case "open connections":
      return state.connection.source === "aws" && screen !== "connections";
    default:
      return openedBy(command) !== screen;
  }
};

/** Why a key has no effect on the visible screen. `rows`: the rows of the key table with this key. */
export const whyWithoutEffect = (key: string, rows: readonly KeyRow[], screens: Screens): string => {
  const [row] = rows;
  if (row === undefined) return `${shownKey(key)} has no effect. Press ? for all keys.`;
  const { on = [], screens: names } = row;
  const where = names?.map((name) => screens[name].title) ?? on.map((kind) => `${kind}s`);
  return `${shownKey(key)} has no effect here. It works on: ${where.join(", ")}.`;
};
