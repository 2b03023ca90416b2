/** Text with a meaning. A renderer decides how a meaning looks: colours, characters, markup. */
import { safePart } from "@windowpane/text";

/** What a stretch of text means. */
export type Tone = "bad" | "warn" | "good" | "running" | "muted" | "strong" | "plain" | "title" | "accent";

/**
 * The sign before a text. The signs of results are named after their tone; `next` marks what to do next, `gap` something that
 * could not be read, `none` a cell without a value, `cutoff` and `end` the marks of a time axis.
 */
export type Sign =
  | "bad"
  | "warn"
  | "good"
  | "running"
  | "muted"
  | "plain"
  | "next"
  | "gap"
  | "none"
  | "cutoff"
  | "end";

/** A stretch of a line: its text, what the text means, and the sign before it. A bare string is plain text. */
export type Piece = string | readonly [tone: Tone, text: string, sign?: Sign];

/** The text of a piece without its sign. */
export const pieceText = (piece: Piece): string => (typeof piece === "string" ? piece : piece[1]);

/** A cell without a value. */
export const noValue: Piece = ["muted", "", "none"];

/**
 * One logical line of a text screen. It is never wrapped or cut here; the renderer wraps it.
 *
 * - `paragraph`: wrapped between words.
 * - `verbatim`: spaces keep their width; wrapped only where it is too wide.
 * - `command`: a shell command; where it is too wide it is continued with a backslash before a flag.
 * - `divider`: a caption with a rule.
 */
export interface TextLine {
  /** The texts of the line, each with its meaning. */
  readonly pieces: readonly Piece[];
  /** Label before the text. The labels of a screen share one width, and wrapped text continues below the text. */
  readonly label?: Piece | undefined;
  /** Default: `paragraph`. */
  readonly kind?: "paragraph" | "verbatim" | "command" | "divider" | undefined;
}

/** A paragraph. */
export const paragraph = (...pieces: readonly Piece[]): TextLine => ({ pieces });

/** A paragraph with a label before it. */
export const labelled = (label: Piece, ...pieces: readonly Piece[]): TextLine => ({ label, pieces });

/** An empty line. */
export const emptyLine: TextLine = { pieces: [] };

/** The text of a line as it is copied and searched: safe, with its label, without signs, after `-- ` for a divider. */
export const lineText = ({ label = "", pieces, kind }: TextLine): string => {
  const before = safePart(pieceText(label));
  const space = before === "" ? "" : before.length === 1 ? " " : "  ";
  const start = kind === "divider" ? "-- " : before + space;
  return [start, ...pieces.map((piece) => safePart(pieceText(piece)))].join("").trimEnd();
};
