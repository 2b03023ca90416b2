import type { SparkSigns } from "@windowpane/report";
import { toneOf, type ResultTone } from "@windowpane/explorer";
import type { ColorChoice } from "./settings.ts";
import type { Host } from "../../host/host.ts";
import {
  asciiSigns,
  asciiSpark,
  speaksUnicode,
  unicodeSigns,
  unicodeSpark,
  wantsColor,
} from "../../host/signs.ts";

/** What a piece of text means. */
export type Tone = ResultTone | "strong";

/** Formats text for one stream. */
export interface Theme {
  readonly paint: (tone: Tone, text: string) => string;
  /** A status or verdict with its glyph, so that no meaning depends on colour. */
  readonly status: (word: string) => { readonly text: string; readonly tone: Tone };
  readonly ellipsis: string;
  readonly bullet: string;
  readonly arrow: string;
  /** The characters of sparklines. */
  readonly spark: SparkSigns;
  /** The glyph of a tone; empty on a pipe. */
  readonly glyph: (tone: Tone) => string;
}

/**
 * Creates the theme for a stream. It uses the terminal's 16 colours, which are readable on its background. `NO_COLOR` and
 * `--no-color` disable them, `FORCE_COLOR` and `--color on` enable them on a pipe.
 */
export const themeFor = (
  host: Pick<Host, "env" | "stdout" | "stderr">,
  stream: "stdout" | "stderr",
  color: ColorChoice,
): Theme => {
  const { isTerminal } = host[stream];
  const colored = color === "on" || (color === "auto" && wantsColor(host.env, isTerminal));
  const unicode = isTerminal ? speaksUnicode(host.env) : true;
  const paint: Theme["paint"] = (tone, text) =>
    colored && text !== "" && codes[tone] !== "" ? `\u001b[${codes[tone]}m${text}\u001b[0m` : text;
  const glyph: Theme["glyph"] = (tone) => {
    const signs = unicode ? unicodeSigns : asciiSigns;
    return isTerminal ? signs[tone === "strong" ? "plain" : tone] : "";
  };
  return {
    paint,
    glyph,
    status: (word) => {
      const tone = toneOf(word);
      return { text: `${glyph(tone)} ${word}`.trimStart(), tone };
    },
    ellipsis: unicode ? "…" : "~",
    bullet: unicode ? "•" : "-",
    arrow: unicode ? "→" : "->",
    spark: unicode ? unicodeSpark : asciiSpark,
  };
};

const codes: Readonly<Record<Tone, string>> = {
  bad: "31",
  warn: "33",
  good: "32",
  running: "36",
  muted: "2",
  strong: "1",
  plain: "",
};
