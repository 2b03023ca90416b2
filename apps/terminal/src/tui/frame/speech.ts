/** The screen as it is read aloud: a few plain sentences about where one is, instead of a table. */
import { safeLine } from "@windowpane/text";
import { topView, selectedRow, usefulKeys, screens, type State, type ScreenRow } from "@windowpane/explorer";
import { layoutOf } from "./layout.ts";
import type { DrawnPiece } from "../theme/theme.ts";
import { bodyLines, detailLines } from "./body.ts";
import { footerLines } from "./footer.ts";
import type { FrameLine, FrameOptions } from "./frame.ts";
import { headerLines } from "./header.ts";
import { drawnValue } from "../list/row-pieces.ts";
import { promptSpeech } from "./prompt.ts";

/** Says the state: origin and path, the verdict, the selected row cell by cell, what is typed, and the keys. */
export const speechOf = (state: State, options: FrameOptions): readonly string[] => {
  const view = topView(state);
  const screen = options.screens[view.screen];
  // A width that nothing is cut at: lines that are read aloud have no right edge.
  const wide: State = { ...state, size: { columns: 1000, rows: state.size.rows } };
  const row = screen.columns === undefined ? undefined : selectedRow(view);
  const { body } = layoutOf(state.size, screen);
  const parts: readonly (readonly string[])[] = [
    said(headerLines(wide, options)),
    row === undefined
      ? bodyLines(screen.columns === undefined ? state : wide, body, options).map(({ pieces }) =>
          safeLine(textOf(pieces)),
        )
      : rowSpeech(row, wide, options),
    footerSpeech(wide, options),
  ];
  return parts.flat().filter((line) => line !== "");
};

/** Where the row stands, its cells, and what is told about it, but for what a cell has said already. */
const rowSpeech = (row: ScreenRow, state: State, options: FrameOptions): readonly string[] => {
  const { index, rows } = topView(state);
  const spoken = cells(row.item, state, options);
  const details = said(detailLines(state, 5, options).slice(1), (fact) => !spoken.includes(fact));
  return [`Row ${index + 1} of ${rows.length}.`, `${spoken}.`, ...details];
};

/** The line that is being typed, or what there is to say and the keys. */
const footerSpeech = (state: State, options: FrameOptions): readonly string[] => {
  const [message, under] = said(footerLines(state, options));
  if (state.prompt !== undefined) return [promptSpeech(state.prompt), under ?? ""];
  const keys = usefulKeys(state, options.screens).map(([key, word]) => `${key} ${word}`);
  return [message ?? "", `Keys: ${keys.join(", ")}.`];
};

/** Lines as sentences: where the screen leaves a gap between two facts, a voice makes a pause. Default: all facts are said. */
const said = (
  lines: readonly FrameLine[],
  isWanted: (fact: string) => boolean = () => true,
): readonly string[] =>
  lines.map(({ pieces }) =>
    safeLine(
      textOf(pieces)
        .trim()
        .split(/ , | {2,}/)
        .filter(isWanted)
        .join(", "),
    ),
  );

const textOf = (pieces: readonly DrawnPiece[]): string =>
  pieces.map((piece) => (typeof piece === "string" ? piece : piece[1])).join("");

/** Each cell with its column's title, as speech has no columns. */
const cells = (item: object, state: State, { screens, theme, utcOffset }: FrameOptions): string => {
  const { columns = [] } = screens[topView(state).screen];
  const { now } = state;
  return columns
    .map(
      ({ title, value }) =>
        [title, safeLine(textOf([drawnValue(value(item, now), { theme, now, utcOffset })]))] as const,
    )
    .filter(([, text]) => text !== "")
    .map(([title, text]) => (title === "" ? text : `${title}: ${text}`))
    .join("; ");
};
