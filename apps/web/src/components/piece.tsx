/** Text with a meaning: a word with its tone and, where it has one, its sign. */
import type { Piece, Sign } from "@windowpane/explorer";
import { safePart } from "@windowpane/text";
import type { ReactNode } from "react";

/** Characters of the signs, so that no meaning depends on colour. */
export const signs: Readonly<Record<Sign, string>> = {
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

/** A sign before a word. Screen readers skip it, as the word has the same meaning. */
export const SignMark = ({ sign }: { readonly sign: Sign }): ReactNode =>
  signs[sign] === "" ? null : (
    <span className={`sign sign-${sign}`} aria-hidden="true">
      {signs[sign]}
    </span>
  );

/** A piece of text. `children` replaces its text. */
export const PieceText = ({
  piece,
  children,
}: {
  readonly piece: Piece;
  readonly children?: ReactNode;
}): ReactNode => {
  if (typeof piece === "string") return children ?? safePart(piece);
  const [tone, text, sign] = piece;
  return (
    <span className={`tone-${tone}`}>
      {sign === undefined ? null : <SignMark sign={sign} />}
      {children ?? safePart(text)}
    </span>
  );
};
