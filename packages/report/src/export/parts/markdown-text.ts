/** Escapes untrusted text for Markdown, as prose or as code. */
import { piecesOf, plain } from "./plain.ts";

/**
 * Escapes a sentence, including links that GitHub creates automatically. A mention (`@name`) cannot be escaped, so use `code` for
 * text from machines and people.
 */
export const prose = (text: string): string =>
  plain(text)
    .replaceAll(/[\\`*[\]<>|~#$@&]/gu, String.raw`\$&`)
    // Between letters an underscore needs no escape, so TIMED_OUT stays unchanged.
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\_`)
    .replaceAll(/:(?=\/\/)|(?<=\bwww)\./giu, String.raw`\$&`)
    // Characters that start a list, a rule or a heading underline.
    .replace(/^[-+=]/u, String.raw`\$&`)
    .replace(/^(\d{1,9})([.)])/u, String.raw`$1\$2`);

/** Escapes a sentence of our own advice. Its code spans stay code. */
export const advice = (text: string): string =>
  piecesOf(plain(text))
    .map((piece) => {
      if (piece.isCode) return code(piece.text);
      // The spaces around a code span are not at the ends of the sentence.
      const [, before = "", words = "", after = ""] = /^(\s*)(.*?)(\s*)$/su.exec(piece.text) ?? [];
      return `${before}${prose(words)}${after}`;
    })
    .join("");

/** Formats text as code, for a paragraph or a table cell. */
export const code = (text: string, where: "paragraph" | "cell" = "paragraph"): string => {
  const line = plain(text);
  if (line === "") return "";
  const longest = Math.max(0, ...(line.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  // Renderers remove spaces that separate backticks.
  const padded = line.startsWith("`") || line.endsWith("`") ? ` ${line} ` : line;
  // Tables are split at every unescaped bar, even in code, and renderers remove the backslash. After another backslash,
  // renderers differ on which one escapes, so a space separates them.
  const inert =
    where === "cell"
      ? padded.replaceAll(String.raw`\|`, String.raw`\ |`).replaceAll("|", String.raw`\|`)
      : padded;
  return `${fence}${inert}${fence}`;
};
