/** The verdict with its reason, the counts by result, and the gaps. */
import {
  gapsLine,
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
import { patchOutcomes, plural, resultsWorstFirst } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { useState, type ReactNode } from "react";
import { PieceText } from "./piece.tsx";
import { useIsWide } from "./use-is-wide.ts";
import { usePage } from "./use-page.ts";

/** Length up to which a reason fits on two lines of a narrow page, in characters. */
const short = 70;

/** What is true of the whole list. On a narrow page the counts replace a reason that begins with them, until it is asked for. */
export const Summary = (): ReactNode => {
  const { explorer, state } = usePage();
  const isWide = useIsWide();
  const [isWhole, setWhole] = useState(false);
  const { content } = topView(state);
  const tallies = talliesOf(content);
  const gaps = gapsLine(content?.gaps ?? []);
  const { judgement } = content ?? {};
  if (judgement === undefined && tallies.length === 0 && gaps === undefined) return null;
  const reason = judgement === undefined ? "" : safeLine(reasonBeside(judgement));
  const isCounted = tallies.length > 1 && /^\d/.test(reason);
  const canGrow = !isWide && (isCounted || reason.length > short);
  const isCut = canGrow && !isWhole;
  return (
    <section
      className={`summary ${judgement === undefined ? "" : toneOf(judgement.verdict)}`}
      aria-label="Summary"
    >
      {judgement === undefined ? null : (
        <p className={["verdict", isCut ? "cut" : "", isCut && isCounted ? "alone" : ""].join(" ").trim()}>
          <strong>
            <PieceText piece={verdictPiece(judgement.verdict)} />
          </strong>{" "}
          {judgement.falseGreen ? (
            <span className="tone-warn">AWS reports {content?.Status ?? "SUCCESS"}. </span>
          ) : null}
          {isCut && isCounted ? null : reason}
        </p>
      )}
      {tallies.length === 0 || (canGrow && isWhole) ? null : (
        <ul className="tallies" aria-label="Counts">
          {tallies.map(({ count, word, tone }) => (
            <li key={word}>
              <PieceText
                piece={[tone, `${count.toLocaleString("en")} ${word}`, tone === "accent" ? "plain" : tone]}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="summary-end">
        {canGrow ? (
          <button type="button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? "Show less" : "Show more"}
          </button>
        ) : null}
        {gaps === undefined ? null : (
          <button type="button" onClick={() => explorer.press("!")}>
            <PieceText piece={["warn", plural(gaps.count, "gap"), "gap"]} />
          </button>
        )}
      </div>
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
