import { wantsColor } from "../../host/signs.ts";
import type { Variant } from "./palette.ts";

/** What `--theme` takes. */
export const themeChoices = ["auto", "dark", "light", "high-contrast", "none"] as const;

export type ThemeChoice = (typeof themeChoices)[number];

/** How bright the terminal's background is; undefined while nobody has told us. */
export type Background = "dark" | "light" | undefined;

/** The environment's variables. */
export type Env = Readonly<Record<string, string | undefined>>;

interface Wish {
  readonly env: Env;
  /** From `--theme`. Default: auto. */
  readonly choice?: ThemeChoice | undefined;
  readonly background: Background;
  /** False after `--no-color`. Default: true. */
  readonly color?: boolean | undefined;
}

/**
 * The looks to take. `--no-color` and `NO_COLOR` win over `auto` but not over a theme asked for by name, since who types it
 * for this run knows what the variable in their profile says.
 */
export const chooseVariant = ({ env, choice = "auto", background, color = true }: Wish): Variant => {
  if (!color) return "none";
  if (choice !== "auto") return choice;
  return wantsColor(env, true) ? (background ?? "neutral") : "none";
};

/** What the terminal says of its background in `COLORFGBG`, as rxvt and Konsole do: the last number is the palette's. */
export const backgroundIn = (env: Env): Background => {
  const last = env["COLORFGBG"]?.split(";").at(-1) ?? "";
  if (!/^\d{1,2}$/.test(last)) return undefined;
  const number = Number(last);
  return number === 7 || (number >= 9 && number <= 15) ? "light" : "dark";
};

/** How many colours the terminal shows: 256 where it says so, as nearly all do; else its owner's sixteen. */
export const colourDepth = ({ TERM = "", COLORTERM = "" }: Env): 16 | 256 =>
  COLORTERM !== "" || /256|direct|kitty|ghostty|alacritty|foot|wezterm/.test(TERM) ? 256 : 16;
