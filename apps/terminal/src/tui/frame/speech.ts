/** The frame for a screen reader: a few sentences instead of a table. */
import { selectedRow, topView, usefulKeys, type ScreenRow, type State } from "@windowpane/explorer";
import { safeLine } from "@windowpane/text";
import { drawnText } from "../draw/pieces.ts";
import { drawnValue } from "../draw/row.ts";
import type { DrawnPiece } from "../theme/theme.ts";
import { bodyLines, detailLines, positionText } from "./body.ts";
import { footerLines } from "./footer.ts";
import type { FrameLine, FrameOptions } from "./frame-line.ts";
import { headerLines } from "./header.ts";
import { layoutOf } from "./layout.ts";
import { promptSpeech } from "./prompt.ts";

/** Connection, breadcrumb, verdict and counts, the selected row cell by cell or the text, the prompt or message, and the keys. */
export const speechOf = (state: State, options: FrameOptions): readonly string[] => {
  const view = topView(state);
  const screen = options.screens[view.screen];
  // Nothing is cut to the width of the window.
  const wide: State = { ...state, size: { columns: 1000, rows: state.size.rows } };
  const row = screen.columns === undefined ? undefined : selectedRow(view);
  const { body } = layoutOf(state.size, screen);
  const parts: readonly (readonly string[])[] = [
    headerLines(wide, options).map((line) => sentence(line)),
    row === undefined
      ? [
          screen.columns === undefined ? spokenPosition(state, options) : "",
          ...bodyLines(screen.columns === undefined ? state : wide, body, options).map(({ pieces }) =>
            safeLine(textOf(pieces)),
          ),
        ]
      : rowSpeech(row, wide, options),
    footerSpeech(wide, options),
  ];
  return parts.flat().filter((line) => line !== "");
};

const spokenPosition = (state: State, options: FrameOptions): string => {
  const position = positionText(state, options);
  return position === "" ? "" : `${position.slice(0, 1).toUpperCase()}${position.slice(1)}.`;
};

/** The position of the row, its cells, and the details that no cell contains. */
const rowSpeech = (row: ScreenRow, state: State, options: FrameOptions): readonly string[] => {
  const { index, rows } = topView(state);
  const spoken = cellsText(row.item, state, options);
  const details = detailLines(state, 5, options)
    .slice(1)
    .map((line) => sentence(line, (fact) => !spoken.includes(fact)));
  return [`Row ${index + 1} of ${rows.length}.`, `${spoken}.`, ...details];
};

/** The prompt with its help, or the message and the keys. */
const footerSpeech = (state: State, options: FrameOptions): readonly string[] => {
  const [message = "", under = ""] = footerLines(state, options).map((line) => sentence(line));
  if (state.prompt !== undefined) return [promptSpeech(state.prompt), under];
  const keys = usefulKeys(state, options.screens).map(([key, label]) => `${key} ${label}`);
  return [message, `Keys: ${keys.join(", ")}.`];
};

/** A line with commas, which are read as pauses, where the screen has wide spaces. */
const sentence = ({ pieces }: FrameLine, isWanted: (fact: string) => boolean = () => true): string =>
  safeLine(
    textOf(pieces)
      .trim()
      .split(/ , | {2,}/)
      .filter(isWanted)
      .join(", "),
  );

/** Without the marks of commands in advice, which would be spelled out. */
const textOf = (pieces: readonly DrawnPiece[]): string => pieces.map(drawnText).join("").replaceAll("`", "");

/** Each cell after its column's title. */
const cellsText = (item: object, state: State, { screens, theme, utcOffset }: FrameOptions): string => {
  const { columns = [] } = screens[topView(state).screen];
  const { now } = state;
  return columns
    .map(({ title, value }) => {
      const text = safeLine(drawnText(drawnValue(value(item, now), { theme, now, utcOffset })));
      return text === "" || title === "" ? text : `${title}: ${text}`;
    })
    .filter((text) => text !== "")
    .join("; ");
};
