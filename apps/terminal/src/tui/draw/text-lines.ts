/** Logical lines of a text screen, wrapped to the width of the window. */
import type { DrawnText, Piece, TextLine, TextMatch } from "@windowpane/explorer";
import { breakText, displayWidth, safePart } from "@windowpane/text";
import type { DrawnPiece, UiTheme } from "../theme/theme.ts";
import { placesIn, type DrawnPlace } from "./text-places.ts";
import { drawnText, piecesWidth, slicePieces, withText, wrapPieces } from "./pieces.ts";

/** Wrapped lines. */
export interface WrappedText extends DrawnText {
  readonly lines: readonly (readonly DrawnPiece[])[];
  /** Where a stretch of a logical line's text is drawn; more than one place if it is wrapped. */
  readonly placesOf: (match: TextMatch) => readonly DrawnPlace[];
}

/** How lines are drawn. */
export interface LineDrawing {
  readonly theme: UiTheme;
  /** In columns. */
  readonly width: number;
}

/** Wraps lines. The result is kept for the same lines, width and theme, as every frame of a scrolled text needs it. */
export const wrapLines = (lines: readonly TextLine[], { theme, width }: LineDrawing): WrappedText => {
  const known = wrappedTexts.get(lines);
  if (known?.width === width && known.theme === theme) return known.text;
  const labelWidth = labelWidthOf(lines, theme);
  const wrapped: (readonly DrawnPiece[])[] = [];
  const offsets: number[] = [];
  for (const line of lines) {
    offsets.push(wrapped.length);
    wrapped.push(...wrapLine(line, { theme, width, labelWidth, most: Infinity }));
  }
  offsets.push(wrapped.length);
  const text = { lines: wrapped, offsets, ...placesIn(lines, wrapped, offsets) };
  wrappedTexts.set(lines, { width, theme, text });
  return text;
};

const wrappedTexts = new WeakMap<readonly TextLine[], LineDrawing & { readonly text: WrappedText }>();

/** The width that the labels of lines share, with the space after them, in columns; 0 without labels. */
export const labelWidthOf = (lines: readonly TextLine[], theme: UiTheme): number =>
  lines.reduce((width, { label }) => {
    if (label === undefined) return width;
    const own = piecesWidth([drawnPiece(label, theme)]);
    const isSign = own === 1 || (typeof label !== "string" && label[1] === "");
    return Math.max(width, own === 0 ? 0 : own + (isSign ? 1 : 2));
  }, 0);

/** Wraps one line over at most `most` drawn lines. */
export const wrapLine = (
  { label, pieces, kind }: TextLine,
  options: LineDrawing & { readonly labelWidth: number; readonly most: number },
): readonly (readonly DrawnPiece[])[] => {
  const { theme, width, labelWidth, most } = options;
  const parts = pieces.map((piece, index) => {
    const part = drawnPiece(piece, theme);
    // A sign without a text belongs to the piece after it.
    const isSign = typeof piece !== "string" && piece[1] === "" && drawnText(part) !== "";
    return isSign && index < pieces.length - 1 ? withText(part, `${drawnText(part)} `) : part;
  });
  const mark = theme.glyphs.ellipsis;
  if (kind === "verbatim") return verbatimLines(parts, width);
  if (kind === "command") return commandLines(parts, width);
  if (kind === "divider") return [[["muted", `${theme.glyphs.rule.repeat(2)} `], ...parts]];
  if (label === undefined) return wrapPieces(parts, { width, most, mark });
  const room = Math.max(20, width - labelWidth);
  return wrapPieces(parts, { width: room, most, mark }).map((line, index) => {
    const before = index === 0 ? drawnPiece(label, theme) : "";
    const gap = " ".repeat(Math.max(0, labelWidth - piecesWidth([before])));
    return [before, gap, ...line].filter((piece) => piece !== "");
  });
};

const drawnPiece = (piece: Piece, theme: UiTheme): DrawnPiece => {
  const drawn = theme.drawn(piece);
  return withText(drawn, safePart(drawnText(drawn)));
};

/** Output keeps its spaces, which align its columns. A line that is too wide is broken after a space. */
const verbatimLines = (pieces: readonly DrawnPiece[], width: number): readonly (readonly DrawnPiece[])[] => {
  let from = 0;
  return breakText(pieces.map(drawnText).join(""), width, { afterSpaces: true }).map((part) => {
    const line = slicePieces(pieces, from, from + part.length);
    from += part.length;
    return line;
  });
};

/** A command that is too wide continues before a flag, or between a flag and its value, as a shell reads it. */
const commandLines = (pieces: readonly DrawnPiece[], width: number): readonly (readonly DrawnPiece[])[] => {
  const line = pieces.map(drawnText).join("");
  if (displayWidth(line) <= width) return [[line]];
  const [command = "", ...flags] = line.split(/ (?=--)/);
  const parts = flags.flatMap((flag) => {
    if (displayWidth(flag) + 6 <= width) return [`    ${flag}`];
    const [name = "", ...values] = flag.split(" ");
    return values.length === 0 ? [`    ${flag}`] : [`    ${name}`, `      ${values.join(" ")}`];
  });
  return [command, ...parts]
    .map((part, index) => (index === parts.length ? part : `${part} \\`))
    .flatMap((part) => breakText(part, width, { afterSpaces: true }).map((drawn) => [drawn]));
};
