/** The top of the page: the source, the way here, and what is being read. */
import {
  agoText,
  crumbsOf,
  currentWait,
  timeText,
  topView,
  visibleFindings,
  type Crumb,
  type Explorer,
  type State,
} from "@windowpane/explorer";
import { durationText, safeLine } from "@windowpane/text";
import type { ReactNode } from "react";
import { linkToView } from "../page/address.ts";
import { utcOffset } from "../page/open-explorer.ts";
import { usePage } from "./use-page.ts";

/** The top bar and the breadcrumb with the heading of the screen. */
export const Header = (): ReactNode => {
  const { explorer, state, token } = usePage();
  return (
    <header className="header">
      <div className="bar">
        <a className="product" href="#/windows">
          Windowpane
        </a>
        <span className="account">
          <span className="source">{safeLine(state.connection.source)}</span>
          {accountText(state)}
        </span>
        <span className="bar-end">
          <button type="button" aria-keyshortcuts=":" onClick={() => explorer.press(":")}>
            Go to
          </button>
          <button type="button" aria-keyshortcuts="?" onClick={() => explorer.press("?")}>
            Help
          </button>
          {token.read() === undefined ? null : (
            <button type="button" onClick={() => (token.keep(undefined), location.reload())}>
              Sign out
            </button>
          )}
        </span>
      </div>
      <Breadcrumb />
    </header>
  );
};

const accountText = ({ connection: { Account, region, scope } }: State): string =>
  [scope, Account, region].flatMap((part) => (part === undefined ? [] : [` · ${safeLine(part)}`])).join("");

/** The breadcrumb with its labels as text. */
const namedCrumbs = (state: State): readonly (Crumb & { readonly text: string })[] =>
  crumbsOf(state).map((crumb) => ({
    ...crumb,
    text: typeof crumb.label === "string" ? crumb.label : timeText(crumb.label, state.now, utcOffset),
  }));

/** Title of the document, for tabs and the history of the browser: what is shown, and what it belongs to. */
export const pageTitle = (explorer: Explorer): string => {
  const [before, last] = namedCrumbs(explorer.state()).slice(-2);
  const own = last ?? before;
  const above = last === undefined || before?.kind === "path" ? "" : (before?.text ?? "");
  const name = own?.kind === "path" ? capital(own.text) : (own?.text ?? "");
  const names = [name, explorer.screen().title, above].filter((one) => one !== "");
  const different = names.filter((one, at) => names.findIndex((other) => isEqual(other, one)) === at);
  return `${different.join(", ")} - Windowpane`;
};

const isEqual = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The open screens as links, and the visible one as the heading. */
const Breadcrumb = (): ReactNode => {
  const { explorer, state } = usePage();
  const crumbs = namedCrumbs(state);
  const last = crumbs.at(-1);
  const { title } = explorer.screen();
  return (
    <>
      <nav aria-label="Breadcrumb">
        <ol className="crumbs">
          {crumbs.slice(0, -1).map(({ kind, text, view }, index) => (
            <li key={index}>
              {/* Levels that were skipped on the way are named, but no open screen shows them. */}
              {crumbs[index + 1]?.view === view ? (
                text
              ) : (
                <a href={linkToView(explorer, view)}>{kind === "path" ? capital(text) : text}</a>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <div className="heading">
        <h1 tabIndex={-1}>
          {last?.kind === "path" ? capital(last.text) : (last?.text ?? capital(title))}
          {isEqual(last?.text ?? "", title) || last?.kind === "path" ? null : <small> {title}</small>}
        </h1>
        {last?.id === undefined ? null : <code className="id">{last.id}</code>}
        <span className="reading">
          {topView(state).live ? <span className="tone-running">● live </span> : null}
          {/* An age changes every second, which screen readers must not announce. */}
          {ageText(explorer)}
          <span role="status">{progressText(explorer)}</span>
        </span>
      </div>
    </>
  );
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How old the rows are. In a live view, how old the last change is that was seen. */
const ageText = (explorer: Explorer): string => {
  const state = explorer.state();
  const { content, live } = topView(state);
  const [first] = visibleFindings(state, explorer.screens());
  if (first?.at === undefined || content?.progress !== undefined || currentWait(state) !== undefined)
    return "";
  return live && first.changed !== undefined
    ? `last change ${agoText(first.changed, state.now)}`
    : `read ${agoText(first.at, state.now)}`;
};

/** What is being read for long, or why it waits. */
const progressText = (explorer: Explorer): string => {
  const state = explorer.state();
  const wait = currentWait(state);
  if (wait !== undefined) return safeLine(wait.text);
  const { content } = topView(state);
  const findings = visibleFindings(state, explorer.screens());
  const begun = findings.flatMap((one) => (one?.phase === "reading" ? (one.begun?.getTime() ?? []) : []));
  const milliseconds = state.now.getTime() - Math.min(...begun);
  const seconds = begun.length === 0 || milliseconds < 3000 ? "" : `, ${durationText(milliseconds)}`;
  if (content?.progress !== undefined) return content.progress + seconds;
  const [first] = findings;
  if (first?.phase !== "reading") return "";
  if (first.at === undefined) return `reading${seconds}`;
  // A live view reads all the time.
  return topView(state).live && seconds === "" ? "" : `, reading again${seconds}`;
};
