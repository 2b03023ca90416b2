/** Colours and characters of the terminal, and the signs of results in the command line and the UI. */
import type { ResultTone } from "@windowpane/explorer";
import type { SparkSigns } from "@windowpane/report";
import type { Host } from "./host.ts";

/** The signs of results, so that no meaning depends on colour. */
export const unicodeSigns: Readonly<Record<ResultTone, string>> = {
  bad: "✖",
  warn: "▲",
  good: "✔",
  running: "▶",
  muted: "○",
  plain: "•",
};

/** The same in ASCII. */
export const asciiSigns: Readonly<Record<ResultTone, string>> = {
  bad: "x",
  warn: "!",
  good: "+",
  running: ">",
  muted: "o",
  plain: "*",
};

/** The characters of sparklines. */
export const unicodeSpark: SparkSigns = {
  levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
  none: "·",
  missing: "?",
};

/** The same in ASCII. */
export const asciiSpark: SparkSigns = {
  levels: ["_", ".", "-", "=", "+", "*", "#"],
  none: ",",
  missing: "?",
};

/** Whether to use colours: `NO_COLOR` first, then `FORCE_COLOR`, then whether the stream is a terminal. */
export const wantsColor = (env: Host["env"], isTerminal: boolean): boolean => {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTerminal && env["TERM"] !== "dumb";
};

/** Whether the terminal shows UTF-8. Without a locale, as on Windows and in macOS apps, it does. */
export const speaksUnicode = (env: Host["env"]): boolean => {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "UTF-8";
  return env["TERM"] !== "linux" && /utf-?8/i.test(locale);
};

/** Choices of `--theme`. */
export const themeChoices = ["auto", "dark", "light", "high-contrast", "none"] as const;

/** A choice of `--theme`. */
export type ThemeChoice = (typeof themeChoices)[number];
