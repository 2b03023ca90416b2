/** Details of the selected row: its cause, the evidence, the next step, and what can be done with it. */
import {
  isColumnShown,
  selectedRow,
  topView,
  pieceText,
  type Piece,
  type TextLine,
} from "@windowpane/explorer";
import { useState, type ReactNode } from "react";
import { cellString } from "./cell.tsx";
import { labelWidth, Line } from "./text-line.tsx";
import { isOfRow, KeyButton } from "./toolbar.tsx";
import { usePage } from "./use-page.ts";

/**
 * The panel beside the list. Where space lacks it is a sheet over the list, opened by the row's own button and by moving with the
 * keyboard; not by coming back to the list.
 */
export const Detail = ({
  asked,
  onClose,
}: {
  /** ID of the row whose details were asked for. */
  readonly asked: string | undefined;
  readonly onClose: () => void;
}): ReactNode => {
  const { explorer, state } = usePage();
  const view = topView(state);
  const row = selectedRow(view);
  const [first] = useState(view.selected);
  const [closed, setClosed] = useState<string>();
  const column = explorer.screen().columns?.find((one) => isColumnShown(one, view.content));
  if (row === undefined || column === undefined) return null;
  const lines = explorer.detail().flatMap(factsOf);
  const isMoved = view.selected !== undefined && view.selected !== first && closed !== row.id;
  const isSheet = asked === row.id || isMoved;
  const keys = explorer.keys().filter(([, , command]) => isOfRow(command, explorer));
  return (
    <aside className={isSheet ? "detail sheet" : "detail"} aria-label="Details of the selected row">
      <div className="detail-body">
        <div className="detail-head">
          <h2>{cellString({ column, item: row.item, now: state.now })}</h2>
          <button
            type="button"
            className="close"
            aria-label="Close the details"
            onClick={() => {
              setClosed(row.id);
              onClose();
            }}
          >
            ✕
          </button>
        </div>
        <div className="lines" style={labelWidth(lines)}>
          {lines.map((line, index) => (
            <Line key={index} line={line} />
          ))}
        </div>
        <div className="actions">
          {keys.map((key) => (
            <KeyButton key={key[2]} useful={key} />
          ))}
        </div>
      </div>
    </aside>
  );
};

/** The facts of a line, each on its own line: wide spaces separate them where lines are few. */
const factsOf = (line: TextLine): readonly TextLine[] => {
  const facts: Piece[][] = [[]];
  for (const piece of line.pieces) {
    for (const [at, text] of pieceText(piece).split(/ {2,}/u).entries()) {
      if (at > 0) facts.push([]);
      const isSigned = typeof piece !== "string" && piece[2] !== undefined && at === 0;
      if (text !== "" || isSigned) facts.at(-1)?.push(withText(piece, text, isSigned));
    }
  }
  const full = facts.filter((pieces) => pieces.length > 0);
  return full.map((pieces, at) => ({ ...line, pieces, label: at === 0 ? line.label : line.label && "" }));
};

const withText = (piece: Piece, text: string, isSigned: boolean): Piece => {
  if (typeof piece === "string") return text;
  const [tone, , sign] = piece;
  return sign === undefined || !isSigned ? [tone, text] : [tone, text, sign];
};
