/** What is being typed, said, filtered or missing; and the keys that work here. */
import { oneLine } from "../../safe-text.ts";
import { shownKey, worksOn } from "../key-row.ts";
import { keyTable } from "../keys.ts";
import { keyOf } from "../session/reading.ts";
import { readingsOf } from "../state/readings.ts";
import { topView, type State } from "../state/state.ts";
import type { Piece, UiTheme } from "../theme/theme.ts";
import { piecesWidth } from "./fit-pieces.ts";
import type { FrameLine, FrameOptions } from "./frame.ts";
import { matchesIn } from "./matches.ts";
import { promptPieces, underPrompt } from "./prompt.ts";
import { textLinesOf } from "./text-lines.ts";

/** The two lines at the bottom. */
export const footerLines = (state: State, options: FrameOptions): readonly FrameLine[] => [
  { pieces: messagePieces(state, options) },
  {
    pieces:
      state.prompt === undefined
        ? keyPieces(state, options)
        : underPrompt(state.prompt, topView(state).filterTrouble),
  },
];

const messagePieces = (state: State, options: FrameOptions): readonly Piece[] => {
  const { prompt, notice } = state;
  if (prompt !== undefined) return promptPieces(prompt, state.size.columns);
  if (notice !== undefined) return [[notice.tone, oneLine(notice.text)]];
  return (
    troublePieces(state, options) ?? filterPieces(state, options) ?? holePieces(state, options.theme) ?? []
  );
};

/** An error beside rows that were read before it. Without rows the body tells it. */
const troublePieces = (state: State, { screens }: FrameOptions): readonly Piece[] | undefined => {
  const view = topView(state);
  const trouble = readingsOf(state, screens)
    .map((reading) => state.findings.get(keyOf(reading))?.trouble)
    .find((found) => found !== undefined);
  if (trouble === undefined || view.rows.length === 0) return undefined;
  return [["bad", oneLine(trouble.wrong)], "  ", oneLine(trouble.todo), ["muted", "  r asks again."]];
};

const filterPieces = (state: State, options: FrameOptions): readonly Piece[] | undefined => {
  const { applied, onlyBad, search } = topView(state);
  const words = [
    ...(onlyBad ? ["only bad"] : []),
    ...(applied === "" ? [] : [`filter ${applied}`]),
    ...(search === "" ? [] : [searchText(state, options)]),
  ];
  if (words.length === 0) return undefined;
  return [
    ["accent", oneLine(words.join(", "))],
    ["muted", "   Esc takes it away"],
  ];
};

/** Which of how many matches one stands on. */
const searchText = (state: State, options: FrameOptions): string => {
  const { search, index } = topView(state);
  const places = matchesIn(textLinesOf(state, options), search);
  const at = places.indexOf(index);
  const count = `${places.length} line${places.length === 1 ? "" : "s"}`;
  return at < 0 ? `"${search}" in ${count}` : `"${search}" ${at + 1} of ${count}`;
};

const holePieces = (state: State, theme: UiTheme): readonly Piece[] | undefined => {
  const holes = topView(state).answer?.holes ?? [];
  // They come in the order in which requests end; the line shall not change with it.
  const [first] = holes.toSorted((one, other) => other.count - one.count || (one.why < other.why ? -1 : 1));
  if (first === undefined) return undefined;
  const count = holes.length === 1 ? "1 thing" : `${holes.length} things`;
  return [
    ["warn", `${theme.glyphs.hole} ${count} could not be read: `],
    ["strong", "!"],
    ["warn", ` tells. ${oneLine(first.why)}`],
  ];
};

/** As many keys as fit, the most useful first. */
const keyPieces = (state: State, { screens }: FrameOptions): readonly Piece[] => {
  const { screen } = topView(state);
  const place = screens[screen].columns === undefined ? "text" : "list";
  const rows = keyTable
    .filter((row) => row.footer !== undefined && worksOn(row, screen, place))
    .toSorted((one, other) => (one.footer ?? 0) - (other.footer ?? 0));
  const pieces: Piece[] = [];
  for (const { keys, name = "" } of rows) {
    const [key = ""] = keys;
    const next: readonly Piece[] = [
      pieces.length === 0 ? "" : "   ",
      ["strong", shownKey(key)],
      ["muted", ` ${name}`],
    ];
    // A shorter one further on may still fit.
    if (piecesWidth(pieces) + piecesWidth(next) <= state.size.columns) pieces.push(...next);
  }
  return pieces;
};
