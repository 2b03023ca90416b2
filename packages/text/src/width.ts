/** Display width of text, and cutting, padding and wrapping by width. */
import { eastAsianWidth } from "get-east-asian-width";

/**
 * Width of a text in terminal cells: 2 for CJK and most emoji, 0 for combining marks and control characters.
 *
 * Widths of characters are from `get-east-asian-width`. The rules for grapheme clusters are from `string-width`, which takes 30 ms
 * to load.
 */
export const displayWidth = (text: string): number => {
  if (isNarrow.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmentsOf(text)) width += clusterWidth(segment, (patterns ??= createPatterns()));
  return width;
};

/** Cuts a text to a width. Appends the mark if the text was cut. */
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

/**
 * Breaks a text into parts of at most `width` cells; joined, they are the text. A character that is wider than the line is a
 * separate part. The time grows with the length of the text, so that a line of a megabyte can be broken, too.
 *
 * @param afterSpaces - whether to break after the last space in the second half of a part, if there is one. Default: false.
 */
export const breakText = (
  text: string,
  width: number,
  { afterSpaces = false }: { readonly afterSpaces?: boolean | undefined } = {},
): readonly string[] => {
  const parts: string[] = [];
  if (isNarrow.test(text)) {
    for (let from = 0; from < text.length; from += parts.at(-1)?.length ?? 1) {
      const end = from + Math.max(1, width);
      const space = afterSpaces && end < text.length ? text.lastIndexOf(" ", end - 1) - from : -1;
      parts.push(text.slice(from, space > width / 2 ? from + space + 1 : end));
    }
    return parts.length === 0 ? [""] : parts;
  }
  let from = 0;
  let used = 0;
  // The end of the last space in the part, and the width up to there.
  let space: { readonly end: number; readonly used: number } | undefined;
  let at = 0;
  for (const { segment } of segmentsOf(text)) {
    const own = displayWidth(segment);
    if (used + own > width && at > from) {
      const end =
        afterSpaces && space !== undefined && space.used - 1 > width / 2 ? space : { end: at, used };
      parts.push(text.slice(from, end.end));
      from = end.end;
      used -= end.used;
      space = undefined;
    }
    used += own;
    at += segment.length;
    if (segment === " ") space = { end: at, used };
  }
  return [...parts, text.slice(from)];
};

/** Pads a text with spaces to a width. */
export const padText = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)));

/** Wraps a text into lines of at most `width` cells, between words if possible. */
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
    const parts = breakText(word, width);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? "";
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
};

/**
 * Text in which all characters have a width of 1, which is nearly all text: ASCII, Latin, and the glyphs and lines of the user
 * interface. Other text needs a segmenter, which takes 10 ms to create.
 */
const isNarrow =
  /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u2193\u2500-\u25cf\u2714\u2716]*$/;

/** Start of the character that contains a position, in UTF-16 units: the position itself if a character starts there. */
export const clusterStart = (text: string, position: number): number => {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text).containing(position)?.index ?? position;
};

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
  // One syllable, for any number of letters.
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

/** A lone surrogate is printed as U+FFFD, which has a width of 1. */
const widthOf = (character: string): number => eastAsianWidth(character.codePointAt(0) ?? 0);

const isHangul = /^[\u1100-\u11ff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7c6\ud7cb-\ud7fb]/;

interface Patterns {
  /** Visible characters, including the format characters of Arabic and Kaithi numbers. */
  readonly visible: RegExp;
  /** An emoji of the Basic Multilingual Plane with text presentation. */
  readonly textStyle: RegExp;
  /** Emoji, emoji with a presentation selector or a skin tone, joined emoji, keycaps and flags. */
  readonly emoji: RegExp;
  /** A skin tone after a character without skin, which is displayed as a separate square. */
  readonly swatch: RegExp;
}

let patterns: Patterns | undefined;

/** Created on first use, because Unicode property patterns take milliseconds to compile. */
const createPatterns = (): Patterns => ({
  visible:
    /[\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}]|[^\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Me}\p{Mn}]/u,
  textStyle: /^(?![\u{10000}-\u{10ffff}])\p{Emoji_Presentation}\ufe0e/u,
  emoji:
    /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|\p{Regional_Indicator})|\u200d\p{Extended_Pictographic}/u,
  swatch: /(?<![\p{Emoji_Modifier_Base}\u200d])\p{Emoji_Modifier}/gu,
});
