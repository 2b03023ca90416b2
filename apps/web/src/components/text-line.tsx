/** One logical line of a text, wrapped by the browser, with its matches marked. */
import { lineText, pieceText, type Piece, type TextLine, type TextMatch } from "@windowpane/explorer";
import { safePart } from "@windowpane/text";
import type { CSSProperties, ReactNode } from "react";
import { PieceText } from "./piece.tsx";

/** A match of the search in a line. */
export interface MarkedMatch extends TextMatch {
  readonly isCurrent: boolean;
}

/** A line. Commands have a button that copies them. */
export const Line = ({
  line,
  marks = [],
  onCopy,
}: {
  readonly line: TextLine;
  readonly marks?: readonly MarkedMatch[];
  readonly onCopy?: ((text: string) => void) | undefined;
}): ReactNode => {
  const { label, pieces, kind } = line;
  let at = startOf(line);
  const parts = pieces.map((piece, index) => {
    const from = at;
    at += safePart(pieceText(piece)).length;
    const own = marks.filter((mark) => mark.from < at && mark.to > from);
    return (
      <PieceText key={index} piece={piece}>
        {own.length > 0
          ? marked(safePart(pieceText(piece)), from, own)
          : kind === "verbatim" || kind === "command"
            ? safePart(pieceText(piece))
            : linked(piece)}
      </PieceText>
    );
  });
  if (kind === "verbatim") return <pre>{parts}</pre>;
  if (kind === "command")
    return (
      <div className="command">
        <pre>{parts}</pre>
        {onCopy === undefined ? null : (
          <button type="button" onClick={() => onCopy(lineText(line))}>
            Copy
          </button>
        )}
      </div>
    );
  if (kind === "divider") return <p className="divider">{parts}</p>;
  if (label === undefined) return pieces.length === 0 ? <p className="gap" /> : <p>{parts}</p>;
  return (
    <p className="labelled">
      <span className="label">
        <PieceText piece={label} />
      </span>
      <span>{parts}</span>
    </p>
  );
};

/** Position of the first piece in the line's text: after the label or the dashes. */
const startOf = (line: TextLine): number => {
  const text = line.pieces.map((piece) => safePart(pieceText(piece))).join("");
  // The text of a line ends with its pieces; without an end mark its last spaces would be missing.
  return lineText({ ...line, pieces: [...line.pieces, "|"] }).length - text.length - 1;
};

const marked = (text: string, start: number, marks: readonly MarkedMatch[]): ReactNode => {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { from, to, isCurrent } of marks) {
    const begin = Math.max(at, from - start);
    const end = Math.min(text.length, to - start);
    parts.push(
      text.slice(at, begin),
      <mark key={from} className={isCurrent ? "current" : undefined}>
        {text.slice(begin, end)}
      </mark>,
    );
    at = end;
  }
  return [...parts, text.slice(at)];
};

/** Text of our own, with its web addresses as links. */
const linked = (piece: Piece): ReactNode => {
  const text = safePart(pieceText(piece));
  const shown = typeof piece === "string" || piece[2] === undefined ? text : text.trimStart();
  if (!shown.includes("https://")) return shown;
  return shown.split(/(https:\/\/[^\s"'<>]+[^\s"'<>.,;:)])/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part} target="_blank" rel="noopener noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
};

/** The labels of a text share one width. */
export const labelWidth = (lines: readonly TextLine[]): CSSProperties => {
  const widest = lines.reduce(
    (most, { label }) => Math.max(most, label === undefined ? 0 : pieceText(label).trim().length),
    0,
  );
  // Custom properties are not in React's type.
  return { "--label": `${Math.min(24, widest + 1)}ch` } as CSSProperties;
};
