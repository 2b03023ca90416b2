/**
 * Sanitises untrusted text (names, descriptions, output of scripts) for display: it cannot move the cursor, change colours,
 * reorder or hide other text, or look like an empty cell. Readable text stays, in all scripts.
 */

import { clusterStart } from "./width.ts";

/**
 * Removes escape sequences, control characters and invisible characters. All kinds of line breaks become line feeds. Tabs stay.
 *
 * Lone surrogates and noncharacters become U+FFFD. Joiners and variation selectors stay where they have a meaning: in emoji, and
 * between letters of scripts that use them.
 */
export const safeText = (text: string): string => {
  if (isPlain.test(text)) return text;
  const inLines = withoutControls(text);
  return isPlain.test(inLines) ? inLines : withoutUnseen(inLines);
};

/**
 * The text as one line: `safeText` with single spaces, trimmed.
 *
 * @example
 * safeLine("50%\r100% \u001b[31mdone\u001b[0m"); // "50% 100% done"
 */
export const safeLine = (text: string): string => {
  if (isSingleSpaced.test(text)) return text;
  const safe = safeText(text);
  return hasSpacing.test(safe) ? safe.replaceAll(spaces, " ").trim() : safe;
};

/** The lines of a text, each sanitised by `safeLine`, without empty lines. */
export const safeLines = (text: string): readonly string[] =>
  safeText(text)
    .split("\n")
    .map(safeLine)
    .filter((line) => line !== "");

/** The text as part of a line: `safeText` with spaces for line breaks and tabs. Other spaces are unchanged. */
export const safePart = (text: string): string => safeText(text).replaceAll(/\s/g, " ");

/**
 * Cuts a line to at most `length` code points. The last one is an ellipsis if the line was cut. Characters that consist of
 * several code points, such as a flag, a family or a letter with an accent, are kept or left out as a whole.
 */
export const cutLine = (line: string, length: number): string => {
  if (line.length <= length) return line;
  const points = Array.from(line);
  if (points.length <= length) return line;
  const kept = points.slice(0, length - 1).join("");
  const end = isPlain.test(line) ? kept.length : clusterStart(line, kept.length);
  return `${line.slice(0, end)}…`;
};

/** Writes control and invisible characters in JSON as `\u` escapes. The value stays the same. */
export const safeJson = (json: string): string =>
  isPlain.test(json)
    ? json
    : json.replaceAll(escapedInJson(), (character) =>
        // One escape per UTF-16 unit.
        Array.from(
          { length: character.length },
          (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`,
        ).join(""),
      );

/** Printable ASCII, which is nearly all text. */
const isPlain = /^[\t\n\x20-\x7e]*$/;

const isSingleSpaced = /^(?:[\x21-\x7e]+(?: [\x21-\x7e]+)*)?$/;

/** Spaces to replace: all except single spaces. */
const spaces = / *[^\S ]\s*| {2,}/g;

/** Spacing other than single spaces between words. */
const hasSpacing = /[^\S ]| {2}|^ | $/;

const withoutControls = (text: string): string =>
  hasControls.test(text)
    ? text.replaceAll(sequences, "").replaceAll(breaks, "\n").replaceAll(controls, "")
    : text;

/** Contents of a terminal string. A line break, another sequence or a cancel character ends it early. */
const inString = String.raw`[^\n\v\f\r\x07\x18\x1a\x1b\x80-\x9f\u2028\u2029]*`;

/**
 * Matches whole sequences, including their printable part (`[31m`). An incomplete ESC string (a title, a link) ends at the end of
 * its line, so that the following lines stay. The single characters that start a string (C1) also occur in text with a wrong
 * encoding (U+009D ends `â€`, a quotation mark), so they start a string only if it is complete.
 */
const sequences = new RegExp(
  [
    String.raw`(?:\x1b\[|\x9b)[\x20-\x3f]*[\x40-\x7e]?`,
    String.raw`\x1b[\]PX^_]${inString}(?:[\x07\x9c]|\x1b\\)?`,
    String.raw`[\x90\x98\x9d-\x9f]${inString}(?:[\x07\x9c]|\x1b\\)`,
    String.raw`\x1b[\x20-\x2f]*[\x30-\x7e]?`,
  ].join("|"),
  "g",
);

/** Includes carriage returns, so that the states of a progress bar become separate lines. */
const breaks = /\r+\n?|[\v\f\x85\u2028\u2029]/g;

const controls = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/g;

const hasControls = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/;

const withoutUnseen = (text: string): string => {
  patterns ??= createPatterns();
  if (!patterns.suspect.test(text)) return text;
  return text
    .replaceAll(patterns.unencodable, "\ufffd")
    .replaceAll(inkless, " ")
    .replaceAll(patterns.unseen, "")
    .replaceAll(patterns.loose, "");
};

/** Invisible characters without a Unicode property: the empty braille pattern and the null notehead. */
const inkless = /\u2800|\ud834\udd59/g;

interface Patterns {
  /** Matches any text that one of the other patterns could change. */
  readonly suspect: RegExp;
  /** Lone surrogates and noncharacters. */
  readonly unencodable: RegExp;
  /**
   * Invisible characters: direction marks and overrides, zero-width spaces, soft hyphens, tags, Hangul fillers. Without
   * characters that depend on their neighbours.
   */
  readonly unseen: RegExp;
  /**
   * Joiners and variation selectors without effect. One selector after a visible character stays, because it selects the
   * presentation of an emoji or the form of a Han character in a name.
   */
  readonly loose: RegExp;
}

let patterns: Patterns | undefined;

/** Created on first use, because Unicode property patterns take milliseconds to compile. */
const createPatterns = (): Patterns => ({
  suspect: new RegExp(
    String.raw`[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\u{1d159}](?<![${signs}])`,
    "u",
  ),
  unencodable: /[\p{Cs}\p{Noncharacter_Code_Point}]/gu,
  unseen: new RegExp(
    String.raw`[\p{Cf}\p{Default_Ignorable_Code_Point}](?<![${signs}\u200c\u200d\p{Variation_Selector}])`,
    "gu",
  ),
  loose: new RegExp(
    [
      String.raw`(?<!${letters}|\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d`,
      String.raw`\u200d(?!${letters}|\p{Extended_Pictographic})`,
      String.raw`(?<!${letters})\u200c|\u200c(?!${letters})`,
      String.raw`(?<![^\s\p{M}\u200c\u200d])\p{Variation_Selector}`,
    ].join("|"),
    "gu",
  ),
});

/** Visible format characters: signs of Arabic and Kaithi numbers. */
const signs = String.raw`\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}`;

/** Blocks of scripts in which joiners and non-joiners change how a word looks: Arabic and related scripts, South Asian scripts. */
const letters = String.raw`[\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc\u{10d00}-\u{10d3f}\u{1e900}-\u{1e95f}]`;

/** Control, invisible and misleading characters. Without variation selectors, which only change presentation. */
const escapedInJson = (): RegExp =>
  /(?!\p{Variation_Selector})[\x7f-\x9f\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
