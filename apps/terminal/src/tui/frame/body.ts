/** The list or text itself, its titles, and the details of the selected row. */
import {
  topView,
  detailOf,
  linesOf,
  matchesIn,
  readingsOf,
  keyOf,
  screens,
  type State,
  type ScreenContent,
  type TextLine,
} from "@windowpane/explorer";
import { safeLine, wrapText } from "@windowpane/text";
import { columnWidths, rowPieces, titlePieces, type RowDrawing } from "../list/row-pieces.ts";
import type { DrawnPiece } from "../theme/theme.ts";
import type { FrameLine, FrameOptions } from "./frame.ts";
import { drawnText, labelWidthOf, wrapLine } from "./text-lines.ts";

/** Columns before the first cell: the pointer and a blank. */
const margin = 2;

/** A rule, and the titles of a list's columns. */
export const titleLines = (state: State, options: FrameOptions): readonly FrameLine[] => {
  const { theme, screens } = options;
  const view = topView(state);
  const rule: FrameLine = { pieces: [["muted", theme.glyphs.rule.repeat(state.size.columns)]] };
  if (screens[view.screen].columns === undefined) return [rule];
  const sorted =
    view.sort === undefined
      ? undefined
      : { column: view.sort.column, sign: view.sort.descending ? theme.glyphs.down : theme.glyphs.up };
  const titles = titlePieces(drawingOf(state, options), sorted);
  return [rule, { pieces: [" ".repeat(margin), ["muted", titles]] }];
};

const drawingOf = (state: State, { screens, theme, utcOffset }: FrameOptions): RowDrawing => {
  const { screen, content } = topView(state);
  const { columns = [] } = screens[screen];
  const widths = columnWidths(columns, content, state.size.columns - margin);
  return { columns, widths, theme, now: state.now, utcOffset, content };
};

/** The visible rows or lines; where there are none, why. */
export const bodyLines = (state: State, height: number, options: FrameOptions): readonly FrameLine[] => {
  const view = topView(state);
  const { columns } = options.screens[view.screen];
  const lines = columns === undefined ? shownText(state, height, options) : shownRows(state, height, options);
  return lines.length > 0 ? lines : whyNothing(state, options);
};

const shownRows = (state: State, height: number, options: FrameOptions): readonly FrameLine[] => {
  const { rows, top, index, content } = topView(state);
  if (content === undefined) return [];
  const drawing = drawingOf(state, options);
  return rows.slice(top, top + height).map(({ item }, offset) => {
    const selected = top + offset === index;
    const pointer = selected ? options.theme.glyphs.pointer : " ";
    return { pieces: [`${pointer} `, ...rowPieces(item, drawing)], selected };
  });
};

const shownText = (state: State, height: number, options: FrameOptions): readonly FrameLine[] => {
  const { lines, offsets } = drawnText(state, options);
  const { search, index } = topView(state);
  const top = Math.max(0, Math.min(topView(state).top, lines.length - height));
  const isMatch = matchesIn(linesOf(state, options), search).some((line) => offsets[line] === index);
  return lines.slice(top, top + height).map((pieces, offset) => ({
    pieces: marked(pieces, search),
    // The line of the match, visible without colours too.
    selected: isMatch && top + offset === index,
  }));
};

/** A line with what is looked for made to stand out. */
const marked = (pieces: readonly DrawnPiece[], search: string): readonly DrawnPiece[] => {
  if (search === "") return pieces;
  const wished = search.toLowerCase();
  return pieces.flatMap((piece): readonly DrawnPiece[] => {
    const [tone, text] = typeof piece === "string" ? (["plain", piece] as const) : piece;
    const parts: DrawnPiece[] = [];
    let from = 0;
    const lower = text.toLowerCase();
    // Lower case may be longer than the text it comes from; then nothing is marked rather than the wrong letters.
    if (lower.length !== text.length) return [piece];
    for (let at = lower.indexOf(wished); at >= 0; at = lower.indexOf(wished, from)) {
      parts.push([tone, text.slice(from, at)], ["accent", text.slice(at, at + wished.length)]);
      from = at + wished.length;
    }
    return [...parts, [tone, text.slice(from)]];
  });
};

/** Why there are no rows: they are being read, reading failed, the filter hides them, or there are none. */
const whyNothing = (state: State, { screens }: FrameOptions): readonly FrameLine[] => {
  const view = topView(state);
  const width = state.size.columns - margin * 2;
  const findings = readingsOf(state, screens).map((reading) => state.findings.get(keyOf(reading)));
  const trouble = findings.find((finding) => finding?.trouble !== undefined)?.trouble;
  if (trouble !== undefined) {
    return [
      ...messageLines(trouble.wrong, "bad", width),
      ...messageLines(trouble.todo, "plain", width),
      ...messageLines(`Press ${waysOut(state).join(", ")}.`, "muted", width),
    ];
  }
  const [first] = findings;
  if (first === undefined || (first.phase === "reading" && (view.content?.rows.length ?? 0) === 0))
    return messageLines("Reading…", "muted", width);
  if ((view.content?.rows.length ?? 0) > 0)
    return messageLines(filteredAway(view.content, view.onlyBad, view.applied), "plain", width);
  return messageLines(view.content?.nothing ?? "", "plain", width);
};

const waysOut = ({ origin, views }: State): readonly string[] => [
  "r to try again",
  ...(origin.source === "aws" ? ["p to choose another profile or region"] : []),
  ...(views.length > 1 ? ["Esc to go back"] : []),
];

const filteredAway = (content: ScreenContent | undefined, onlyBad: boolean, applied: string): string => {
  const of = `${content?.rows.length ?? 0} ${content?.noun ?? "rows"}`;
  if (onlyBad && applied === "") return `No failures in ${of}. Press f to show all.`;
  return `No ${onlyBad ? "failure in" : "match in"} ${of} for the filter. Press Esc to clear it.`;
};

const messageLines = (
  text: string,
  tone: Exclude<DrawnPiece, string>[0],
  width: number,
): readonly FrameLine[] =>
  wrapText(safeLine(text), Math.max(10, width)).map((line) => ({
    pieces: [" ".repeat(margin), [tone, line]],
  }));

/** A rule and the details of the selected row. */
export const detailLines = (state: State, height: number, options: FrameOptions): readonly FrameLine[] => {
  if (height === 0) return [];
  const { theme } = options;
  const rule: FrameLine = { pieces: [["muted", theme.glyphs.rule.repeat(state.size.columns)]] };
  const lines = detailOf(state, options);
  const labelWidth = labelWidthOf(lines, theme);
  const width = state.size.columns - margin;
  const wrap = (line: TextLine, most: number) => wrapLine(line, { theme, width, labelWidth, most });
  const heights = lines.map((line) => wrap(line, height).length);
  // Where space lacks, evidence is cut before the next step.
  for (let over = sum(heights) - (height - 1); over > 0; over -= 1) {
    const place = heights.findIndex((lineHeight) => lineHeight > 1);
    if (place >= 0) heights[place] = (heights[place] ?? 1) - 1;
  }
  const wrapped = lines.flatMap((line, index) => wrap(line, heights[index] ?? 1));
  return [rule, ...wrapped.map((pieces): FrameLine => ({ pieces: [" ".repeat(margin), ...pieces] }))];
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
