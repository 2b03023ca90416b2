/** Styles of tones: one palette for each kind of background. */
import type { Tone } from "@windowpane/explorer";
import type { Background, Variant } from "./variant.ts";

/** The style of a text. */
export interface Style {
  /** 16 to 255 of the 256 colours: users rarely change these, so that their contrast is known. */
  readonly colour?: number;
  /** SGR code for terminals with 16 colours, which users choose themselves. */
  readonly basic?: number;
  /** Background, numbered as `colour`. */
  readonly behind?: number;
  readonly bold?: boolean;
  readonly underlined?: boolean;
  readonly inverse?: boolean;
}

/** The style of each tone and of the selected row. */
export type Palette = Readonly<Record<Tone | "selection", Style>>;

const inverse: Style = { inverse: true };

/** For backgrounds from black to a dark slate. */
const dark: Palette = {
  bad: { colour: 210, basic: 31 },
  warn: { colour: 221, basic: 33 },
  good: { colour: 114, basic: 32 },
  running: { colour: 80, basic: 36 },
  muted: { colour: 248 },
  strong: { bold: true },
  plain: {},
  title: { bold: true },
  accent: { colour: 117, basic: 36 },
  selection: { colour: 231, behind: 24, inverse: true },
};

/** For backgrounds from white to a warm paper. */
const light: Palette = {
  bad: { colour: 124, basic: 31 },
  // Yellow is unreadable on white; brown is the darkest colour that still reads as yellow.
  warn: { colour: 94, basic: 33 },
  good: { colour: 22, basic: 32 },
  running: { colour: 23, basic: 36 },
  muted: { colour: 240 },
  strong: { bold: true },
  plain: {},
  title: { bold: true },
  accent: { colour: 25, basic: 34 },
  selection: { colour: 231, behind: 25, inverse: true },
};

/** Half way between black and white: readable on both. */
const neutral: Palette = {
  bad: { colour: 196, basic: 31, bold: true },
  warn: { colour: 130, basic: 33 },
  good: { colour: 28, basic: 32 },
  running: { colour: 30, basic: 36 },
  muted: { colour: 244 },
  strong: { bold: true },
  plain: {},
  title: { bold: true },
  accent: { colour: 32, basic: 36 },
  selection: inverse,
};

/** Bold, underline and inverse without colours, also for `NO_COLOR`. */
const styles: Palette = {
  bad: { bold: true },
  warn: { bold: true },
  good: {},
  running: {},
  muted: {},
  strong: { bold: true },
  plain: {},
  title: { bold: true, underlined: true },
  accent: { underlined: true },
  selection: { inverse: true, bold: true },
};

const highOnDark: Palette = {
  ...styles,
  bad: { colour: 217, basic: 91, bold: true },
  warn: { colour: 228, basic: 93, bold: true },
  good: { colour: 157, basic: 92 },
  running: { colour: 159, basic: 96 },
  accent: { colour: 195, basic: 97, underlined: true },
};

const highOnLight: Palette = {
  ...styles,
  bad: { colour: 52, basic: 31, bold: true },
  warn: { colour: 52, basic: 31, bold: true },
  good: { colour: 16, basic: 30 },
  running: { colour: 17, basic: 34 },
  accent: { colour: 18, basic: 34, underlined: true },
};

/** The palette of a variant. High contrast depends on the background, and has no colours where it is unknown. */
export const paletteFor = (variant: Variant, background: Background): Palette => {
  if (variant === "dark") return dark;
  if (variant === "light") return light;
  if (variant === "neutral") return neutral;
  if (variant === "none" || background === undefined) return styles;
  return background === "dark" ? highOnDark : highOnLight;
};
