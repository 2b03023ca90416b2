/** Messages instead of rows or lines, and beside them: what is being read, why it failed, and what hides the rows. */
import { currentWait, topView, visibleFindings, type ErrorText, type Explorer } from "@windowpane/explorer";
import { safeLine } from "@windowpane/text";
import { useEffect, useState, type ReactNode } from "react";
import { usePage } from "./use-page.ts";

/** Why the visible screen has no rows or lines: they are being read, reading failed, the filter hides them, or the list is empty. */
export const EmptyMessage = (): ReactNode => {
  const { explorer, state } = usePage();
  const { content, onlyBad, applied } = topView(state);
  const error = errorOf(explorer);
  if (error !== undefined)
    return (
      <div className="message" role="alert">
        <p className="tone-bad">{safeLine(error.message)}</p>
        <p>{safeLine(error.advice)}</p>
        <button type="button" onClick={() => explorer.press("r")}>
          Try again
        </button>
      </div>
    );
  const wait = currentWait(state);
  const read = content?.rows.length ?? 0;
  if (read === 0 && isReading(explorer))
    return (
      <div className="message">
        <p className="tone-muted">Reading…</p>
        {wait === undefined ? null : <p className="tone-warn">{safeLine(wait.text)}</p>}
      </div>
    );
  if (content === undefined || read === 0)
    return content === undefined || content.nothing === "" ? null : (
      <p className="message">{safeLine(content.nothing)}</p>
    );
  const what = onlyBad ? "failures" : "matches";
  return (
    <div className="message">
      <p>
        No {what} in {read} {content.noun}
        {applied === "" ? "." : " for the filter."}
      </p>
      <button type="button" onClick={() => explorer.press("esc")}>
        {applied === "" ? "Show all" : "Clear the filter"}
      </button>
    </div>
  );
};

/** Why older rows or lines are still shown. */
export const TroubleMessage = (): ReactNode => {
  const { explorer } = usePage();
  const error = errorOf(explorer);
  if (error === undefined) return null;
  return (
    <div className="banner bad" role="alert">
      <p>
        <strong>Not reloaded.</strong> {safeLine(error.message)} {safeLine(error.advice)}
      </p>
      <button type="button" onClick={() => explorer.press("r")}>
        Try again
      </button>
    </div>
  );
};

/** An expired session and a lost connection. */
export const AccessMessage = (): ReactNode => {
  const { access } = usePage();
  if (access.isExpired)
    return (
      <div className="banner bad" role="alert">
        <p>
          <strong>Session expired.</strong> Reload the page.
        </p>
        <button type="button" onClick={() => location.reload()}>
          Reload
        </button>
      </div>
    );
  if (access.retryAt === undefined) return null;
  return (
    <div className="banner warn">
      <p role="alert">
        <strong>Connection lost.</strong>
      </p>
      <Countdown key={access.retryAt.getTime()} delay={access.retryDelay ?? 0} />
    </div>
  );
};

const Countdown = ({ delay }: { readonly delay: number }): ReactNode => {
  const [left, setLeft] = useState(() => Math.ceil(delay / 1000));
  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => before - 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return <p>{left <= 0 ? "Retrying now." : `Retrying in ${left} s.`}</p>;
};

/** Whether something of the visible screen is being read. */
export const isReading = (explorer: Explorer): boolean =>
  findingsOf(explorer).some((one, at) => one?.phase === "reading" || (at === 0 && one === undefined));

const findingsOf = (explorer: Explorer) => visibleFindings(explorer.state(), explorer.screens());

const errorOf = (explorer: Explorer): ErrorText | undefined =>
  findingsOf(explorer).find((finding) => finding?.error !== undefined)?.error;
