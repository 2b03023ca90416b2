/** The whole screen as painted lines: exactly as many as the window has, none wider than it. */
import type { CliCall } from "../../cli/show-cli.ts";
import type { Screens } from "../state/reduce.ts";
import { isTooSmall, layoutOf, smallest } from "../state/layout.ts";
import { topView, type State } from "../state/state.ts";
import type { Piece, UiTheme } from "../theme/theme.ts";
import { bodyLines, detailLines, titleLines } from "./body.ts";
import { cutPieces } from "./fit-pieces.ts";
import { footerLines } from "./footer.ts";
import { headerLines } from "./header.ts";
import { speechOf } from "./speech.ts";

/** One line before it is painted. */
export interface FrameLine {
  readonly pieces: readonly Piece[];
  readonly selected?: boolean | undefined;
}

/** What drawing needs beside the state. */
export interface FrameOptions {
  readonly screens: Screens;
  readonly theme: UiTheme;
  readonly utcOffset: (at: Date) => number;
  /** Whether it is read aloud rather than looked at. */
  readonly isScreenReader: boolean;
  /** A call as a command line of the AWS CLI. */
  readonly callLine: (call: CliCall | string) => string;
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
