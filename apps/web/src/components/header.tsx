/** The top of every screen: where the user is, the verdict, counts, and what is being read. */
import {
  agoText,
  crumbsOf,
  currentWait,
  keyOf,
  patchTallyWords,
  patchTones,
  readingsOf,
  reasonBeside,
  resultWords,
  screens,
  timeText,
  topView,
  verdictPiece,
  type ScreenContent,
  type Tally,
  type State,
} from "@windowpane/explorer";
import { patchOutcomes, resultsWorstFirst } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import type { ReactNode } from "react";
import { utcOffset } from "../page/open-explorer.ts";
import { PieceText } from "./piece.tsx";
import { usePage } from "./use-page.ts";

/** The header. */
export const Header = (): ReactNode => {
  const { explorer, state } = usePage();
  const view = topView(state);
  return (
    <header className="header">
      <div className="top">
        <strong className="product">Windowpane</strong>
        <span className="account">{accountText(state)}</span>
        <span className="reading" aria-live="polite">
          {readingText(state)}
        </span>
      </div>
      <nav aria-label="Breadcrumb">
        <ol className="crumbs">
          {crumbsOf(state).map(({ label, id }, index, { length }) => (
            <li key={index} aria-current={index === length - 1 ? "page" : undefined}>
              {typeof label === "string" ? label : timeText(label, state.now, utcOffset)}
              {id === undefined ? null : <small> {id}</small>}
            </li>
          ))}
        </ol>
      </nav>
      <Verdict content={view.content} />
      <div className="actions">
        {explorer.keys().map(([key, label]) => (
          <button key={key + label} type="button" onClick={() => explorer.press(pressed(key))}>
            {label} <kbd>{key}</kbd>
          </button>
        ))}
      </div>
    </header>
  );
};

const pressed = (key: string): string => (key === "Enter" || key === "Esc" ? key.toLowerCase() : key);

const accountText = ({ connection: { source, Account, region } }: State): string =>
  [source, Account, region].flatMap((part) => (part === undefined ? [] : [safeLine(part)])).join(" · ");

const Verdict = ({ content }: { readonly content: ScreenContent | undefined }): ReactNode => (
  <div className="summary">
    {content?.judgement === undefined ? null : (
      <p className="verdict">
        <PieceText piece={verdictPiece(content.judgement.verdict)} />{" "}
        {content.judgement.falseGreen ? (
          <span className="tone-warn">AWS reports {content.Status ?? "SUCCESS"}. </span>
        ) : null}
        {safeLine(reasonBeside(content.judgement))}
      </p>
    )}
    <ul className="tallies">
      {talliesOf(content).map(({ count, word, tone }) => (
        <li key={word}>
          <PieceText piece={[tone, `${count} ${word}`, tone === "accent" ? "plain" : tone]} />
        </li>
      ))}
    </ul>
  </div>
);

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

const readingText = (state: State): string => {
  const wait = currentWait(state);
  if (wait !== undefined) return safeLine(wait.text);
  const { content } = topView(state);
  if (content?.progress !== undefined) return content.progress;
  const [first] = readingsOf(state, screens);
  const finding = first === undefined ? undefined : state.findings.get(keyOf(first));
  if (finding?.at === undefined) return finding?.phase === "reading" ? "reading" : "";
  return `read ${agoText(finding.at, state.now)}`;
};
