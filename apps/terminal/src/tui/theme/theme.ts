/** How meanings look in the terminal: the colours of tones and the characters of signs. */
import type { Piece, Sign, Tone } from "@windowpane/explorer";
import { displayWidth, safePart } from "@windowpane/text";
import { asciiSigns, speaksUnicode, unicodeSigns, type ThemeChoice } from "../../host/signs.ts";
import { glyphsFor, type Glyphs } from "./glyphs.ts";
import { paletteFor, type Style } from "./palette.ts";
import { chooseVariant, colourDepth, type Background, type Env, type Variant } from "./variant.ts";

/** A piece whose sign has become part of its text. */
export type DrawnPiece = string | readonly [tone: Tone, text: string];

/** The looks of the UI. `line` and `selected` make their text safe, `paint` does not. */
export interface UiTheme {
  readonly variant: Variant;
  readonly glyphs: Glyphs;
  /** The characters of a sign; empty for a screen reader. */
  readonly sign: (sign: Sign) => string;
  /** A piece with its sign before its text. */
  readonly drawn: (piece: Piece) => DrawnPiece;
  /** A text in the style of a tone. */
  readonly paint: (tone: Tone, text: string) => string;
  /** Pieces side by side, each in its style. */
  readonly line: (pieces: readonly DrawnPiece[]) => string;
  /**
   * The selected row, in one style for all pieces, so that it is readable on any background.
   *
   * @param width - the row is padded to this number of columns.
   */
  readonly selected: (pieces: readonly DrawnPiece[], width: number) => string;
}

/** Options of {@link createTheme}. */
export interface ThemeOptions {
  readonly env: Env;
  /** From `--theme`. Default: auto. */
  readonly choice?: ThemeChoice | undefined;
  /** Default: unknown. */
  readonly background?: Background;
  /** False after `--no-color`. Default: true. */
  readonly color?: boolean | undefined;
  /** Leaves out signs and styles. Default: false. */
  readonly isScreenReader?: boolean | undefined;
}

/** Creates the looks for a terminal. */
export const createTheme = (options: ThemeOptions): UiTheme => {
  const { env, background, isScreenReader = false } = options;
  const variant = isScreenReader ? "none" : chooseVariant({ ...options, background });
  const isUnicode = speaksUnicode(env);
  const glyphs = glyphsFor({ speaksUnicode: isUnicode, isScreenReader });
  const signs = isUnicode ? unicodeSigns : asciiSigns;
  const sign: UiTheme["sign"] = (name) => {
    if (name === "next") return glyphs.arrow;
    if (name === "gap" || name === "none") return glyphs[name];
    if (name === "cutoff" || name === "end") return glyphs.bar[name];
    return isScreenReader ? "" : signs[name];
  };
  const palette = paletteFor(variant, background);
  const depth = variant === "none" ? 0 : colourDepth(env);
  const codes = new Map<Tone | "selection", Codes>();
  const codesFor = (tone: Tone | "selection"): Codes => {
    const known = codes.get(tone) ?? (isScreenReader ? noCodes : codesOf(palette[tone], depth));
    codes.set(tone, known);
    return known;
  };
  const paint: UiTheme["paint"] = (tone, text) => between(codesFor(tone), text);
  return {
    variant,
    glyphs,
    sign,
    drawn: (piece) => {
      if (typeof piece === "string") return piece;
      const [tone, text, name] = piece;
      if (name === undefined) return [tone, text];
      const indent = text.length - text.trimStart().length;
      const words = [sign(name), text.slice(indent)].filter(Boolean);
      return [tone, " ".repeat(indent) + words.join(" ")];
    },
    paint,
    line: (pieces) =>
      pieces
        .map((piece) => (typeof piece === "string" ? safePart(piece) : paint(piece[0], safePart(piece[1]))))
        .join(""),
    selected: (pieces, width) => {
      const text = pieces.map((piece) => safePart(typeof piece === "string" ? piece : piece[1])).join("");
      return between(codesFor("selection"), text + " ".repeat(Math.max(0, width - displayWidth(text))));
    },
  };
};

/** Control sequences before and after a text. */
interface Codes {
  readonly open: string;
  readonly close: string;
}

const noCodes: Codes = { open: "", close: "" };

const between = ({ open, close }: Codes, text: string): string =>
  open === "" || text === "" ? text : open + text + close;

/** The control sequences of a style. `close` ends only what `open` starts, so that styles nest. */
const codesOf = (style: Style, depth: 16 | 256 | 0): Codes => {
  const open: string[] = [];
  const close: string[] = [];
  const add = (on: string, off: string): void => {
    open.push(on);
    close.unshift(off);
  };
  if (style.bold === true) add("1", "22");
  if (style.underlined === true) add("4", "24");
  const hasOwnBackground = depth === 256 && style.behind !== undefined;
  if (style.inverse === true && !hasOwnBackground) add("7", "27");
  if (hasOwnBackground) add(`48;5;${style.behind}`, "49");
  if (depth === 256 && style.colour !== undefined && (style.behind === undefined || hasOwnBackground))
    add(`38;5;${style.colour}`, "39");
  if (depth === 16 && style.basic !== undefined) add(String(style.basic), "39");
  return open.length === 0
    ? noCodes
    : { open: `\u001b[${open.join(";")}m`, close: `\u001b[${close.join(";")}m` };
};
