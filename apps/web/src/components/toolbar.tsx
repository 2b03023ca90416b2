/** The filter or search of the screen, and its actions as buttons. */
import {
  openedBy,
  topView,
  type CommandName,
  type Explorer,
  type UsefulKey,
  type View,
} from "@windowpane/explorer";
import { useEffect, useRef, Suspense, type ReactNode } from "react";
import { FilterBox } from "./filter-box.tsx";
import { SearchBox } from "./parts.tsx";
import { hasTab, tabbedExecution } from "./tabs.tsx";
import { useIsWide } from "./use-is-wide.ts";
import { usePage } from "./use-page.ts";

/** The toolbar of the visible screen. A narrow page has the actions in a menu. */
export const Toolbar = (): ReactNode => {
  const { explorer, state } = usePage();
  const view = topView(state);
  const { onlyBad, live, content } = view;
  const keys = explorer.keys();
  const isWide = useIsWide();
  const isList = explorer.screen().columns !== undefined;
  const hasTabs = tabbedExecution(state) !== undefined;
  const shown = (kind: "screen" | "tool"): ReactNode =>
    keys
      .filter(([, , command]) => kindOf(command) === kind && !(isList && isOfRow(command, explorer)))
      .filter(([, , command]) => !(hasTabs && hasTab(openedBy(command) ?? "help")))
      .map((key) => <KeyButton key={key[2]} useful={key} />);
  return (
    <section className="toolbar" aria-label="Tools">
      <Suspense>{isList ? <FilterBox /> : <SearchBox />}</Suspense>
      {keys.some(([, , command]) => command === "onlyBad") ? (
        <Toggle isOn={onlyBad} keyName="f" label="Failed only" />
      ) : null}
      {live || content?.running === true ? <Toggle isOn={live} keyName="w" label="Live" /> : null}
      {isWide ? (
        <>
          <span className="actions">{shown("screen")}</span>
          <span className="actions tools">{shown("tool")}</span>
        </>
      ) : (
        <Menu key={view.screen}>
          {shown("screen")}
          {shown("tool")}
        </Menu>
      )}
      {isList && isWide ? <Count view={view} /> : null}
    </section>
  );
};

/** A menu of buttons. It closes when one is used, by Esc, and by a click outside. */
const Menu = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      const { current } = menu;
      if (current?.open !== true) return;
      const isKey = event instanceof KeyboardEvent;
      if (isKey ? event.key !== "Escape" : event.target instanceof Node && current.contains(event.target))
        return;
      current.open = false;
      if (!isKey) return;
      current.querySelector("summary")?.focus();
      event.stopPropagation();
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close, { capture: true });
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close, { capture: true });
    };
  }, []);
  return (
    <details ref={menu} className="menu">
      <summary>More</summary>
      <div
        className="actions"
        onClick={() => {
          if (menu.current !== null) menu.current.open = false;
        }}
      >
        {children}
      </div>
    </details>
  );
};

/** Where the button of a command is. Those without a place have their own controls elsewhere. */
const kindOf = (command: CommandName): "screen" | "tool" | undefined => {
  if (command === "open cli" || command === "open export") return "tool";
  if (command === "open help") return undefined;
  if (command === "output" || openedBy(command) !== undefined) return "screen";
  return command === "reload" || command === "copy" || command === "copyFailed" ? "tool" : undefined;
};

/** Whether a command of a list is for its selected row. Those of one execution are, where the rows are executions. */
export const isOfRow = (command: CommandName, explorer: Explorer): boolean => {
  if (command === "enter" || command === "output" || command === "copy") return true;
  if (command === "copyFailed") return explorer.screen().failedBelow !== undefined;
  const opened = openedBy(command);
  if (opened === undefined) return false;
  const { over } = explorer.screens()[opened];
  const { ref } = topView(explorer.state());
  return over === "machine" || (over === "execution" && ref.WindowExecutionId === undefined);
};

/** A command as a button. */
export const KeyButton = ({ useful: [key, label] }: { readonly useful: UsefulKey }): ReactNode => {
  const { explorer } = usePage();
  return (
    <button
      type="button"
      aria-keyshortcuts={key}
      title={`Key: ${key}`}
      onClick={() => explorer.press(key === "Enter" ? "enter" : key)}
    >
      {labels[label] ?? label.charAt(0).toUpperCase() + label.slice(1)}
    </button>
  );
};

/** Labels that need no knowledge of the screen. */
const labels: Readonly<Record<string, string>> = {
  "failed IDs": "Copy failed IDs",
  "CLI call": "AWS CLI",
  diff: "Compare",
};

const Toggle = ({
  isOn,
  keyName,
  label,
}: {
  readonly isOn: boolean;
  readonly keyName: string;
  readonly label: string;
}): ReactNode => {
  const { explorer } = usePage();
  return (
    <button
      type="button"
      aria-pressed={isOn}
      aria-keyshortcuts={keyName}
      title={`Key: ${keyName}`}
      onClick={() => explorer.press(keyName)}
    >
      {label}
    </button>
  );
};

/** How many rows are shown, were read and exist: `2 shown of 14 windows`. */
export const Count = ({ view: { content, rows, onlyBad, applied } }: { readonly view: View }): ReactNode => {
  if (content === undefined || content.rows.length === 0) return null;
  const read = content.rows.length;
  const total = content.total ?? read;
  const words = [
    ...(onlyBad || applied !== "" ? [`${count(rows.length)} shown`] : []),
    ...(total > read ? [`${count(read)} read`] : []),
    `${count(total)} ${total === 1 ? content.noun.replace(/(?<=ch)es$|s$/, "") : content.noun}`,
  ];
  return (
    <span className="count" role="status">
      {words.join(" of ")}
    </span>
  );
};

const count = (number: number): string => number.toLocaleString("en");
