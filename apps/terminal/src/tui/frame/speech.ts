/** The screen as it is read aloud: a few plain sentences about where one is, instead of a table. */
import { oneLine } from "../../safe-text.ts";
import { layoutOf } from "../state/layout.ts";
import { topView, type State } from "../state/state.ts";
import { selectedRow } from "../state/view.ts";
import type { Piece } from "../theme/theme.ts";
import { bodyLines, detailLines } from "./body.ts";
import { footerLines } from "./footer.ts";
import type { FrameLine, FrameOptions } from "./frame.ts";
import { headerLines } from "./header.ts";

/** Says the state: origin and path, the verdict, the selected row cell by cell, what is typed, and the keys. */
export const speechOf = (state: State, options: FrameOptions): readonly string[] => {
  const view = topView(state);
  const screen = options.screens[view.screen];
  // A width that nothing is cut at: lines that are read aloud have no right edge.
  const wide: State = { ...state, size: { columns: 1000, rows: state.size.rows } };
  const isList = screen.columns !== undefined;
  const row = selectedRow(view);
  const { body } = layoutOf(state.size, screen);
  const parts: readonly (readonly string[])[] = [
    said(headerLines(wide, options)),
    isList && row !== undefined
      ? [`Row ${view.index + 1} of ${view.rows.length}.`, ...cells(row.item, wide, options)]
      : said(bodyLines(isList ? wide : state, body, options)),
    isList ? said(detailLines(wide, 5, options).slice(1)) : [],
    said(footerLines(wide, options)),
  ];
  return parts.flat().filter((line) => line !== "");
};

const said = (lines: readonly FrameLine[]): readonly string[] => lines.map(({ pieces }) => plain(pieces));

const plain = (pieces: readonly Piece[]): string =>
  oneLine(pieces.map((piece) => (typeof piece === "string" ? piece : piece[1])).join(""));

/** Each cell with its column's title, as a table has no columns in speech. */
const cells = (
  item: object,
  state: State,
  { screens, theme, utcOffset }: FrameOptions,
): readonly string[] => {
  const { screen, answer } = topView(state);
  const { columns = [] } = screens[screen];
  if (answer === undefined) return [];
  const context = { theme, now: state.now, utcOffset, answer, width: state.size.columns };
  const spoken = columns.map(({ title, cell }) => [title, plain([cell(item, context)])] as const);
  return [
    spoken
      .filter(([, text]) => text !== "")
      .map(([title, text]) => `${title}: ${text}`)
      .join("; "),
  ];
};
