/** The middle of the frame: titles, the list or text, and lines about the selected row. */
import {
  currentWait,
  detailOf,
  linesOf,
  logicalLineAt,
  matchesIn,
  topView,
  visibleFindings,
  type ScreenContent,
  type State,
  type TextLine,
  type TextMatch,
  type Tone,
} from "@windowpane/explorer";
import { displayWidth, safeLine, wrapText } from "@windowpane/text";
import { drawnText, slicePieces } from "../draw/pieces.ts";
import { columnWidths, rowPieces, titlesText, type RowDrawing } from "../draw/row.ts";
import { labelWidthOf, wrapLine, wrapLines, type WrappedText } from "../draw/text-lines.ts";
import type { DrawnPlace } from "../draw/text-places.ts";
import type { DrawnPiece } from "../theme/theme.ts";
import type { FrameLine, FrameOptions } from "./frame-line.ts";
import { layoutOf } from "./layout.ts";

/** Width of the pointer and the space after it, in columns. */
const margin = 2;

/** A rule, and the titles of a list's columns. */
export const titleLines = (state: State, options: FrameOptions): readonly FrameLine[] => {
  const { theme, screens } = options;
  const view = topView(state);
  const rule = positionLine(state, options);
  if (screens[view.screen].columns === undefined) return [rule];
  const sorted =
    view.sort === undefined
      ? undefined
      : { column: view.sort.column, sign: view.sort.descending ? theme.glyphs.down : theme.glyphs.up };
  const titles = titlesText(rowDrawing(state, options), sorted);
  return [rule, { pieces: [" ".repeat(margin), ["muted", titles]] }];
};

/** A rule with the position in the list or text at its end. */
const positionLine = (state: State, options: FrameOptions): FrameLine => {
  const position = positionText(state, options);
  const { rule } = options.theme.glyphs;
  if (position === "" || rule === "") return ruleLine(state, options);
  const before = rule.repeat(Math.max(0, state.size.columns - displayWidth(position) - 4));
  return { pieces: [["muted", `${before} `], position, ["muted", ` ${rule.repeat(2)}`]] };
};

/** Where the selected row or the visible lines are: `3 of 80`, `lines 20-38 of 345`. Empty without rows or lines. */
export const positionText = (state: State, options: FrameOptions): string => {
  const { screen, rows, index } = topView(state);
  const { columns } = options.screens[screen];
  if (columns !== undefined) return rows.length === 0 ? "" : `${index + 1} of ${rows.length}`;
  const logical = linesOf(state, options);
  if (logical.length === 0) return "";
  const { body } = layoutOf(state.size, options.screens[screen]);
  const text = wrapLines(logical, { theme: options.theme, width: state.size.columns });
  const top = topOf(state, text, body);
  const first = logicalLineAt(text, top) + 1;
  const last = logicalLineAt(text, Math.min(text.lines.length, top + body) - 1) + 1;
  return `${first === last ? `line ${first}` : `lines ${first}-${last}`} of ${logical.length}`;
};

const ruleLine = ({ size }: State, { theme }: FrameOptions): FrameLine => ({
  pieces: [["muted", theme.glyphs.rule.repeat(size.columns)]],
});

const rowDrawing = (state: State, { screens, theme, utcOffset }: FrameOptions): RowDrawing => {
  const { screen, content, rows, top } = topView(state);
  const { columns = [] } = screens[screen];
  const drawing = { theme, now: state.now, utcOffset };
  const { body } = layoutOf(state.size, screens[screen]);
  const width = state.size.columns - margin;
  const widths = columnWidths(columns, { content, width, rows: rows.slice(top, top + body), ...drawing });
  return { columns, widths, content, ...drawing };
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
  const { search, match: current } = topView(state);
  const logical = linesOf(state, options);
  const text = wrapLines(logical, { theme: options.theme, width: state.size.columns });
  const top = topOf(state, text, height);
  const marks = marksBetween(text, matchesIn(logical, search), current, { top, end: top + height });
  return text.lines.slice(top, top + height).map((pieces, offset) => {
    const own = marks.filter(({ drawn }) => drawn === top + offset);
    return {
      pieces: highlighted(pieces, own),
      // The current match is visible without colours, too.
      selected: own.some(({ isCurrent }) => isCurrent),
    };
  });
};

/** The first drawn line of a text that is visible. */
const topOf = (state: State, { lines }: WrappedText, height: number): number =>
  Math.max(0, Math.min(topView(state).top, lines.length - height));

/** A place to highlight. */
interface Mark extends DrawnPlace {
  readonly isCurrent: boolean;
}

/** The places of matches on the visible lines. */
const marksBetween = (
  text: WrappedText,
  matches: readonly TextMatch[],
  current: number | undefined,
  { top, end }: { readonly top: number; readonly end: number },
): readonly Mark[] => {
  const first = logicalLineAt(text, top);
  const last = logicalLineAt(text, end - 1);
  const isNear = ({ line, from, to }: TextMatch): boolean =>
    line >= first && line <= last && text.drawnAt(line, from) < end && text.drawnAt(line, to - 1) >= top;
  return matches.flatMap((match, index) =>
    isNear(match)
      ? text
          .placesOf(match)
          .filter(({ drawn }) => drawn >= top && drawn < end)
          .map((place) => ({ ...place, isCurrent: index === current }))
      : [],
  );
};

/** A line with its marks highlighted. */
const highlighted = (pieces: readonly DrawnPiece[], marks: readonly Mark[]): readonly DrawnPiece[] => {
  if (marks.length === 0) return pieces;
  let at = 0;
  const parts: DrawnPiece[] = [];
  for (const { from, to } of marks) {
    parts.push(...slicePieces(pieces, at, from));
    parts.push(...slicePieces(pieces, from, to).map((piece): DrawnPiece => ["accent", drawnText(piece)]));
    at = to;
  }
  return [...parts, ...slicePieces(pieces, at, Infinity)];
};

/** Why no rows are shown: they are being read, reading failed, the filter hides them, or the list is empty. */
const emptyMessage = (state: State, options: FrameOptions): readonly FrameLine[] => {
  const { screens, theme } = options;
  const { content, onlyBad, applied } = topView(state);
  const width = state.size.columns - margin * 2;
  const findings = visibleFindings(state, screens);
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
  const isReading = findings.some((finding) => finding?.phase === "reading");
  if (first === undefined || (isReading && read === 0))
    return [
      ...messageLines(`Reading${theme.glyphs.ellipsis}`, "muted", width),
      ...waitLines(state, options).flatMap((line) => messageLines(line, "warn", width)),
    ];
  if (content !== undefined && read > 0)
    return messageLines(noMatch(content, onlyBad, applied), "plain", width);
  return messageLines(content?.nothing ?? "", "plain", width);
};

/** Why reading takes long. A network without any response is suspected after 10 seconds. */
const waitLines = (state: State, { utcOffset }: FrameOptions): readonly string[] => {
  const wait = currentWait(state);
  if (wait === undefined) return [];
  if (!wait.isSilent || wait.milliseconds < 10_000) return [wait.text];
  const since = new Date(state.now.getTime() - wait.milliseconds);
  const clock = new Date(since.getTime() + utcOffset(since) * 60_000).toISOString().slice(11, 19);
  return [
    `${wait.text} Nothing has arrived since ${clock}; Windowpane keeps trying.`,
    "Check the network, the VPN or proxy, and the region or endpoint.",
    ...(waysElsewhere(state).length === 0 ? [] : [`Press ${waysElsewhere(state).join(", ")}.`]),
  ];
};

const waysOut = (state: State): readonly string[] => ["r to try again", ...waysElsewhere(state)];

const waysElsewhere = ({ connection, views }: State): readonly string[] => [
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
