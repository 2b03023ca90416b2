/** Splits output into lines of evidence, each with its level. */
import { safeLines } from "@windowpane/text";
import {
  isCutMark,
  isEcho,
  isNoise,
  isPowerShellDetail,
  isRuler,
  isStackFrame,
  isSuspect,
  levelOf,
  type LineLevel,
} from "./line-kinds.ts";
import { trigramsOf, type Trigrams } from "./required-words.ts";

/** A text from a machine or AWS. */
export interface CauseText {
  readonly text: string;
  /** Whether the end of the text is missing. Default: detected from the text. */
  readonly cut?: boolean | undefined;
}

/** A line of evidence. */
export interface EvidenceLine {
  /** The line that rules are matched against. */
  readonly text: string;
  /** The line to show: the message above, if this line is only a detail of it. */
  readonly shown: string;
  readonly level: LineLevel;
  /** Whether rules are matched against it: it is not informational, and suspicious or near the end. */
  readonly isSearched: boolean;
}

/** A text split into lines. */
export interface ScannedText {
  readonly lines: readonly EvidenceLine[];
  /** All searched lines, joined. */
  readonly whole: string;
  readonly lower: string;
  /** Of the searched lines. */
  readonly trigrams: Trigrams;
  /** Whether the end is missing. */
  readonly cut: boolean;
  /** Whether the text is empty, including lines that are not evidence. */
  readonly empty: boolean;
}

/** Maximum length of a searched line, in UTF-16 units. Some patterns are quadratic in the worst case. */
const LONGEST_PIECE = 1000;

/** Number of lines at the end of a text that are always searched. */
const TAIL_LINES = 12;

/** Removes the time and level that AWS's patch documents write before each message. */
const unstamped = (line: string): string =>
  line.replace(/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d \S+ \[[A-Z]+\]: (?=\S)/u, "");

/** Splits a text into lines of evidence. */
export const scanText = (source: string | CauseText): ScannedText => {
  const { text, cut } = typeof source === "string" ? { text: source, cut: undefined } : source;
  const lines: EvidenceLine[] = [];
  let hasCutMark = false;
  let message: string | undefined;
  let followsFrame = false;
  const all = safeLines(text);
  const tail = all.length - TAIL_LINES;
  for (const [index, line] of all.entries()) {
    if (isCutMark(line)) {
      hasCutMark = true;
      // Text before the mark on the same line is incomplete, so it is not evidence.
      continue;
    }
    const isSource = followsFrame;
    followsFrame = isPythonFrame(line);
    // Python prints the source line after a frame.
    if (followsFrame || (isSource && !looksLikeError(line)) || isRuler(line)) continue;
    // Most lines are progress. Near the end every line is searched, because no word list is complete.
    if (index < tail && !isSuspect(line)) {
      lines.push({ text: line, shown: unstamped(line), level: "plain", isSearched: false });
      message = line;
      continue;
    }
    if (isStackFrame(line) || isNoise(line)) continue;
    if (isPowerShellDetail(line)) {
      lines.push({ text: line, shown: unstamped(message ?? line), level: "detail", isSearched: true });
      continue;
    }
    if (isEcho(line)) continue;
    for (const piece of pieces(line)) {
      const level = levelOf(piece);
      lines.push({ text: piece, shown: unstamped(piece), level, isSearched: level !== "info" });
    }
    message = line;
  }
  // A warning on the last line is the failure itself.
  const last = lines.at(-1);
  if (last !== undefined && (last.level === "retry" || last.level === "warning"))
    lines[lines.length - 1] = { ...last, level: "plain" };
  const whole = lines
    .filter(({ isSearched }) => isSearched)
    .map((line) => line.text)
    .join("\n");
  const lower = whole.toLowerCase();
  return {
    lines,
    whole,
    lower,
    trigrams: trigramsOf(lower),
    cut: cut === true || hasCutMark,
    empty: text.trim() === "",
  };
};

const isPythonFrame = (line: string): boolean =>
  line.startsWith("File ") && /^File "[^"]+", line \d+/u.test(line);

const looksLikeError = (line: string): boolean =>
  /^[\w.]*(?:Error|Exception|Warning|Exit|Interrupt)\b/u.test(line);

/** Splits a long line, so that one huge line of JSON or malicious output is not slower than many short lines. */
const pieces = (line: string): readonly string[] => {
  if (line.length <= LONGEST_PIECE) return [line];
  const count = Math.ceil(line.length / LONGEST_PIECE);
  return Array.from({ length: count }, (_, index) =>
    line.slice(index * LONGEST_PIECE, (index + 1) * LONGEST_PIECE),
  );
};
