/** How many columns of a terminal a text takes, and cutting, filling and breaking it by columns. */
import { eastAsianWidth } from "get-east-asian-width";

/**
 * Columns that a text takes on a terminal: two for CJK and most emoji, none for marks and control characters.
 *
 * The widths of characters are those of `get-east-asian-width`; the rules for clusters of them are those of
 * `string-width`, without what makes that one take 30 ms to load.
 */
export const displayWidth = (text: string): number => {
  if (isNarrow.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmentsOf(text)) width += clusterWidth(segment, (patterns ??= createPatterns()));
  return width;
};

/** A text cut to a number of columns, with the mark at its end when something is missing. */
export const cutText = (text: string, width: number, mark: string): string => {
  if (displayWidth(text) <= width) return text;
  if (isNarrow.test(text)) return text.slice(0, Math.max(0, width - mark.length)) + mark.slice(0, width);
  let kept = "";
  let used = displayWidth(mark);
  for (const { segment } of segmentsOf(text)) {
    const next = displayWidth(segment);
    if (used + next > width) break;
    kept += segment;
    used += next;
  }
  return kept + mark;
};

/** A text filled with spaces up to a number of columns. */
export const padText = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)));

/** A text broken into lines of at most `width` columns, between words where it can. */
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
 * Text of which every character takes one column, as nearly all does: ASCII, Latin, and the signs and lines that we draw
 * with. For the rest a segmenter is made, which takes 10 ms.
 */
const isNarrow =
  /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u2193\u2500-\u25cf\u2714\u2716]*$/;

let segmenter: Intl.Segmenter | undefined;

const segmentsOf = (text: string): Iterable<{ readonly segment: string }> => {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
};

const clusterWidth = (cluster: string, { visible, textStyle, emoji, swatch }: Patterns): number => {
  const start = cluster.search(visible);
  if (start < 0) return 0;
  if (cluster.length === 1) return widthOf(cluster);
  const swatches = (text: string): number =>
    text.length < 3 ? 0 : [...text.matchAll(swatch)].filter(({ index }) => index > 0).length;
  // One syllable, however many letters it is written with.
  if (isHangul.test(cluster)) return widthOf(cluster) + 2 * swatches(cluster);
  const shown = cluster.slice(start);
  if (textStyle.test(shown)) return 1;
  if (emoji.test(shown)) return 2 + 2 * swatches(shown);
  let width = 0;
  for (const character of shown) {
    if (character === "\u200d") break;
    if (visible.test(character)) width += widthOf(character);
  }
  return width;
};

/** Half of a surrogate pair is written out as U+FFFD, which takes one column. */
const widthOf = (character: string): number => eastAsianWidth(character.codePointAt(0) ?? 0);

const isHangul = /^[\u1100-\u11ff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7c6\ud7cb-\ud7fb]/;

interface Patterns {
  /** Signs around Arabic and Kaithi numbers show although Unicode counts them as format characters. */
  readonly visible: RegExp;
  /** An emoji of the first plane that is asked to look like text. */
  readonly textStyle: RegExp;
  /** Emoji by themselves, with a presentation selector or a skin tone, joined to another one, keycaps, and flags. */
  readonly emoji: RegExp;
  /** A skin tone after anything that has no skin, which is shown as a square of its own. */
  readonly swatch: RegExp;
}

let patterns: Patterns | undefined;

/** Made when they are first needed: what Unicode knows takes milliseconds to read into a pattern. */
const createPatterns = (): Patterns => ({
  visible:
    /[\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}]|[^\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Me}\p{Mn}]/u,
  textStyle: /^(?![\u{10000}-\u{10ffff}])\p{Emoji_Presentation}\ufe0e/u,
  emoji:
    /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|\p{Regional_Indicator})|\u200d\p{Extended_Pictographic}/u,
  swatch: /(?<![\p{Emoji_Modifier_Base}\u200d])\p{Emoji_Modifier}/gu,
});
