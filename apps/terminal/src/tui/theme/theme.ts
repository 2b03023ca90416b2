/** How meanings look in the terminal: the colours and signs of tones. */
import type { Piece, Sign, Tone } from "@windowpane/explorer";
import { displayWidth, safePart } from "@windowpane/text";
import { asciiSigns, speaksUnicode, unicodeSigns } from "../../host/signs.ts";
import { codesOf, type Codes } from "./dress.ts";
import { glyphsFor, type Glyphs } from "./glyphs.ts";
import { paletteFor, type Variant } from "./palette.ts";
import { chooseVariant, colourDepth, type Background, type Env, type ThemeChoice } from "./variant.ts";

/** A piece whose sign has become part of its text. */
export type DrawnPiece = string | readonly [tone: Tone, text: string];

/** The looks of the UI's text. Lines are made safe on the way; `paint` alone takes its text unchanged. */
export interface UiTheme {
  readonly variant: Variant;
  readonly glyphs: Glyphs;
  /** The sign before a text; empty for a screen reader. */
  readonly sign: (sign: Sign) => string;
  /** A piece with its sign before its text. */
  readonly drawn: (piece: Piece) => DrawnPiece;
  /** A text with its looks. */
  readonly paint: (tone: Tone, text: string) => string;
  /** Pieces side by side, each with its looks. */
  readonly line: (pieces: readonly DrawnPiece[]) => string;
  /**
   * The selected row: one look from edge to edge, whatever its pieces mean, so that it is readable on any background.
   *
   * @param width - the row is padded to this number of columns.
   */
  readonly selected: (pieces: readonly DrawnPiece[], width: number) => string;
}

/** What decides the looks. */
export interface ThemeOptions {
  readonly env: Env;
  /** From `--theme`. Default: auto. */
  readonly choice?: ThemeChoice | undefined;
  /** As far as it is known yet. Default: unknown. */
  readonly background?: Background;
  /** False after `--no-color`. Default: true. */
  readonly color?: boolean | undefined;
  /** Signs are left out and nothing is painted: the words are read aloud. Default: false. */
  readonly isScreenReader?: boolean | undefined;
}

/** The looks for a terminal. */
export const createTheme = (options: ThemeOptions): UiTheme => {
  const { env, background, isScreenReader = false } = options;
  const variant = isScreenReader ? "none" : chooseVariant({ ...options, background });
  const isUnicode = speaksUnicode(env);
  const glyphs = glyphsFor({ speaksUnicode: isUnicode, isScreenReader });
  const results = isUnicode ? unicodeSigns : asciiSigns;
  const sign: UiTheme["sign"] = (name) => {
    if (name === "next") return glyphs.arrow;
    if (name === "gap" || name === "none") return glyphs[name];
    if (name === "cutoff" || name === "end") return glyphs.bar[name];
    return isScreenReader ? "" : results[name];
  };
  const codes = codesFor({ ...options, variant, background, isScreenReader });
  const paint: UiTheme["paint"] = (tone, text) => dressed(codes[tone], text);
  return {
    variant,
    glyphs,
    sign,
    drawn: (piece) => {
      if (typeof piece === "string") return piece;
      const [tone, text, name] = piece;
      return [tone, name === undefined ? text : [sign(name), text].filter(Boolean).join(" ")];
    },
    paint,
    // The last door to the screen: what a screen has not made safe is made so here.
    line: (pieces) =>
      pieces
        .map((piece) => (typeof piece === "string" ? safePart(piece) : paint(piece[0], safePart(piece[1]))))
        .join(""),
    selected: (pieces, width) => {
      const text = pieces.map((piece) => safePart(typeof piece === "string" ? piece : piece[1])).join("");
      return dressed(codes.selection, text + " ".repeat(Math.max(0, width - displayWidth(text))));
    },
  };
};

const dressed = ({ open, close }: Codes, text: string): string =>
  open === "" || text === "" ? text : open + text + close;

const codesFor = (options: {
  readonly env: Env;
  readonly variant: Variant;
  readonly background: Background;
  readonly isScreenReader: boolean;
}): Readonly<Record<Tone | "selection", Codes>> => {
  const { env, variant, background, isScreenReader } = options;
  const palette = paletteFor(variant, background);
  const depth = variant === "none" ? 0 : colourDepth(env);
  const of = (tone: Tone | "selection"): Codes =>
    isScreenReader ? { open: "", close: "" } : codesOf(palette[tone], depth);
  return {
    bad: of("bad"),
    warn: of("warn"),
    good: of("good"),
    running: of("running"),
    muted: of("muted"),
    strong: of("strong"),
    plain: of("plain"),
    title: of("title"),
    accent: of("accent"),
    selection: of("selection"),
  };
};
