/** A text screen: logical lines, wrapped by the browser. */
import type { TextLine } from "@windowpane/explorer";
import type { ReactNode } from "react";
import { PieceText } from "./piece.tsx";
import { usePage } from "./use-page.ts";

/** The visible text. */
export const Text = (): ReactNode => {
  const { explorer } = usePage();
  return (
    <div className="text">
      {explorer.lines().map((line, index) => (
        <Line key={index} line={line} />
      ))}
    </div>
  );
};

/** One logical line. */
export const Line = ({ line: { label, pieces, kind } }: { readonly line: TextLine }): ReactNode => {
  const parts = pieces.map((piece, index) => <PieceText key={index} piece={piece} />);
  return kind === "verbatim" || kind === "command" ? (
    <pre className={kind}>{parts}</pre>
  ) : (
    <p className={kind ?? "paragraph"}>
      {label === undefined ? null : (
        <span className="label">
          <PieceText piece={label} />
        </span>
      )}
      {parts}
    </p>
  );
};
