/** What is being typed, said, filtered or missing; and the keys that work here. */
import { oneLine } from "../../safe-text.ts";
import { keyTable, shownKey, worksOn } from "../keys.ts";
import { keyOf } from "../session/reading.ts";
import { topView, type Prompt, type PromptFor, type State } from "../state/state.ts";
import type { Piece, UiTheme } from "../theme/theme.ts";
import { piecesWidth } from "./fit-pieces.ts";
import type { FrameLine, FrameOptions } from "./frame.ts";

/** The two lines at the bottom. */
export const footerLines = (state: State, options: FrameOptions): readonly FrameLine[] => [
  { pieces: messagePieces(state, options) },
  { pieces: state.prompt === undefined ? keyPieces(state, options) : promptKeys(state.prompt) },
];

const messagePieces = (state: State, options: FrameOptions): readonly Piece[] => {
  const { prompt, notice } = state;
  if (prompt !== undefined) return promptPieces(prompt, topView(state).filterTrouble);
  if (notice !== undefined) return [[notice.tone, oneLine(notice.text)]];
  return troublePieces(state, options) ?? filterPieces(state) ?? holePieces(state, options.theme) ?? [];
};

/** What stands before each line of typing. */
const promptWords: Readonly<Record<PromptFor, string>> = {
  filter: "/",
  search: "/",
  goTo: ": ",
  export: "Write to: ",
  cancel: "To cancel it, type its id: ",
};

/** The line with a block where the cursor stands; the terminal's own would jump about while rows change. */
const promptPieces = (
  { for: what, text, cursor, trouble }: Prompt,
  filterTrouble: string | undefined,
): readonly Piece[] => {
  const characters = [...text].map((character) => oneLine(character) || " ");
  const before = characters.slice(0, cursor).join("");
  const under = characters[cursor] ?? " ";
  const wrong = trouble ?? (what === "filter" ? filterTrouble : undefined);
  return [
    ["accent", promptWords[what]],
    before,
    ["accent", under === " " ? "█" : under],
    characters.slice(cursor + 1).join(""),
    ...(wrong === undefined ? [] : ["   ", ["warn", oneLine(wrong)] as const]),
  ];
};

const promptKeys = ({ for: what }: Prompt): readonly Piece[] => {
  const words = what === "filter" || what === "search" ? "keep" : what === "goTo" ? "go" : "do it";
  const hint = what === "filter" ? '   status:failed  duration>10m  name:web  -type:lambda  "disk full"' : "";
  return [
    ["strong", "Enter"],
    ["muted", ` ${words}   `],
    ["strong", "Esc"],
    ["muted", ` leave it   ${hint}`],
  ];
};

/** An error beside rows that were read before it. Without rows the body tells it. */
const troublePieces = (state: State, { screens }: FrameOptions): readonly Piece[] | undefined => {
  const view = topView(state);
  const trouble = screens[view.screen]
    .reads(view.place, state.since)
    .map((reading) => state.findings.get(keyOf(reading))?.trouble)
    .find((found) => found !== undefined);
  if (trouble === undefined || view.rows.length === 0) return undefined;
  return [["bad", oneLine(trouble.wrong)], "  ", oneLine(trouble.todo), ["muted", "  r asks again."]];
};

const filterPieces = (state: State): readonly Piece[] | undefined => {
  const { applied, onlyBad, search } = topView(state);
  const words = [
    ...(onlyBad ? ["only bad"] : []),
    ...(applied === "" ? [] : [`filter ${applied}`]),
    ...(search === "" ? [] : [`looking for ${search}`]),
  ];
  if (words.length === 0) return undefined;
  return [
    ["accent", oneLine(words.join(", "))],
    ["muted", "   Esc takes it away"],
  ];
};

const holePieces = (state: State, theme: UiTheme): readonly Piece[] | undefined => {
  const holes = topView(state).answer?.holes ?? [];
  const [first] = holes;
  if (first === undefined) return undefined;
  const more = holes.length === 1 ? "" : ` And ${holes.length - 1} more.`;
  return [["warn", `${theme.glyphs.hole} ${oneLine(first.why)}${more}`]];
};

/** As many keys as fit, the most useful first. */
const keyPieces = (state: State, { screens }: FrameOptions): readonly Piece[] => {
  const { screen } = topView(state);
  const place = screens[screen].columns === undefined ? "text" : "list";
  const rows = keyTable
    .filter((row) => row.footer > 0 && worksOn(row, screen, place))
    .toSorted((one, other) => one.footer - other.footer);
  const pieces: Piece[] = [];
  for (const { keys, name } of rows) {
    const [key = ""] = keys;
    const next: readonly Piece[] = [
      ["strong", shownKey(key)],
      ["muted", ` ${name}   `],
    ];
    if (piecesWidth(pieces) + piecesWidth(next) - 3 > state.size.columns) continue;
    pieces.push(...next);
  }
  return pieces;
};
