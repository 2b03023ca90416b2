/** The last two lines of the frame: the prompt or a message, and the keys. */
import {
  agoText,
  completionOf,
  currentWait,
  gapsLine,
  linesOf,
  matchesIn,
  topView,
  usefulKeys,
  visibleFindings,
  type State,
} from "@windowpane/explorer";
import { plural } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { bothEnds, piecesWidth } from "../draw/pieces.ts";
import type { DrawnPiece, UiTheme } from "../theme/theme.ts";
import type { FrameLine, FrameOptions } from "./frame-line.ts";
import { promptHelp, promptPieces } from "./prompt.ts";

/** The message line and the key line. */
export const footerLines = (state: State, options: FrameOptions): readonly FrameLine[] => [
  { pieces: messagePieces(state, options) },
  {
    pieces:
      state.prompt === undefined
        ? keyPieces(state, options)
        : promptHelp(state.prompt, topView(state).filterError, {
            completion: completionOf(state, options.screens),
            width: state.size.columns,
          }),
  },
];

const messagePieces = (state: State, options: FrameOptions): readonly DrawnPiece[] => {
  const { prompt, notice } = state;
  if (prompt !== undefined) return promptPieces(prompt, state.size.columns, options.theme.glyphs.cursor);
  if (notice !== undefined) return [[notice.tone, safeLine(notice.text)]];
  return (
    troublePieces(state, options) ??
    waitPieces(state) ??
    filterPieces(state, options) ??
    gapPieces(state, options.theme) ??
    runningPieces(state)
  );
};

/** An error while older rows or lines are shown. Without them the body shows the error. */
const troublePieces = (state: State, options: FrameOptions): readonly DrawnPiece[] | undefined => {
  const { screens, theme } = options;
  const view = topView(state);
  const failed = visibleFindings(state, screens).find((finding) => finding?.error !== undefined);
  const error = failed?.error;
  if (error === undefined || (view.rows.length === 0 && linesOf(state, options).length === 0))
    return undefined;
  const age = failed?.at === undefined ? "" : `Not reloaded, read ${agoText(failed.at, state.now)}: `;
  const message = [["bad", `${age}${safeLine(error.message)}`], "  ", safeLine(error.advice)] as const;
  const keys = [
    ["strong", "!"],
    ["muted", " details  "],
    ["strong", "r"],
    ["muted", " retry"],
  ] as const;
  return bothEnds(message, keys, { width: state.size.columns, mark: theme.glyphs.ellipsis });
};

/** Why reading takes long, while rows are shown. */
const waitPieces = (state: State): readonly DrawnPiece[] | undefined => {
  const wait = currentWait(state);
  return wait === undefined || topView(state).rows.length === 0
    ? undefined
    : [["warn", safeLine(`${wait.text} Windowpane keeps trying.`)]];
};

const filterPieces = (state: State, options: FrameOptions): readonly DrawnPiece[] | undefined => {
  const { applied, onlyBad, search } = topView(state);
  const words = [
    ...(onlyBad ? ["failed only"] : []),
    ...(applied === "" ? [] : [`filter ${applied}`]),
    ...(search === "" ? [] : [searchText(state, options)]),
  ];
  if (words.length === 0) return undefined;
  return [
    ["accent", safeLine(words.join(", "))],
    ["muted", "   Esc clears it"],
  ];
};

/** The searched text with the number of its matches, and which of them is the current one. */
const searchText = (state: State, options: FrameOptions): string => {
  const { search, match } = topView(state);
  const { length } = matchesIn(linesOf(state, options), search);
  if (match !== undefined && match < length) return `"${search}" match ${match + 1} of ${length}`;
  return `"${search}" ${length === 1 ? "1 match" : `${length} matches`}`;
};

const gapPieces = (state: State, theme: UiTheme): readonly DrawnPiece[] | undefined => {
  const line = gapsLine(topView(state).content?.gaps ?? []);
  if (line === undefined) return undefined;
  return [
    theme.drawn(["warn", `${plural(line.count, "gap")}: press `, "gap"]),
    ["strong", "!"],
    ["warn", ` for details. ${safeLine(line.worst)}`],
  ];
};

const runningPieces = (state: State): readonly DrawnPiece[] => {
  const { content, live } = topView(state);
  if (live || content?.judgement?.verdict !== "RUNNING") return [];
  return [
    ["running", "Still running: press "],
    ["strong", "w"],
    ["running", " to follow it."],
  ];
};

/** The useful keys that fit, in order. */
const keyPieces = (state: State, options: FrameOptions): readonly DrawnPiece[] => {
  const pieces: DrawnPiece[] = [];
  for (const [key, label] of usefulKeys(state, options.screens)) {
    const next: readonly DrawnPiece[] = [
      pieces.length === 0 ? "" : "  ",
      ["strong", key],
      ["muted", ` ${label}`],
    ];
    // A shorter one after it may still fit.
    if (piecesWidth(pieces) + piecesWidth(next) <= state.size.columns) pieces.push(...next);
  }
  return pieces;
};
