/** The search in a text: its matches are marked. */
import { matchesIn, topView } from "@windowpane/explorer";
import { useEffect, useRef, type ReactNode } from "react";
import { focusScreen } from "./focus.ts";
import { usePage } from "./use-page.ts";

/** The input, the number of matches, and the ways to the next and the previous one. */
export const SearchBox = (): ReactNode => {
  const { explorer, state } = usePage();
  const { search, match } = topView(state);
  const prompt = state.prompt?.for === "search" ? state.prompt : undefined;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (prompt !== undefined && document.activeElement !== input.current) input.current?.focus();
  }, [prompt]);
  const text = prompt?.text ?? search;
  const { length } = matchesIn(explorer.lines(), search);
  const go = (key: "n" | "N"): void => {
    if (explorer.state().prompt !== undefined) explorer.dispatch({ type: "promptClosed", keep: true });
    explorer.press(key);
  };
  return (
    <div className="filter search">
      <input
        ref={input}
        type="search"
        aria-label="Find in the text"
        aria-keyshortcuts="/"
        placeholder="Find in the text"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={text}
        onFocus={() => {
          if (explorer.state().prompt === undefined) explorer.press("/");
        }}
        onBlur={() => {
          if (explorer.state().prompt?.for === "search")
            explorer.dispatch({ type: "promptClosed", keep: true });
        }}
        onChange={({ target: { value } }) => {
          if (explorer.state().prompt === undefined) explorer.press("/");
          explorer.dispatch({ type: "textReplaced", text: value, cursor: [...value].length });
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") go(event.shiftKey ? "N" : "n");
          else if (event.key === "Escape") {
            explorer.press("esc");
            focusScreen();
          } else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {search === "" ? null : (
        <>
          <span className="count" role="status">
            {match === undefined || match >= length
              ? length === 1
                ? "1 match"
                : `${length} matches`
              : `${match + 1} of ${length}`}
          </span>
          <button type="button" onClick={() => go("N")} aria-keyshortcuts="N">
            Previous
          </button>
          <button type="button" onClick={() => go("n")} aria-keyshortcuts="n">
            Next
          </button>
        </>
      )}
    </div>
  );
};
