/** The frame: as many painted lines as the window has, each at most as wide. */
import { topView, type State } from "@windowpane/explorer";
import { cutPieces } from "../draw/pieces.ts";
import { bodyLines, detailLines, titleLines } from "./body.ts";
import { footerLines } from "./footer.ts";
import type { FrameLine, FrameOptions } from "./frame-line.ts";
import { headerLines } from "./header.ts";
import { isTooSmall, layoutOf, smallest } from "./layout.ts";
import { speechOf } from "./speech.ts";

/** Draws the state. */
export const frameOf = (state: State, options: FrameOptions): readonly string[] => {
  const { theme } = options;
  const { size } = state;
  if (options.isScreenReader) return speechOf(state, options);
  const lines = isTooSmall(size) ? tooSmallLines(state) : allLines(state, options);
  return lines.slice(0, size.rows).map(({ pieces, selected }) => {
    const cut = cutPieces(pieces, size.columns, theme.glyphs.ellipsis);
    return selected === true ? theme.selected(cut, size.columns) : theme.line(cut);
  });
};

const allLines = (state: State, options: FrameOptions): readonly FrameLine[] => {
  const layout = layoutOf(state.size, options.screens[topView(state).screen]);
  return [
    ...exactly(layout.header, headerLines(state, options)),
    ...exactly(layout.titles, titleLines(state, options)),
    ...exactly(layout.body, bodyLines(state, layout.body, options)),
    ...exactly(layout.detail, detailLines(state, layout.detail, options)),
    ...exactly(layout.footer, footerLines(state, options)),
  ];
};

/** The first `height` lines; empty lines where there are fewer. */
const exactly = (height: number, lines: readonly FrameLine[]): readonly FrameLine[] =>
  Array.from({ length: height }, (_, index) => lines[index] ?? { pieces: [] });

const tooSmallLines = ({ size }: State): readonly FrameLine[] => [
  { pieces: ["Window too small."] },
  { pieces: [`${size.columns}x${size.rows}; the minimum is ${smallest.columns}x${smallest.rows}.`] },
  { pieces: [["muted", "q quits"]] },
];
