/** What is being typed, said, filtered or missing; and the keys that work here. */
import { safeLine } from "@windowpane/text";
import {
  topView,
  linesOf,
  matchesIn,
  readingsOf,
  keyOf,
  usefulKeys,
  screens,
  type State,
} from "@windowpane/explorer";
import type { DrawnPiece, UiTheme } from "../theme/theme.ts";
import { bothEnds, piecesWidth } from "./fit-pieces.ts";
import type { FrameLine, FrameOptions } from "./frame.ts";
import { promptPieces, underPrompt } from "./prompt.ts";
import { drawnText } from "./text-lines.ts";

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

const messagePieces = (state: State, options: FrameOptions): readonly DrawnPiece[] => {
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
const troublePieces = (state: State, { screens, theme }: FrameOptions): readonly DrawnPiece[] | undefined => {
  const view = topView(state);
  const trouble = readingsOf(state, screens)
    .map((reading) => state.findings.get(keyOf(reading))?.trouble)
    .find((found) => found !== undefined);
  if (trouble === undefined || view.rows.length === 0) return undefined;
  const told = [["bad", safeLine(trouble.wrong)], "  ", safeLine(trouble.todo)] as const;
  const keys = [
    ["strong", "!"],
    ["muted", " details  "],
    ["strong", "r"],
    ["muted", " retry"],
  ] as const;
  return bothEnds(told, keys, { width: state.size.columns, mark: theme.glyphs.ellipsis });
};

const filterPieces = (state: State, options: FrameOptions): readonly DrawnPiece[] | undefined => {
  const { applied, onlyBad, search } = topView(state);
  const words = [
    ...(onlyBad ? ["only bad"] : []),
    ...(applied === "" ? [] : [`filter ${applied}`]),
    ...(search === "" ? [] : [searchText(state, options)]),
  ];
  if (words.length === 0) return undefined;
  return [
    ["accent", safeLine(words.join(", "))],
    ["muted", "   Esc clears it"],
  ];
};

/** Which of how many matches one stands on. */
const searchText = (state: State, options: FrameOptions): string => {
  const { search, index } = topView(state);
  const { offsets } = drawnText(state, options);
  const matches = matchesIn(linesOf(state, options), search);
  const at = matches.findIndex((line) => offsets[line] === index);
  const count = `${matches.length} line${matches.length === 1 ? "" : "s"}`;
  return at < 0 ? `"${search}" in ${count}` : `"${search}" ${at + 1} of ${count}`;
};

const gapPieces = (state: State, theme: UiTheme): readonly DrawnPiece[] | undefined => {
  const gaps = topView(state).content?.gaps ?? [];
  // They come in the order in which requests end; the line shall not change with it.
  const [first] = gaps.toSorted((one, other) => other.count - one.count || (one.why < other.why ? -1 : 1));
  if (first === undefined) return undefined;
  const count = gaps.length === 1 ? "1 gap" : `${gaps.length} gaps`;
  return [
    ["warn", `${theme.glyphs.gap} ${count}: press `],
    ["strong", "!"],
    ["warn", ` for details. ${safeLine(first.why)}`],
  ];
};

/** What goes on can be followed, which nobody guesses who sees the screen for the first time. */
const runningPieces = (state: State): readonly DrawnPiece[] => {
  const { content, live } = topView(state);
  if (live || content?.judgement?.verdict !== "RUNNING") return [];
  return [
    ["running", "Still running: press "],
    ["strong", "w"],
    ["running", " to follow it."],
  ];
};

/** As many of them as fit. */
const keyPieces = (state: State, options: FrameOptions): readonly DrawnPiece[] => {
  const pieces: DrawnPiece[] = [];
  for (const [key, word] of usefulKeys(state, options.screens)) {
    const next: readonly DrawnPiece[] = [
      pieces.length === 0 ? "" : "  ",
      ["strong", key],
      ["muted", ` ${word}`],
    ];
    // A shorter one further on may still fit.
    if (piecesWidth(pieces) + piecesWidth(next) <= state.size.columns) pieces.push(...next);
  }
  return pieces;
};
