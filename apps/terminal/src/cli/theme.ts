/** The colours and signs of the command line. */
import { toneOf, type ResultTone } from "@windowpane/explorer";
import type { Host } from "../host/host.ts";
import { asciiSigns, speaksUnicode, unicodeSigns, wantsColor } from "../host/signs.ts";

/** What a piece of text means. */
export type Tone = ResultTone | "strong";

/** Dresses text for one stream. */
export interface Theme {
  readonly paint: (tone: Tone, text: string) => string;
  /** A status or verdict as it is shown to people: glyph and word, so that nothing hangs on its tone alone. */
  readonly status: (word: string) => { readonly text: string; readonly tone: Tone };
  readonly ellipsis: string;
  readonly bullet: string;
  readonly arrow: string;
  /** The glyph of a tone, as statuses carry it; empty on a pipe. */
  readonly glyph: (tone: Tone) => string;
}

/**
 * The theme for a stream. Colours are the terminal's own sixteen, which its owner has made readable on their background, dark
 * or light. `NO_COLOR` and `--no-color` take them away, `FORCE_COLOR` brings them to a pipe.
 */
export const themeFor = (
  host: Pick<Host, "env" | "stdout" | "stderr">,
  stream: "stdout" | "stderr",
  color: boolean,
): Theme => {
  const { isTerminal } = host[stream];
  const colored = color && wantsColor(host.env, isTerminal);
  const unicode = isTerminal ? speaksUnicode(host.env) : true;
  const paint: Theme["paint"] = (tone, text) =>
    colored && text !== "" && codes[tone] !== "" ? `\u001b[${codes[tone]}m${text}\u001b[0m` : text;
  // A pipe's reader wants the word alone.
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
