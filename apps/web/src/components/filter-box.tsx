/** The filter of a list: a combobox with the fields and values that can be typed. */
import { topView } from "@windowpane/explorer";
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { focusScreen } from "./focus.ts";
import { usePage } from "./use-page.ts";

/** The input, its candidates and its error. */
export const FilterBox = (): ReactNode => {
  const { explorer, state } = usePage();
  const view = topView(state);
  const prompt = state.prompt?.for === "filter" ? state.prompt : undefined;
  const input = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState<number>();
  const { candidates = [], from = 0 } = explorer.completion() ?? {};
  const text = prompt?.text ?? view.filter;
  const isWhole = candidates.length === 1 && [...text].slice(from, prompt?.cursor).join("") === candidates[0];
  const isOpen = prompt !== undefined && candidates.length > 0 && !isWhole;
  // A term is not judged while it can still be completed.
  const error = prompt?.error ?? (isOpen ? undefined : view.filterError);

  useEffect(() => {
    if (prompt !== undefined && document.activeElement !== input.current) input.current?.focus();
  }, [prompt]);
  useEffect(() => setActive(undefined), [text]);
  const cursor = prompt?.cursor;
  useLayoutEffect(() => {
    const element = input.current;
    if (element === null || cursor === undefined || document.activeElement !== element) return;
    const position = [...text].slice(0, cursor).join("").length;
    if (element.selectionStart !== position) element.setSelectionRange(position, position);
  }, [cursor, text]);

  const replace = (to: string, position: number | null): void =>
    explorer.dispatch({
      type: "textReplaced",
      text: to,
      cursor: [...to.slice(0, position ?? to.length)].length,
    });
  const accept = (candidate: string | undefined): void => {
    if (candidate !== undefined) explorer.dispatch({ type: "completionAccepted", candidate });
  };
  const press = (event: KeyboardEvent): void => {
    const { key } = event;
    if (isOpen && (key === "ArrowDown" || key === "ArrowUp")) {
      const step = key === "ArrowDown" ? 1 : -1;
      const first = step === 1 ? 0 : candidates.length - 1;
      setActive(active === undefined ? first : (active + step + candidates.length) % candidates.length);
    } else if ((key === "Enter" || key === "Tab") && isOpen && active !== undefined) {
      accept(candidates[active]);
    } else if (key === "Enter") {
      explorer.press("enter");
      if (explorer.state().prompt === undefined) focusScreen();
    } else if (key === "Escape") {
      explorer.press("esc");
      focusScreen();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="filter">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={`Filter ${view.content?.noun ?? "rows"}`}
        aria-keyshortcuts="/"
        aria-expanded={isOpen}
        aria-controls="candidates"
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active !== undefined ? `candidate-${active}` : undefined}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : "filter-error"}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="Filter: web, cause:disk, duration>10m"
        value={text}
        onFocus={() => {
          if (explorer.state().prompt === undefined) explorer.press("/");
        }}
        onBlur={() => {
          if (explorer.state().prompt?.for === "filter")
            explorer.dispatch({ type: "promptClosed", keep: true });
        }}
        onChange={({ target }) => replace(target.value, target.selectionStart)}
        onKeyDown={press}
      />
      {text === "" ? null : (
        <button
          type="button"
          className="clear"
          aria-label="Clear the filter"
          onClick={() => {
            if (explorer.state().prompt === undefined) explorer.press("/");
            replace("", 0);
            explorer.dispatch({ type: "promptClosed", keep: true });
          }}
        >
          ✕
        </button>
      )}
      <ul id="candidates" role="listbox" aria-label="Fields and values" hidden={!isOpen}>
        {isOpen
          ? candidates.map((candidate, index) => (
              <li
                key={candidate}
                id={`candidate-${index}`}
                role="option"
                aria-selected={index === active}
                // The input keeps the focus.
                onMouseDown={(event) => {
                  event.preventDefault();
                  accept(candidate);
                }}
              >
                {candidate}
              </li>
            ))
          : null}
      </ul>
      {error === undefined ? null : (
        <p id="filter-error" className="error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
};
