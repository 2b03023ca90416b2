import stringWidth from "string-width";

/** How many columns a text takes on a terminal: two for CJK and most emoji. */
export const displayWidth = (text: string): number => (isNarrow.test(text) ? text.length : stringWidth(text));

/** A text cut to a number of columns, with the mark at its end when something is missing. */
export const cutText = (text: string, width: number, mark: string): string => {
  if (displayWidth(text) <= width) return text;
  if (isNarrow.test(text)) return text.slice(0, Math.max(0, width - mark.length)) + mark.slice(0, width);
  let kept = "";
  let used = displayWidth(mark);
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const next = displayWidth(segment);
    if (used + next > width) break;
    kept += segment;
    used += next;
  }
  return kept + mark;
};

/** A text filled with blanks up to a number of columns. */
export const padText = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)));

/** A text broken into lines of at most so many columns, between words where it can. */
export const wrapText = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (displayWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (displayWidth(line) > width) {
      const piece = cutText(line, width, "");
      // A single character wider than the line would never get shorter.
      if (piece === "") break;
      lines.push(piece);
      line = line.slice(piece.length);
    }
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
};

/**
 * Text of which every character takes one column, as nearly all does: ASCII, Latin, and the signs and lines that we draw with.
 * For the rest the widths of all of Unicode must be loaded.
 */
const isNarrow =
  /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u2193\u2500-\u25cf\u2714\u2716]*$/;
