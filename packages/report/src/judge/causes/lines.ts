/** The output of a machine as lines that are evidence, each with how loud it is. */
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
  type Level,
} from "./line-kinds.ts";

/** One text that a machine printed or AWS wrote. */
export interface CauseText {
  readonly text: string;
  /** Whether the end of the text is missing. Default: only if the text itself shows it. */
  readonly cut?: boolean | undefined;
}

/** A line with content. */
export interface EvidenceLine {
  /** The line as rules see it. */
  readonly text: string;
  /** What to show for it: the message, where the line is only a detail of one. */
  readonly shown: string;
  readonly level: Level;
  /** Whether rules look at it: it is louder than information, and sounds like trouble or is near the end. */
  readonly isSearched: boolean;
}

/** One text in lines. */
export interface Reading {
  readonly lines: readonly EvidenceLine[];
  /** All lines that rules look at. */
  readonly whole: string;
  readonly lower: string;
  /** Whether the end is missing. */
  readonly cut: boolean;
  /** Whether the text is empty: nothing was printed, not even what is no evidence. */
  readonly empty: boolean;
}

/** Longest piece of a line that rules look at, in UTF-16 units. Some patterns take the square of it in the worst case. */
const LONGEST_PIECE = 1000;

/** Lines at the end of a text that are searched whatever they hold. */
const TAIL_LINES = 12;

/** A line without the time and level that AWS's patch documents write before each: they would hide the message. */
const unstamped = (line: string): string =>
  line.replace(/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d \S+ \[[A-Z]+\]: (?=\S)/u, "");

/** The lines of one text that are evidence. */
export const readingOf = (source: string | CauseText): Reading => {
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
      // What stands before the mark on the same line is broken off, and no evidence.
      continue;
    }
    const isSource = followsFrame;
    followsFrame = isPythonFrame(line);
    // After a frame Python prints the line of source that it stands on.
    if (followsFrame || (isSource && !looksLikeError(line)) || isRuler(line)) continue;
    // Most lines are progress. Near the end every line is looked at: trouble has more words than a list can hold.
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
  // A warning that nothing follows was not recovered from.
  const last = lines.at(-1);
  if (last !== undefined && (last.level === "retry" || last.level === "warning"))
    lines[lines.length - 1] = { ...last, level: "plain" };
  const whole = lines
    .filter(({ isSearched }) => isSearched)
    .map((line) => line.text)
    .join("\n");
  return {
    lines,
    whole,
    lower: whole.toLowerCase(),
    cut: cut === true || hasCutMark,
    empty: text.trim() === "",
  };
};

const isPythonFrame = (line: string): boolean =>
  line.startsWith("File ") && /^File "[^"]+", line \d+/u.test(line);

const looksLikeError = (line: string): boolean =>
  /^[\w.]*(?:Error|Exception|Warning|Exit|Interrupt)\b/u.test(line);

/** A line in pieces: output made to be slow to read, or one huge line of JSON, costs no more than many short lines. */
const pieces = (line: string): readonly string[] => {
  if (line.length <= LONGEST_PIECE) return [line];
  const count = Math.ceil(line.length / LONGEST_PIECE);
  return Array.from({ length: count }, (_, index) =>
    line.slice(index * LONGEST_PIECE, (index + 1) * LONGEST_PIECE),
  );
};
