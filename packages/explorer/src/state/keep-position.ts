import type { TextLine } from "../model/text.ts";
import { linesOf, type LineOptions } from "./lines.ts";
import type { PageHeight } from "./refresh.ts";
import { topView, type Size, type State } from "./state.ts";
import { lineAfterChange, logicalLineAt, matchesIn, type DrawnText } from "./text-position.ts";
import type { View } from "./view.ts";

interface PositionOptions extends LineOptions {
  readonly drawnText: (lines: readonly TextLine[], size: Size) => DrawnText;
  readonly pageHeight: PageHeight;
}

/** The state after a change, with the reader's line of a text still at the top: after a resize, and when the text has grown. */
export const withPosition = (before: State, state: State, options: PositionOptions): State => {
  const view = topView(state);
  const old = topView(before);
  const screen = options.screens[view.screen];
  const isSame =
    before.views.length === state.views.length && old.screen === view.screen && old.ref === view.ref;
  const isChanged = old.content !== view.content || before.size !== state.size;
  if (screen.columns !== undefined || !isSame || !isChanged) return state;
  const linesBefore = linesOf(before, options);
  const lines = linesOf(state, options);
  if (linesBefore.length === 0 || lines.length === 0) return state;
  const drawnBefore = options.drawnText(linesBefore, before.size);
  const drawn = options.drawnText(lines, state.size);
  const moved = (line: number): number =>
    linesBefore === lines ? line : lineAfterChange(linesBefore, lines, line);
  const line = logicalLineAt(drawnBefore, old.top);
  const wanted =
    old.top === 0
      ? 0
      : (drawn.offsets[moved(line)] ?? 0) + rowsBelow(line, old.top, drawnBefore, before.size, state.size);
  const lowest = Math.max(0, (drawn.offsets.at(-1) ?? 0) - options.pageHeight(screen, state.size));
  const top = Math.max(0, Math.min(wanted, lowest));
  return {
    ...state,
    views: [
      ...state.views.slice(0, -1),
      { ...view, top, index: top, match: matchAfter(old, linesBefore, lines, moved) },
    ],
  };
};

/** How far the reader was below the start of a long line, in drawn lines: the same share of it at another width. */
const rowsBelow = (line: number, top: number, { offsets }: DrawnText, before: Size, now: Size): number => {
  const rows = top - (offsets[line] ?? 0);
  return Math.round((rows * before.columns) / Math.max(1, now.columns));
};

/** The current match in the changed text; none if its line is gone. */
const matchAfter = (
  { search, match }: View,
  before: readonly TextLine[],
  lines: readonly TextLine[],
  moved: (line: number) => number,
): number | undefined => {
  const old = match === undefined ? undefined : matchesIn(before, search)[match];
  if (old === undefined || before === lines) return match;
  const line = moved(old.line);
  const index = matchesIn(lines, search).findIndex((one) => one.line === line && one.from === old.from);
  return index < 0 ? undefined : index;
};
