/** The middle of the frame: titles, the list or text, and lines about the selected row. */
import {
  detailOf,
  keyOf,
  linesOf,
  readingsOf,
  topView,
  type ScreenContent,
  type State,
  type TextLine,
  type Tone,
} from "@windowpane/explorer";
import { safeLine, wrapText } from "@windowpane/text";
import { drawnText } from "../draw/pieces.ts";
import { columnWidths, rowPieces, titlesText, type RowDrawing } from "../draw/row.ts";
import { labelWidthOf, matchingLines, wrapLine, wrapLines } from "../draw/text-lines.ts";
import type { DrawnPiece } from "../theme/theme.ts";
import type { FrameLine, FrameOptions } from "./frame-line.ts";

/** Width of the pointer and the space after it, in columns. */
const margin = 2;

/** A rule, and the titles of a list's columns. */
export const titleLines = (state: State, options: FrameOptions): readonly FrameLine[] => {
  const { theme, screens } = options;
  const view = topView(state);
  const rule = ruleLine(state, options);
  if (screens[view.screen].columns === undefined) return [rule];
  const sorted =
    view.sort === undefined
      ? undefined
      : { column: view.sort.column, sign: view.sort.descending ? theme.glyphs.down : theme.glyphs.up };
  const titles = titlesText(rowDrawing(state, options), sorted);
  return [rule, { pieces: [" ".repeat(margin), ["muted", titles]] }];
};

const ruleLine = ({ size }: State, { theme }: FrameOptions): FrameLine => ({
  pieces: [["muted", theme.glyphs.rule.repeat(size.columns)]],
});

const rowDrawing = (state: State, { screens, theme, utcOffset }: FrameOptions): RowDrawing => {
  const { screen, content } = topView(state);
  const { columns = [] } = screens[screen];
  const widths = columnWidths(columns, content, state.size.columns - margin);
  return { columns, widths, theme, now: state.now, utcOffset, content };
};

/** The visible rows or lines, or a message instead. */
export const bodyLines = (state: State, height: number, options: FrameOptions): readonly FrameLine[] => {
  const view = topView(state);
  const { columns } = options.screens[view.screen];
  const lines = columns === undefined ? textLines(state, height, options) : rowLines(state, height, options);
  return lines.length > 0 ? lines : emptyMessage(state, options);
};

const rowLines = (state: State, height: number, options: FrameOptions): readonly FrameLine[] => {
  const { rows, top, index, content } = topView(state);
  if (content === undefined) return [];
  const drawing = rowDrawing(state, options);
  return rows.slice(top, top + height).map(({ item }, offset) => {
    const selected = top + offset === index;
    const pointer = selected ? options.theme.glyphs.pointer : " ";
    return { pieces: [`${pointer} `, ...rowPieces(item, drawing)], selected };
  });
};

const textLines = (state: State, height: number, options: FrameOptions): readonly FrameLine[] => {
  const { search, index, top: wanted } = topView(state);
  const drawing = { theme: options.theme, width: state.size.columns };
  const logical = linesOf(state, options);
  const { lines } = wrapLines(logical, drawing);
  const top = Math.max(0, Math.min(wanted, lines.length - height));
  const isOnMatch = matchingLines(logical, search, drawing).includes(index);
  return lines.slice(top, top + height).map((pieces, offset) => ({
    pieces: highlighted(pieces, search),
    // The current match is visible without colours, too.
    selected: isOnMatch && top + offset === index,
  }));
};

/** A line with the searched text highlighted. */
const highlighted = (pieces: readonly DrawnPiece[], search: string): readonly DrawnPiece[] => {
  if (search === "") return pieces;
  const wanted = search.toLowerCase();
  return pieces.flatMap((piece): readonly DrawnPiece[] => {
    const tone = typeof piece === "string" ? "plain" : piece[0];
    const text = drawnText(piece);
    const lower = text.toLowerCase();
    // Where lower case has another length, positions in it are not positions in the text.
    if (lower.length !== text.length) return [piece];
    const parts: DrawnPiece[] = [];
    let from = 0;
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
      parts.push([tone, text.slice(from, at)], ["accent", text.slice(at, at + wanted.length)]);
      from = at + wanted.length;
    }
    return [...parts, [tone, text.slice(from)]];
  });
};

/** Why no rows are shown: they are being read, reading failed, the filter hides them, or the list is empty. */
const emptyMessage = (state: State, { screens, theme }: FrameOptions): readonly FrameLine[] => {
  const { content, onlyBad, applied } = topView(state);
  const width = state.size.columns - margin * 2;
  const findings = readingsOf(state, screens).map((reading) => state.findings.get(keyOf(reading)));
  const error = findings.find((finding) => finding?.error !== undefined)?.error;
  if (error !== undefined) {
    return [
      ...messageLines(error.message, "bad", width),
      ...messageLines(error.advice, "plain", width),
      ...messageLines(`Press ${waysOut(state).join(", ")}.`, "muted", width),
    ];
  }
  const [first] = findings;
  const read = content?.rows.length ?? 0;
  if (first === undefined || (first.phase === "reading" && read === 0))
    return messageLines(`Reading${theme.glyphs.ellipsis}`, "muted", width);
  if (content !== undefined && read > 0)
    return messageLines(noMatch(content, onlyBad, applied), "plain", width);
  return messageLines(content?.nothing ?? "", "plain", width);
};

const waysOut = ({ connection, views }: State): readonly string[] => [
  "r to try again",
  ...(connection.source === "aws" ? ["p to choose another profile or region"] : []),
  ...(views.length > 1 ? ["Esc to go back"] : []),
];

const noMatch = ({ rows, noun }: ScreenContent, onlyBad: boolean, applied: string): string => {
  const all = `${rows.length} ${noun}`;
  if (onlyBad && applied === "") return `No failures in ${all}. Press f to show all.`;
  return `No ${onlyBad ? "failures" : "matches"} in ${all} for the filter. Press Esc to clear it.`;
};

const messageLines = (text: string, tone: Tone, width: number): readonly FrameLine[] =>
  wrapText(safeLine(text), Math.max(10, width)).map((line) => ({
    pieces: [" ".repeat(margin), [tone, line]],
  }));

/** A rule and lines about the selected row. */
export const detailLines = (state: State, height: number, options: FrameOptions): readonly FrameLine[] => {
  if (height === 0) return [];
  const { theme } = options;
  const lines = detailOf(state, options);
  const labelWidth = labelWidthOf(lines, theme);
  const width = state.size.columns - margin;
  const wrap = (line: TextLine, most: number) => wrapLine(line, { theme, width, labelWidth, most });
  const heights = lines.map((line) => wrap(line, height).length);
  // Where space lacks, the first lines are shortened: the last one is the next step.
  for (let over = sum(heights) - (height - 1); over > 0; over -= 1) {
    const index = heights.findIndex((lineHeight) => lineHeight > 1);
    if (index >= 0) heights[index] = (heights[index] ?? 1) - 1;
  }
  const wrapped = lines.flatMap((line, index) => wrap(line, heights[index] ?? 1));
  return [
    ruleLine(state, options),
    ...wrapped.map((pieces): FrameLine => ({ pieces: [" ".repeat(margin), ...pieces] })),
  ];
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
