/** Text from machines, made harmless: without escape sequences and control characters, in lines, bounded. */

const ESC = String.fromCodePoint(0x1b);
const BEL = String.fromCodePoint(0x07);
/** The one-character forms of `ESC [` and of the introducers of strings (DCS, SOS, OSC, PM, APC). */
const introducers = new Map([
  [0x9b, "["],
  [0x90, "P"],
  [0x98, "X"],
  [0x9d, "]"],
  [0x9e, "^"],
  [0x9f, "_"],
]);

/** Longest evidence, in code points: enough for a package manager's sentence, and it fits two lines of a terminal. */
const EVIDENCE_LENGTH = 240;

/**
 * The lines of a text without escape sequences, control characters and invisible direction marks; empty lines are left
 * out. A carriage return ends a line too: what a progress bar overwrites is not glued to what it shows at last.
 */
export const plainLines = (text: string): readonly string[] =>
  withoutSequences(text)
    .split(/[\r\n\u2028\u2029\u0085]/u)
    .map(plain)
    .filter((line) => line !== "");

/** A text as one harmless line of at most `length` code points. Default: that of evidence. */
export const plainLine = (text: string, length = EVIDENCE_LENGTH): string =>
  bounded(plainLines(text).join(" "), length);

/** A line cut to a number of code points; the last one is then an ellipsis. */
export const bounded = (line: string, length = EVIDENCE_LENGTH): string => {
  if (line.length <= length) return line;
  const points = Array.from(line);
  return points.length <= length ? line : `${points.slice(0, length - 1).join("")}…`;
};

/** `Cc` are control characters, `Cf` the invisible ones, the direction overrides among them. */
const plain = (line: string): string =>
  line
    .replaceAll("\t", " ")
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, "")
    .replaceAll(/\s{2,}/gu, " ")
    .trim();

/** Sequences go before control characters do: without its ESC, `[31m` would look like text. */
const withoutSequences = (text: string): string => {
  const [first = "", ...rest] = sevenBit(text).split(ESC);
  return first + rest.map(afterSequence).join("");
};

const sevenBit = (text: string): string => {
  // Most texts hold none of them, and a text that stays as it is costs nothing.
  if (![...introducers.keys()].some((code) => text.includes(String.fromCodePoint(code)))) return text;
  return Array.from(text, (character) => {
    const introducer = introducers.get(character.codePointAt(0) ?? 0);
    return introducer === undefined ? character : ESC + introducer;
  }).join("");
};

/** What follows a sequence whose ESC is gone. */
const afterSequence = (text: string): string => {
  if (text.startsWith("[")) return text.replace(/^\[[0-?]*[ -/]*[@-~]?/u, "");
  if (/^[\]PX^_]/u.test(text)) {
    // A string runs to BEL or to the next ESC; one that is cut off must not swallow the lines after it.
    const end = text.indexOf(BEL);
    if (end >= 0) return text.slice(end + 1);
    const line = text.search(/[\r\n]/u);
    return line < 0 ? "" : text.slice(line);
  }
  return text.replace(/^[ -/]*[0-~]?/u, "");
};
