/** The page: header, the visible screen, details of its selected row, and dialogs. */
import { topView, type ScreenContent } from "@windowpane/explorer";
import { safeLine } from "@windowpane/text";
import { Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import { placeAt } from "../page/address.ts";
import { Detail } from "./detail.tsx";
import { focusScreen } from "./focus.ts";
import { Header, pageTitle } from "./header.tsx";
import { List } from "./list.tsx";
import { AccessMessage, EmptyMessage, isReading, TroubleMessage } from "./messages.tsx";
import { PromptDialog, SignIn, SingleKeys, Summary, Text, TopCauses, TrendPictures } from "./parts.tsx";
import { Tabs } from "./tabs.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useKeys } from "./use-keys.ts";
import { usePage } from "./use-page.ts";

/** The whole page. */
export const App = (): ReactNode => {
  const { explorer, state, access } = usePage();
  const view = topView(state);
  const isList = explorer.screen().columns !== undefined;
  const isEmpty = isList ? view.rows.length === 0 : explorer.lines().length === 0;
  const place = placeAt(state);
  useKeys(explorer);
  useOpened(place);
  const [asked, setAsked] = useState<string>();
  return (
    <>
      <a className="skip" href="#screen" onClick={(event) => (event.preventDefault(), focusScreen())}>
        Skip to the content
      </a>
      <div id="above">
        <Header />
        <AccessMessage />
        <Tabs />
        <Suspense>
          {hasSummary(view.content) ? <Summary key={`summary ${place}`} /> : null}
          {view.screen === "tasks" ? <TopCauses /> : null}
        </Suspense>
        <Toolbar />
        {isEmpty ? null : <TroubleMessage />}
      </div>
      <main
        id="screen"
        className={isList ? "with-detail" : ""}
        // A live view reads all the time.
        aria-busy={isReading(explorer) && !view.live}
      >
        <div className="content">
          {view.content?.pictures === undefined ? null : (
            <Suspense>
              <TrendPictures key={`pictures ${place}`} />
            </Suspense>
          )}
          {isList ? (
            <List key={place} onDetails={setAsked} />
          ) : (
            <Suspense>
              {view.screen === "help" ? <SingleKeys /> : null}
              <Text key={place} />
            </Suspense>
          )}
          {isEmpty ? <EmptyMessage /> : null}
        </div>
        {isList ? <Detail key={place} asked={asked} onClose={() => setAsked(undefined)} /> : null}
      </main>
      <NoticeBar />
      <Suspense>
        {state.prompt === undefined ? null : <PromptDialog />}
        {access.signIn === undefined ? null : <SignIn />}
      </Suspense>
    </>
  );
};

/** Whether a summary would not be empty. The list of windows seldom has one, and is drawn before its code is loaded. */
const hasSummary = (content: ScreenContent | undefined): boolean =>
  content !== undefined &&
  [content.judgement, content.tallies?.[0], content.counts, content.gaps[0]].some((one) => one !== undefined);

/** A screen that is opened has the focus and begins at its top. */
const useOpened = (place: string): void => {
  const isFirst = useRef(true);
  const { explorer, state } = usePage();
  const title = pageTitle(explorer);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else if (topView(state).selected === undefined) window.scrollTo({ top: 0 });
    focusScreen();
    // Only the place decides: rows and labels change while it is read.
  }, [place]);
  useEffect(() => {
    document.title = title;
  }, [title]);
};

const NoticeBar = (): ReactNode => {
  const { explorer, state } = usePage();
  const { notice } = state;
  useEffect(() => {
    if (notice === undefined) return undefined;
    const timer = setTimeout(() => explorer.dispatch({ type: "noticeShown", notice: undefined }), 8000);
    return () => clearTimeout(timer);
  }, [explorer, notice]);
  return (
    <div className="notices" role="status">
      {notice === undefined ? null : <p className={`notice tone-${notice.tone}`}>{safeLine(notice.text)}</p>}
    </div>
  );
};
