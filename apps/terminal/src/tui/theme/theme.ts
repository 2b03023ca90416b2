/** The one place in `tui` that knows colours and signs: screens say what a text means, this says how it looks. */
import type { MachineResult, Verdict } from "@windowpane/report";
import { displayWidth, safePart } from "@windowpane/text";
import { asciiGlyphs, glyphs as statusGlyphs, speaksUnicode, toneOf } from "../../cli/theme.ts";
import { codesOf, type Codes } from "./dress.ts";
import { glyphsFor, type Glyphs } from "./glyphs.ts";
import { paletteFor, type Tone, type Variant } from "./palette.ts";
import { chooseVariant, colourDepth, type Background, type Env, type ThemeChoice } from "./variant.ts";
import { resultWords } from "./words.ts";

/** A stretch of a line: text, and what it means. A bare text is plain. */
export type Piece = string | readonly [tone: Tone, text: string];

/** Dresses the UI's text. Lines are made harmless on the way; `paint` alone takes its text as it is. */
export interface UiTheme {
  readonly variant: Variant;
  readonly glyphs: Glyphs;
  /** A text with its looks. */
  readonly paint: (tone: Tone, text: string) => string;
  /** Pieces side by side, each with its looks. */
  readonly line: (pieces: readonly Piece[]) => string;
  /**
   * The selected row: one look from edge to edge, whatever its pieces mean, so that it can be read on any background.
   *
   * @param width - filled up to so many columns.
   */
  readonly selected: (pieces: readonly Piece[], width: number) => string;
  /** One of AWS's statuses: sign and word. */
  readonly status: (word: string) => Piece;
  readonly verdict: (verdict: Verdict) => Piece;
  readonly result: (result: MachineResult) => Piece;
  /** The sign of a meaning, as statuses carry it. */
  readonly sign: (tone: Tone) => string;
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
  const signs: Readonly<Partial<Record<Tone, string>>> = isUnicode ? statusGlyphs : asciiGlyphs;
  const sign: UiTheme["sign"] = (tone) => (isScreenReader ? "" : (signs[tone] ?? ""));
  const codes = codesFor({ ...options, variant, background, isScreenReader });
  const paint: UiTheme["paint"] = (tone, text) => dressed(codes[tone], text);
  const worded = (tone: Tone, word: string): Piece => [tone, `${sign(tone)} ${word}`.trimStart()];
  return {
    variant,
    glyphs: glyphsFor({ speaksUnicode: isUnicode, isScreenReader }),
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
    sign,
    status: (word) => worded(toneOf(word), word),
    verdict: (verdict) => worded(toneOf(verdict), verdict),
    result: (result) => worded(resultWords[result].tone, resultWords[result].word),
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
