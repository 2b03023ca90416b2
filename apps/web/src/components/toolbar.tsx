/** The filter or search of the screen, and its actions as buttons. */
import {
  openedBy,
  topView,
  type CommandName,
  type Explorer,
  type UsefulKey,
  type View,
} from "@windowpane/explorer";
import { useSyncExternalStore, type ReactNode } from "react";
import { FilterBox } from "./filter-box.tsx";
import { SearchBox } from "./search-box.tsx";
import { usePage } from "./use-page.ts";

/** The toolbar of the visible screen. */
export const Toolbar = (): ReactNode => {
  const { explorer, state } = usePage();
  const view = topView(state);
  const { onlyBad, live, content } = view;
  const keys = explorer.keys();
  const isWide = useSyncExternalStore(onWidth, () => wide.matches);
  const isList = explorer.screen().columns !== undefined;
  const shown = (kind: "screen" | "tool"): ReactNode =>
    keys
      .filter(([, , command]) => kindOf(command) === kind && !(isList && isOfRow(command, explorer)))
      .map((key) => <KeyButton key={key[2]} useful={key} />);
  return (
    <section className="toolbar" aria-label="Tools">
      {isList ? <FilterBox /> : <SearchBox />}
      {keys.some(([, , command]) => command === "onlyBad") ? (
        <Toggle isOn={onlyBad} keyName="f" label="Failed only" />
      ) : null}
      {live || content?.running === true ? <Toggle isOn={live} keyName="w" label="Live" /> : null}
      <span className="actions">{shown("screen")}</span>
      {isWide ? (
        <span className="actions tools">{shown("tool")}</span>
      ) : (
        <details className="menu">
          <summary>More</summary>
          <div className="actions">{shown("tool")}</div>
        </details>
      )}
      {isList ? <Count view={view} /> : null}
    </section>
  );
};

const wide = matchMedia("(width >= 44rem)");

const onWidth = (listener: () => void): (() => void) => {
  wide.addEventListener("change", listener);
  return () => wide.removeEventListener("change", listener);
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
      className="toggle"
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
const Count = ({ view: { content, rows, onlyBad, applied } }: { readonly view: View }): ReactNode => {
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
