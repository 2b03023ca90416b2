/** Logical lines as drawn lines: wrapped to a width. */
import { linesOf, type State, type Piece, type TextLine } from "@windowpane/explorer";
import { cutText, displayWidth, safePart } from "@windowpane/text";
import type { DrawnPiece, UiTheme } from "../theme/theme.ts";
import { piecesWidth } from "./fit-pieces.ts";
import type { FrameOptions } from "./frame.ts";
import { wrapPieces } from "./wrap-pieces.ts";

/** The drawn lines of a text. */
export interface DrawnText {
  readonly lines: readonly (readonly DrawnPiece[])[];
  /** The first drawn line of each logical line, and the number of drawn lines at the end. */
  readonly offsets: readonly number[];
}

/** The visible text screen, wrapped to the width of the window; empty for a list. */
export const drawnText = (state: State, options: FrameOptions): DrawnText =>
  wrapLines(linesOf(state, options), { theme: options.theme, width: state.size.columns });

/** How lines are drawn. */
interface WrapOptions {
  readonly theme: UiTheme;
  readonly width: number;
}

/** Wraps lines, once for each width and theme: a long output has many, and scrolling changes none of them. */
export const wrapLines = (lines: readonly TextLine[], { theme, width }: WrapOptions): DrawnText => {
  const known = drawnTexts.get(lines);
  if (known?.width === width && known.theme === theme) return known.text;
  const labelWidth = labelWidthOf(lines, theme);
  const drawn: (readonly DrawnPiece[])[] = [];
  const offsets: number[] = [];
  for (const line of lines) {
    offsets.push(drawn.length);
    drawn.push(...wrapLine(line, { theme, width, labelWidth, most: Infinity }));
  }
  const text = { lines: drawn, offsets: [...offsets, drawn.length] };
  drawnTexts.set(lines, { width, theme, text });
  return text;
};

const drawnTexts = new WeakMap<
  readonly TextLine[],
  { readonly width: number; readonly theme: UiTheme; readonly text: DrawnText }
>();

/** The width that the labels of some lines share, with the space after them; 0 without labels. */
export const labelWidthOf = (lines: readonly TextLine[], theme: UiTheme): number =>
  lines.reduce((width, { label }) => {
    if (label === undefined) return width;
    const own = piecesWidth([drawn(label, theme)]);
    const space = own === 0 ? 0 : typeof label === "string" || label[1] !== "" ? 2 : 1;
    return Math.max(width, own + space);
  }, 0);

/** One line over at most so many drawn lines; the mark stands where the rest is cut. */
export const wrapLine = (
  { label, pieces, kind }: TextLine,
  options: WrapOptions & { readonly labelWidth: number; readonly most: number },
): readonly (readonly DrawnPiece[])[] => {
  const { theme, width, labelWidth, most } = options;
  const parts = pieces.map((piece) => drawn(piece, theme));
  const mark = theme.glyphs.ellipsis;
  if (kind === "verbatim") return parts.flatMap((part) => verbatim(part, width));
  if (kind === "command") return commandLines(parts, width).map((line) => [line]);
  if (kind === "divider") return [[["muted", `${theme.glyphs.rule.repeat(2)} `], ...parts]];
  if (label === undefined) return wrapPieces(parts, { width, most, mark });
  const room = Math.max(20, width - labelWidth);
  return wrapPieces(parts, { width: room, most, mark }).map((line, index) => {
    const before = index === 0 ? drawn(label, theme) : "";
    const gap = " ".repeat(Math.max(0, labelWidth - piecesWidth([before])));
    return [before, gap, ...line].filter((piece) => piece !== "");
  });
};

const drawn = (piece: Piece, theme: UiTheme): DrawnPiece => {
  const dressed = theme.drawn(piece);
  return typeof dressed === "string" ? safePart(dressed) : [dressed[0], safePart(dressed[1])];
};

/** Output keeps its spaces, as its columns mean something. A line that is too wide is broken after a space. */
const verbatim = (piece: DrawnPiece, width: number): readonly (readonly DrawnPiece[])[] => {
  const [tone, line] = typeof piece === "string" ? (["plain", piece] as const) : piece;
  const parts: string[] = [];
  let rest = line;
  while (displayWidth(rest) > width) {
    const full = cutText(rest, width, "");
    const space = full.lastIndexOf(" ");
    // A word that fills most of a line is broken.
    const part = space > width / 2 ? full.slice(0, space + 1) : full;
    // A character wider than the line would never get shorter.
    if (part === "") break;
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest].map((part) => [[tone, part]]);
};

/** A command that is too long continues before a flag, as a shell reads it. */
const commandLines = (pieces: readonly DrawnPiece[], width: number): readonly string[] => {
  const line = pieces.map((piece) => (typeof piece === "string" ? piece : piece[1])).join("");
  if (line.length <= width) return [line];
  const parts = line.split(/ (?=--)/);
  return parts.map(
    (part, index) => `${index === 0 ? "" : "    "}${part}${index === parts.length - 1 ? "" : " \\"}`,
  );
};
