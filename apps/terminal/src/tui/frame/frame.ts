/** The whole screen as painted lines: exactly as many as the window has, none wider than it. */
import { topView, type State, type LineOptions } from "@windowpane/explorer";
import { isTooSmall, layoutOf, smallest } from "./layout.ts";
import type { DrawnPiece, UiTheme } from "../theme/theme.ts";
import { bodyLines, detailLines, titleLines } from "./body.ts";
import { cutPieces } from "./fit-pieces.ts";
import { footerLines } from "./footer.ts";
import { headerLines } from "./header.ts";
import { speechOf } from "./speech.ts";

/** One line before it is painted. */
export interface FrameLine {
  readonly pieces: readonly DrawnPiece[];
  readonly selected?: boolean | undefined;
}

/** What drawing needs besides the state. */
export interface FrameOptions extends LineOptions {
  readonly theme: UiTheme;
  /** Whether the screen is read aloud. */
  readonly isScreenReader: boolean;
}

/** Draws the state. */
export const frameOf = (state: State, options: FrameOptions): readonly string[] => {
  const { theme } = options;
  const { size } = state;
  if (options.isScreenReader) return speechOf(state, options);
  const lines = isTooSmall(size) ? tooSmall(state) : parts(state, options);
  return lines.slice(0, size.rows).map(({ pieces, selected }) => {
    const cut = cutPieces(pieces, size.columns, theme.glyphs.ellipsis);
    return selected === true ? theme.selected(cut, size.columns) : theme.line(cut);
  });
};

const parts = (state: State, options: FrameOptions): readonly FrameLine[] => {
  const layout = layoutOf(state.size, options.screens[topView(state).screen]);
  return [
    ...filledUp(headerLines(state, options), layout.header),
    ...filledUp(titleLines(state, options), layout.titles),
    ...filledUp(bodyLines(state, layout.body, options), layout.body),
    ...filledUp(detailLines(state, layout.detail, options), layout.detail),
    ...filledUp(footerLines(state, options), layout.footer),
  ];
};

const filledUp = (lines: readonly FrameLine[], height: number): readonly FrameLine[] =>
  Array.from({ length: height }, (_, place) => lines[place] ?? { pieces: [] });

const tooSmall = ({ size }: State): readonly FrameLine[] => [
  { pieces: ["Window too small."] },
  { pieces: [`${size.columns}x${size.rows}; needs ${smallest.columns}x${smallest.rows}.`] },
  { pieces: [["muted", "q quits"]] },
];
