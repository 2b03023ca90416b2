/** The one place that knows colours: what words mean, and how a meaning looks. */
import type { Host } from "../host/host.ts";

/** What a piece of text means. */
export type Tone = "bad" | "warn" | "good" | "running" | "muted" | "strong" | "plain";

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
  const glyph: Theme["glyph"] = (tone) => (isTerminal ? (unicode ? glyphs : asciiGlyphs)[tone] : "");
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

/** What a meaning looks like without colour, where the terminal speaks UTF-8. */
export const glyphs: Readonly<Record<Tone, string>> = {
  bad: "✖",
  warn: "▲",
  good: "✔",
  running: "▶",
  muted: "○",
  strong: "•",
  plain: "•",
};

/** The same in ASCII. */
export const asciiGlyphs: Readonly<Record<Tone, string>> = {
  bad: "x",
  warn: "!",
  good: "+",
  running: ">",
  muted: "o",
  strong: "*",
  plain: "*",
};

/**
 * AWS's statuses and our verdicts. AWS's SUCCESS is not painted as good: it may stand over failed machines, and only our
 * verdict has looked at them.
 */
const tones: Readonly<Record<string, Tone>> = {
  PASSED: "good",
  PARTIAL: "bad",
  EMPTY: "warn",
  SKIPPED: "warn",
  RUNNING: "running",
  UNKNOWN: "warn",
  FAILED: "bad",
  TIMEDOUT: "bad",
  UNDELIVERABLE: "bad",
  UNREACHABLE: "bad",
  NOTSTARTED: "warn",
  CANCELLED: "warn",
  CANCELLING: "warn",
  SKIPPEDOVERLAPPING: "warn",
  PENDING: "running",
  INPROGRESS: "running",
  DELAYED: "running",
  WAITING: "running",
};

/** What a status or verdict means, whatever its spelling. */
export const toneOf = (word: string): Tone => tones[word.toUpperCase().replace(/[^A-Z]/g, "")] ?? "plain";

/** Whether colours are wished for: `NO_COLOR`, then `FORCE_COLOR`, then what the stream is. */
export const wantsColor = (env: Host["env"], isTerminal: boolean): boolean => {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTerminal && env["TERM"] !== "dumb";
};

/** Without a locale that says otherwise, as on Windows and macOS's GUI, today's terminals take UTF-8. */
export const speaksUnicode = (env: Host["env"]): boolean => {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "UTF-8";
  return env["TERM"] !== "linux" && /utf-?8/i.test(locale);
};
