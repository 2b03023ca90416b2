/** What is being typed, said, filtered or missing; and the keys that work here. */
import { safeLine } from "@windowpane/text";
import { shownKey, worksOn } from "../key-row.ts";
import { keyTable } from "../keys.ts";
import { keyOf } from "../session/reading.ts";
import { isOfUse } from "../state/is-of-use.ts";
import { readingsOf } from "../state/readings.ts";
import { topView, type State } from "../state/state.ts";
import type { Piece, UiTheme } from "../theme/theme.ts";
import { bothEnds, piecesWidth } from "./fit-pieces.ts";
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
  if (notice !== undefined) return [[notice.tone, safeLine(notice.text)]];
  return (
    troublePieces(state, options) ??
    filterPieces(state, options) ??
    gapPieces(state, options.theme) ??
    runningPieces(state)
  );
};

/** An error beside rows that were read before it. Without rows the body tells it. */
const troublePieces = (state: State, { screens, theme }: FrameOptions): readonly Piece[] | undefined => {
  const view = topView(state);
  const trouble = readingsOf(state, screens)
    .map((reading) => state.findings.get(keyOf(reading))?.trouble)
    .find((found) => found !== undefined);
  if (trouble === undefined || view.rows.length === 0) return undefined;
  const told = [["bad", safeLine(trouble.wrong)], "  ", safeLine(trouble.todo)] as const;
  const keys = [
    ["strong", "!"],
    ["muted", " tells  "],
    ["strong", "r"],
    ["muted", " asks again"],
  ] as const;
  return bothEnds(told, keys, { width: state.size.columns, mark: theme.glyphs.ellipsis });
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
    ["accent", safeLine(words.join(", "))],
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

const gapPieces = (state: State, theme: UiTheme): readonly Piece[] | undefined => {
  const gaps = topView(state).answer?.gaps ?? [];
  // They come in the order in which requests end; the line shall not change with it.
  const [first] = gaps.toSorted((one, other) => other.count - one.count || (one.why < other.why ? -1 : 1));
  if (first === undefined) return undefined;
  const count = gaps.length === 1 ? "1 thing" : `${gaps.length} things`;
  return [
    ["warn", `${theme.glyphs.gap} ${count} could not be read: `],
    ["strong", "!"],
    ["warn", ` tells. ${safeLine(first.why)}`],
  ];
};

/** What goes on can be followed, which nobody guesses who sees the screen for the first time. */
const runningPieces = (state: State): readonly Piece[] => {
  const { answer, live } = topView(state);
  if (live || answer?.judgement?.verdict !== "RUNNING") return [];
  return [
    ["running", "This still goes on: "],
    ["strong", "w"],
    ["running", " follows it to its end."],
  ];
};

/** The keys that do something here, the most useful first, each with a word for what it does. */
export const usefulKeys = (
  state: State,
  { screens }: FrameOptions,
): readonly (readonly [key: string, word: string])[] => {
  const { screen: name } = topView(state);
  const screen = screens[name];
  const place = screen.columns === undefined ? "text" : "list";
  return keyTable
    .filter(
      (row) => row.footer !== undefined && worksOn(row, name, place) && isOfUse(row.command, state, screen),
    )
    .toSorted((one, other) => (one.footer ?? 0) - (other.footer ?? 0))
    .map(({ command, keys: [key = ""], name: word = "" }) => [
      shownKey(key),
      command === "enter" ? (screen.entering ?? word) : word,
    ]);
};

/** As many of them as fit. */
const keyPieces = (state: State, options: FrameOptions): readonly Piece[] => {
  const pieces: Piece[] = [];
  for (const [key, word] of usefulKeys(state, options)) {
    const next: readonly Piece[] = [pieces.length === 0 ? "" : "  ", ["strong", key], ["muted", ` ${word}`]];
    // A shorter one further on may still fit.
    if (piecesWidth(pieces) + piecesWidth(next) <= state.size.columns) pieces.push(...next);
  }
  return pieces;
};
