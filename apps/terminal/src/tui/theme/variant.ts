import { wantsColor, type ThemeChoice } from "../../host/signs.ts";

/** A palette. `neutral` is for an unknown background. */
export type Variant = "dark" | "light" | "neutral" | "high-contrast" | "none";

/** Brightness of the terminal's background; undefined while it is unknown. */
export type Background = "dark" | "light" | undefined;

/** Environment variables. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What decides the variant. */
interface VariantOptions {
  readonly env: Env;
  /** From `--theme`. Default: auto. */
  readonly choice?: ThemeChoice | undefined;
  readonly background: Background;
  /** False after `--no-color`. Default: true. */
  readonly color?: boolean | undefined;
}

/**
 * Chooses the variant. `--no-color` overrides `--theme`; `NO_COLOR` overrides `auto` only, as a theme in the command line is
 * more specific than a variable in a shell profile.
 */
export const chooseVariant = ({
  env,
  choice = "auto",
  background,
  color = true,
}: VariantOptions): Variant => {
  if (!color) return "none";
  if (choice !== "auto") return choice;
  return wantsColor(env, true) ? (background ?? "neutral") : "none";
};

/** Reads the background from `COLORFGBG`, which rxvt and Konsole set: its last number is a colour of the palette. */
export const backgroundIn = (env: Env): Background => {
  const last = env["COLORFGBG"]?.split(";").at(-1) ?? "";
  if (!/^\d{1,2}$/.test(last)) return undefined;
  const number = Number(last);
  return number === 7 || (number >= 9 && number <= 15) ? "light" : "dark";
};

/** Number of colours that the terminal shows. Default: 16. */
export const colourDepth = ({ TERM = "", COLORTERM = "" }: Env): 16 | 256 =>
  COLORTERM !== "" || /256|direct|kitty|ghostty|alacritty|foot|wezterm/.test(TERM) ? 256 : 16;
