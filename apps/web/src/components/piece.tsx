/** Text with a meaning: a word with its tone and, where it has one, its sign. */
import type { Piece, Sign } from "@windowpane/explorer";
import { safePart } from "@windowpane/text";
import type { ReactNode } from "react";

/** Characters of the signs, so that no meaning depends on colour. */
const signs: Readonly<Record<Sign, string>> = {
  bad: "✖",
  warn: "▲",
  good: "✔",
  running: "▶",
  muted: "○",
  plain: "•",
  next: "→",
  gap: "◌",
  none: "",
  cutoff: "┊",
  end: "┃",
};

/** A piece of text. Screen readers skip the sign, as the words have the same meaning. `children` replaces the text. */
export const PieceText = ({
  piece,
  children,
}: {
  readonly piece: Piece;
  readonly children?: ReactNode;
}): ReactNode => {
  if (typeof piece === "string") return children ?? safePart(piece);
  const [tone, text, sign] = piece;
  // Spaces at the start are the terminal's indentation.
  const shown = children ?? safePart(sign === undefined ? text : text.trimStart());
  return (
    <span className={`tone-${tone}`}>
      {sign === undefined || signs[sign] === "" ? null : (
        <span className="sign" aria-hidden="true">
          {signs[sign]}
        </span>
      )}
      {shown}
    </span>
  );
};
