/** Why an execution failed, above its tasks: its first causes with evidence and next step. */
import {
  causePiece,
  enterCause,
  executionCauses,
  machinesWith,
  topView,
  type CauseRow,
  type ScreenRow,
} from "@windowpane/explorer";
import { cutLine, safeLine } from "@windowpane/text";
import type { ReactNode } from "react";
import { linkToStep } from "../page/address.ts";
import { PieceText } from "./piece.tsx";
import { usePage } from "./use-page.ts";

/** Number of causes that are shown. */
const most = 3;

/** Longest evidence, in code points. */
const longest = 200;

/** The first causes of the visible execution, each with a link to its machines. */
export const TopCauses = (): ReactNode => {
  const { explorer, state } = usePage();
  const { ref } = topView(state);
  const causes = executionCauses(state.findings, ref);
  if (causes.length === 0) return null;
  const all = linkToStep(explorer, { screen: "causes", ref, label: "causes" });
  return (
    <section className="top-causes" aria-label="Causes">
      <ul>
        {causes.slice(0, most).map((cause) => (
          <li key={cause.id}>
            <a className="cause" href={linkToStep(explorer, enterCause(cause))}>
              <CauseCard cause={cause} />
            </a>
          </li>
        ))}
      </ul>
      {causes.length <= most ? null : <a href={all}>All {causes.length} causes</a>}
    </section>
  );
};

const CauseCard = ({ cause: { item } }: { readonly cause: ScreenRow<CauseRow> }): ReactNode => {
  const count = machinesWith(item);
  const evidence = cutLine(safeLine(item.evidence ?? ""), longest);
  return (
    <>
      <span className="cause-title">
        <strong>
          <PieceText piece={causePiece(item)} />
        </strong>
        <span className="count">
          {count.toLocaleString("en")} {count === 1 ? "machine" : "machines"}
        </span>
      </span>
      {evidence === "" ? null : <span className="evidence">{evidence}</span>}
      <span className="next-step">
        <PieceText piece={["accent", safeLine(item.nextStep), "next"]} />
      </span>
    </>
  );
};
