/** The verdict with its reason, the counts by result, and the gaps. */
import {
  patchTallyWords,
  patchTones,
  reasonBeside,
  resultWords,
  toneOf,
  topView,
  verdictPiece,
  type ScreenContent,
  type Tally,
} from "@windowpane/explorer";
import { patchOutcomes, resultsWorstFirst } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import type { ReactNode } from "react";
import { PieceText } from "./piece.tsx";
import { usePage } from "./use-page.ts";

/** What is true of the whole list. */
export const Summary = (): ReactNode => {
  const { explorer, state } = usePage();
  const { content } = topView(state);
  const tallies = talliesOf(content);
  const gaps = content?.gaps.length ?? 0;
  const { judgement } = content ?? {};
  if (judgement === undefined && tallies.length === 0 && gaps === 0) return null;
  return (
    <section
      className={`summary ${judgement === undefined ? "" : toneOf(judgement.verdict)}`}
      aria-label="Summary"
    >
      {judgement === undefined ? null : (
        <p className="verdict">
          <strong>
            <PieceText piece={verdictPiece(judgement.verdict)} />
          </strong>{" "}
          {judgement.falseGreen ? (
            <span className="tone-warn">AWS reports {content?.Status ?? "SUCCESS"}. </span>
          ) : null}
          {safeLine(reasonBeside(judgement))}
        </p>
      )}
      <ul className="tallies" aria-label="Counts">
        {tallies.map(({ count, word, tone }) => (
          <li key={word}>
            <PieceText
              piece={[tone, `${count.toLocaleString("en")} ${word}`, tone === "accent" ? "plain" : tone]}
            />
          </li>
        ))}
        {gaps === 0 ? null : (
          <li>
            <button type="button" className="gaps" onClick={() => explorer.press("!")}>
              <PieceText piece={["warn", gaps === 1 ? "1 gap" : `${gaps} gaps`, "gap"]} />
            </button>
          </li>
        )}
      </ul>
    </section>
  );
};

/** The counts of the content that are not 0, the worst first. */
const talliesOf = (content: ScreenContent | undefined): readonly Tally[] => {
  const { tallies = [], counts, patches } = content ?? {};
  return [
    ...tallies,
    ...resultsWorstFirst.map((result) => ({ count: counts?.results[result] ?? 0, ...resultWords[result] })),
    ...patchOutcomes
      .filter((outcome) => outcome !== "notRun" && outcome !== "running")
      .map((outcome) => ({
        count: patches?.results[outcome] ?? 0,
        word: patchTallyWords[outcome],
        tone: patchTones[outcome],
      })),
  ].filter(({ count }) => count > 0);
};
