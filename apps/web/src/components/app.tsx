/** The page: header, the visible screen and details of its selected row. */
import { keyOf, readingsOf, screens, topView, type State } from "@windowpane/explorer";
import { safeLine } from "@windowpane/text";
import { useEffect, type ReactNode } from "react";
import { Header } from "./header.tsx";
import { List } from "./list.tsx";
import { Line, Text } from "./text.tsx";
import { usePage } from "./use-page.ts";

/** The whole page. */
export const App = (): ReactNode => {
  const { explorer, state } = usePage();
  const view = topView(state);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
      const key = keyNames[event.key] ?? event.key;
      if (key.length > 1 && keyNames[event.key] === undefined) return;
      event.preventDefault();
      explorer.press(key);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [explorer]);
  const isList = screens[view.screen].columns !== undefined;
  return (
    <>
      <Header />
      <main>
        {isList ? <List key={state.views.length} /> : <Text />}
        <EmptyText state={state} />
        {isList ? explorer.detail().map((line, index) => <Line key={index} line={line} />) : null}
      </main>
      <p className="notice" role="status">
        {state.notice === undefined ? "" : safeLine(state.notice.text)}
      </p>
    </>
  );
};

const keyNames: Readonly<Record<string, string>> = {
  Enter: "enter",
  Escape: "esc",
  ArrowUp: "up",
  ArrowDown: "down",
};

const EmptyText = ({ state }: { readonly state: State }): ReactNode => {
  const { content, rows } = topView(state);
  if (rows.length > 0) return null;
  const findings = readingsOf(state, screens).map((reading) => state.findings.get(keyOf(reading)));
  const error = findings.find((finding) => finding?.error !== undefined)?.error;
  if (error !== undefined)
    return (
      <p role="alert">
        {safeLine(error.message)} {safeLine(error.advice)}
      </p>
    );
  return <p>{content?.nothing}</p>;
};
