/**
 * Text from outside (names, descriptions, output of scripts) made safe to show: nothing in it moves a cursor, changes
 * colours, reorders or hides other text, or looks like an empty cell while it is none. What people write and read stays,
 * in every script.
 */

/**
 * A text with its lines: without escape sequences, control characters and invisible characters. Line breaks of any kind
 * become line feeds, tabs stay.
 *
 * What cannot be encoded (half of a surrogate pair, a noncharacter) becomes U+FFFD. Joiners and variation selectors stay
 * where they have a meaning: in emoji, and between letters of scripts that are written with them.
 */
export const safeText = (text: string): string => {
  if (isPlain.test(text)) return text;
  const inLines = withoutControls(text);
  return isPlain.test(inLines) ? inLines : withoutUnseen(inLines);
};

/** A text as one line: `safeText` with single spaces, and none at its ends. */
export const safeLine = (text: string): string => {
  if (isSingleSpaced.test(text)) return text;
  const safe = safeText(text);
  return hasSpacing.test(safe) ? safe.replaceAll(spaces, " ").trim() : safe;
};

/** The lines of a text, each as `safeLine` has it; empty ones are left out. */
export const safeLines = (text: string): readonly string[] =>
  safeText(text)
    .split("\n")
    .map(safeLine)
    .filter((line) => line !== "");

/** A part of a line: `safeText` without line breaks and tabs, its spaces as they are. */
export const safePart = (text: string): string => safeText(text).replaceAll(/\s/g, " ");

/** A line of at most `length` code points. Where something is left out, the last of them is an ellipsis. */
export const cutLine = (line: string, length: number): string => {
  if (line.length <= length) return line;
  const points = Array.from(line);
  if (points.length <= length) return line;
  // A joiner at the end would join the ellipsis.
  return `${points
    .slice(0, length - 1)
    .join("")
    .replace(/[\u200c\u200d]$/, "")}…`;
};

/** Characters of JSON that a terminal or an editor would obey, or not show, as `\u` escapes: the value stays the same. */
export const safeJson = (json: string): string =>
  isPlain.test(json)
    ? json
    : json.replaceAll(escapedInJson(), (character) =>
        // Escapes count UTF-16 units, and some of these characters have two.
        Array.from(
          { length: character.length },
          (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`,
        ).join(""),
      );

/** Nearly all text is that: printable ASCII. */
const isPlain = /^[\t\n\x20-\x7e]*$/;

const isSingleSpaced = /^(?:[\x21-\x7e]+(?: [\x21-\x7e]+)*)?$/;

/** Runs of spaces, but for the single ones that stay as they are. */
const spaces = / *[^\S ]\s*| {2,}/g;

/** Anything but single spaces between words. */
const hasSpacing = /[^\S ]| {2}|^ | $/;

const withoutControls = (text: string): string =>
  hasControls.test(text)
    ? text.replaceAll(sequences, "").replaceAll(breaks, "\n").replaceAll(controls, "")
    : text;

/** What ends a string of a terminal before its end: a line break, another sequence, or the characters that cancel one. */
const inString = String.raw`[^\n\v\f\r\x07\x18\x1a\x1b\x80-\x9f\u2028\u2029]*`;

/**
 * Whole sequences, so that their printable rest (`[31m`) goes too. An ESC string (a title, a link) that is cut off goes up
 * to the end of its line, and never swallows the lines after it. The single characters that begin one (C1) also come from
 * text in a wrong encoding (U+009D ends `â€`, a quotation mark), so those begin a string only where it has an end.
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

/** A carriage return is one too: what a progress bar overwrites is not glued to what it shows at last. */
const breaks = /\r+\n?|[\v\f\x85\u2028\u2029]/g;

const controls = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/g;

const hasControls = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/;

const withoutUnseen = (text: string): string => {
  patterns ??= createPatterns();
  if (!patterns.suspect.test(text)) return text;
  return text
    .replaceAll(patterns.unencodable, "\ufffd")
    .replaceAll(blanks, " ")
    .replaceAll(patterns.unseen, "")
    .replaceAll(patterns.loose, "");
};

/** Characters without ink that no property tells: an empty braille pattern, a musical notehead of nothing. */
const blanks = /\u2800|\ud834\udd59/g;

interface Patterns {
  /** Anything that one of the others could change. */
  readonly suspect: RegExp;
  /** Halves of surrogate pairs, and noncharacters. */
  readonly unencodable: RegExp;
  /**
   * Direction marks and overrides, zero-width spaces, soft hyphens, tags, fillers of Hangul: everything that is not shown,
   * but for what is judged by its neighbours.
   */
  readonly unseen: RegExp;
  /**
   * Joiners that join nothing, and variation selectors after nothing that varies. One selector after a visible character
   * stays: it chooses the picture of an emoji, or the form of a Han character in a name.
   */
  readonly loose: RegExp;
}

let patterns: Patterns | undefined;

/** Made when they are first needed: what Unicode knows takes milliseconds to read into a pattern. */
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

/** Characters that show although Unicode counts them as format characters: signs around Arabic and Kaithi numbers. */
const signs = String.raw`\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}`;

/** Blocks of scripts in which a joiner or non-joiner decides how a word looks: Arabic and its kin, those of South Asia. */
const letters = String.raw`[\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc\u{10d00}-\u{10d3f}\u{1e900}-\u{1e95f}]`;

/** What is obeyed, not shown, or shown in place of something else. Variation selectors change pictures only. */
const escapedInJson = (): RegExp =>
  /(?!\p{Variation_Selector})[\x7f-\x9f\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
