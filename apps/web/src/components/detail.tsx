/** Details of the selected row: its cause, the evidence, the next step, and what can be done with it. */
import { selectedRow, topView } from "@windowpane/explorer";
import { useState, type ReactNode } from "react";
import { cellString } from "./cell.tsx";
import { Line } from "./text-line.tsx";
import { labelWidth } from "./text.tsx";
import { isOfRow, KeyButton } from "./toolbar.tsx";
import { usePage } from "./use-page.ts";

/** The panel beside the list, or below it where space lacks. */
export const Detail = (): ReactNode => {
  const { explorer, state } = usePage();
  const view = topView(state);
  const row = selectedRow(view);
  const [closed, setClosed] = useState<string>();
  const [column] = explorer.screen().columns ?? [];
  if (row === undefined || column === undefined) return null;
  const lines = explorer.detail();
  const isSheet = view.selected !== undefined && closed !== row.id;
  const keys = explorer.keys().filter(([, , command]) => isOfRow(command, explorer));
  return (
    <aside className={isSheet ? "detail sheet" : "detail"} aria-label="Details of the selected row">
      <div className="detail-head">
        <h2>{cellString({ column, item: row.item, now: state.now })}</h2>
        <button
          type="button"
          className="close"
          aria-label="Close the details"
          onClick={() => setClosed(row.id)}
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
    </aside>
  );
};
