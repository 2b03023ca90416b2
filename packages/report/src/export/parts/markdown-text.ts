/** Text from outside in Markdown: as prose with every sign of the language escaped, or as code, in which nothing is a sign. */
import { plain } from "./plain.ts";

/**
 * A sentence as text, without links, also those that GitHub makes by itself. A mention (`@name`) cannot be escaped, so texts of
 * machines and people belong into `code`.
 */
export const prose = (text: string): string =>
  plain(text)
    .replaceAll(/[\\`*[\]<>|~#$@&]/gu, String.raw`\$&`)
    // Between letters it is no sign, and TIMED_OUT stays as it is.
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\_`)
    .replaceAll(/:(?=\/\/)|(?<=\bwww)\./giu, String.raw`\$&`)
    // What begins a line as a list, a rule or the line under a heading would.
    .replace(/^[-+=]/u, String.raw`\$&`)
    .replace(/^(\d{1,9})([.)])/u, String.raw`$1\$2`);

/** A text as code, in a paragraph or in a cell of a table. */
export const code = (text: string, where: "paragraph" | "cell" = "paragraph"): string => {
  const line = plain(text);
  if (line === "") return "";
  const longest = Math.max(0, ...(line.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  // Blanks that only keep backticks apart are taken away by the reader.
  const padded = line.startsWith("`") || line.endsWith("`") ? ` ${line} ` : line;
  // A table is cut at every bar, even in code, unless it is escaped; there the reader takes the backslash away. Where
  // another backslash stands before that one, readers differ on which of them escapes: a blank keeps it apart.
  const inert =
    where === "cell"
      ? padded.replaceAll(String.raw`\|`, String.raw`\ |`).replaceAll("|", String.raw`\|`)
      : padded;
  return `${fence}${inert}${fence}`;
};
