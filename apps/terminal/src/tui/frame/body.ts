/** The list or text itself, its titles, and what is said about the selected row. */
import { safeLine, safePart, wrapText } from "@windowpane/text";
import { columnWidths, rowPieces, titlePieces } from "../list/row-pieces.ts";
import type { Answer } from "../screen.ts";
import { keyOf } from "../session/reading.ts";
import { readingsOf } from "../state/readings.ts";
import { topView, type State } from "../state/state.ts";
import { selectedRow } from "../state/view.ts";
import type { Piece } from "../theme/theme.ts";
import type { FrameLine, FrameOptions } from "./frame.ts";
import { piecesWidth } from "./fit-pieces.ts";
import { matchesIn } from "./matches.ts";
import { textContextOf } from "./text-context.ts";
import { textLinesOf } from "./text-lines.ts";
import { wrapPieces } from "./wrap-pieces.ts";

/** Columns before the first cell: the pointer and a blank. */
const margin = 2;

/** A rule, and over a list the titles of its columns. */
export const titleLines = (
  state: State,
  { screens, theme, utcOffset }: FrameOptions,
): readonly FrameLine[] => {
  const view = topView(state);
  const { columns } = screens[view.screen];
  const rule: FrameLine = { pieces: [["muted", theme.glyphs.rule.repeat(state.size.columns)]] };
  if (columns === undefined) return [rule];
  const widths = columnWidths(columns, view.answer, state.size.columns - margin);
  const context = { theme, now: state.now, utcOffset, answer: view.answer };
  const sorted =
    view.sort === undefined
      ? undefined
      : { column: view.sort.column, sign: view.sort.descending ? theme.glyphs.down : theme.glyphs.up };
  return [
    rule,
    { pieces: [" ".repeat(margin), ["muted", titlePieces({ columns, widths, context }, sorted)]] },
  ];
};

/** The visible rows or lines; where there are none, why. */
export const bodyLines = (state: State, height: number, options: FrameOptions): readonly FrameLine[] => {
  const view = topView(state);
  const { columns } = options.screens[view.screen];
  const lines = columns === undefined ? shownText(state, height, options) : shownRows(state, height, options);
  return lines.length > 0 ? lines : whyNothing(state, options);
};

const shownRows = (
  state: State,
  height: number,
  { screens, theme, utcOffset }: FrameOptions,
): readonly FrameLine[] => {
  const { screen, rows, top, index, answer } = topView(state);
  const { columns = [] } = screens[screen];
  if (answer === undefined) return [];
  const widths = columnWidths(columns, answer, state.size.columns - margin);
  const drawing = { columns, widths, context: { theme, now: state.now, utcOffset, answer } };
  return rows.slice(top, top + height).map(({ item }, place) => {
    const selected = top + place === index;
    const pointer = selected ? theme.glyphs.pointer : " ";
    return { pieces: [`${pointer} `, ...rowPieces(item, drawing)], selected };
  });
};

const shownText = (state: State, height: number, options: FrameOptions): readonly FrameLine[] => {
  const lines = textLinesOf(state, options);
  const { search, index } = topView(state);
  const top = Math.max(0, Math.min(topView(state).top, lines.length - height));
  const onMatch = matchesIn(lines, search).includes(index);
  return lines.slice(top, top + height).map((pieces, place) => ({
    pieces: marked(pieces, search),
    // The line of the match, as it stands out without colours too.
    selected: onMatch && top + place === index,
  }));
};

/** A line with what is looked for made to stand out. */
const marked = (pieces: readonly Piece[], search: string): readonly Piece[] => {
  if (search === "") return pieces;
  const wished = search.toLowerCase();
  return pieces.flatMap((piece): readonly Piece[] => {
    const [tone, text] = typeof piece === "string" ? (["plain", piece] as const) : piece;
    const parts: Piece[] = [];
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

/** A list without rows is never silent: it is being read, it failed, it is filtered away, or there is nothing. */
const whyNothing = (state: State, { screens }: FrameOptions): readonly FrameLine[] => {
  const view = topView(state);
  const width = state.size.columns - margin * 2;
  const findings = readingsOf(state, screens).map((reading) => state.findings.get(keyOf(reading)));
  const trouble = findings.find((finding) => finding?.trouble !== undefined)?.trouble;
  if (trouble !== undefined) {
    return [
      ...said(trouble.wrong, "bad", width),
      ...said(trouble.todo, "plain", width),
      ...said(`Press ${waysOut(state).join(", ")}.`, "muted", width),
    ];
  }
  const [first] = findings;
  if (first === undefined || (first.phase === "reading" && (view.answer?.rows.length ?? 0) === 0))
    return said("Reading.", "muted", width);
  if ((view.answer?.rows.length ?? 0) > 0)
    return said(filteredAway(view.answer, view.onlyBad, view.applied), "plain", width);
  return said(view.answer?.nothing ?? "", "plain", width);
};

const waysOut = ({ origin, views }: State): readonly string[] => [
  "r to ask again",
  ...(origin.source === "aws" ? ["p to ask another profile or region"] : []),
  ...(views.length > 1 ? ["Esc to go back"] : []),
];

const filteredAway = (answer: Answer | undefined, onlyBad: boolean, applied: string): string => {
  const of = `${answer?.rows.length ?? 0} ${answer?.noun ?? "rows"}`;
  if (onlyBad && applied === "") return `Nothing bad among ${of}. Press f to see all.`;
  return `None of ${of} ${onlyBad ? "is bad and " : ""}matches the filter. Press Esc to take it away.`;
};

const said = (text: string, tone: Exclude<Piece, string>[0], width: number): readonly FrameLine[] =>
  wrapText(safeLine(text), Math.max(10, width)).map((line) => ({
    pieces: [" ".repeat(margin), [tone, line]],
  }));

/** A rule and up to three lines about the selected row. */
export const detailLines = (state: State, height: number, options: FrameOptions): readonly FrameLine[] => {
  const view = topView(state);
  const row = selectedRow(view);
  const { detail } = options.screens[view.screen];
  if (height === 0) return [];
  const rule: FrameLine = { pieces: [["muted", options.theme.glyphs.rule.repeat(state.size.columns)]] };
  if (row === undefined || detail === undefined || view.answer === undefined) return [rule];
  const context = textContextOf(state, options, {
    answer: view.answer,
    width: state.size.columns - margin,
    height,
  });
  const { ellipsis: mark } = options.theme.glyphs;
  const lines = detail(row.item, context)
    .map((pieces) => pieces.map(harmless))
    .filter((pieces) => piecesWidth(pieces) > 0);
  const wrap = (pieces: readonly Piece[], most: number) =>
    wrapPieces(pieces, { width: context.width, most, mark });
  const heights = lines.map((pieces) => wrap(pieces, height).length);
  // Where room lacks, evidence is cut before what to do about it.
  for (let over = sum(heights) - (height - 1); over > 0; over -= 1) {
    const place = heights.findIndex((lineHeight) => lineHeight > 1);
    if (place >= 0) heights[place] = (heights[place] ?? 1) - 1;
  }
  const wrapped = lines.flatMap((pieces, place) => wrap(pieces, heights[place] ?? 1));
  return [rule, ...wrapped.map((pieces): FrameLine => ({ pieces: [" ".repeat(margin), ...pieces] }))];
};

const harmless = (piece: Piece): Piece =>
  typeof piece === "string" ? safePart(piece) : [piece[0], safePart(piece[1])];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
