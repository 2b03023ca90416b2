/** What the copy keys put on the user's clipboard. */
import { identityLines, identityOf } from "../content/identity.ts";
import { linkOf } from "../links/link-of.ts";
import { valueText } from "../model/column.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { lineText } from "../model/text.ts";
import { timeText } from "../model/time-text.ts";
import { topView } from "../state/state.ts";
import { logicalLineAt, matchesIn } from "../state/text-position.ts";
import { selectedRow } from "../state/view.ts";
import { say, type CommandContext } from "./context.ts";
import { safeLine } from "@windowpane/text";

/** Copies the ID of the selected row, or a whole text. */
export const copy = (context: CommandContext): void => {
  const { screens, state, lines } = context;
  const view = topView(state());
  const screen = screens[view.screen];
  const row = selectedRow(view);
  const text =
    screen.copies?.(row, view.ref) ??
    (screen.columns === undefined ? lines().map(lineText).join("\n").trim() : deepestId(row?.ref ?? {}));
  if (text === "") return say(context, "There is no ID to copy here.");
  const count = text.split("\n").length;
  put(context, text, { what: count === 1 ? safeLine(text) : `${count} lines`, file: `${view.screen}.txt` });
};

/** Copies the selected row with what it belongs to, or one line of a text: that of the current match, or the first visible one. */
export const copyLine = (context: CommandContext): void => {
  const { screens, state, lines, drawn } = context;
  const view = topView(state());
  if (screens[view.screen].columns === undefined) {
    const match = view.match === undefined ? undefined : matchesIn(lines(), view.search)[view.match];
    const line = lines()[match?.line ?? logicalLineAt(drawn(), view.top)];
    const text = line === undefined ? "" : lineText(line);
    return text === ""
      ? say(context, "This line is empty.")
      : put(context, text, { what: text, file: "line.txt" });
  }
  const text = rowText(context);
  if (text === undefined) return say(context, "There is no row to copy.");
  put(context, text, { what: `the row, ${text.split("\n").length} lines`, file: "row.txt" });
};

/** The selected row: its window, execution, task and machine, its cells, and the lines about it. */
const rowText = ({ screens, state, utcOffset, detail }: CommandContext): string | undefined => {
  const { findings, since, now } = state();
  const view = topView(state());
  const row = selectedRow(view);
  if (row === undefined) return undefined;
  const cells = (screens[view.screen].columns ?? []).flatMap(({ title, value, isShown }) => {
    if (title === "" || (view.content !== undefined && isShown?.(view.content) === false)) return [];
    const cell = value(row.item, now);
    const text =
      cell instanceof Date ? timeText(cell, now, utcOffset, { zone: true }) : safeLine(valueText(cell));
    return text === "" ? [] : [`${title}: ${text}`];
  });
  const identity = identityLines(identityOf(findings, { ...view.ref, ...row.ref }, since), now, utcOffset);
  const details = detail().map(lineText);
  return [...new Set([...identity, ...cells, ...details])].join("\n");
};

/** Maximum number of instance IDs that AWS's SendCommand takes. */
const mostTargets = 50;

/**
 * Copies the instance IDs of all machines that did not pass, separated by spaces, as `--instance-ids` takes them: those of the
 * shown rows, or those below the selected row.
 */
export const copyFailed = (context: CommandContext): void => {
  const { screens, state } = context;
  const { findings, since } = state();
  const view = topView(state());
  const row = selectedRow(view);
  const { failedBelow } = screens[view.screen];
  const found =
    failedBelow === undefined
      ? view.rows.filter(({ bad }) => bad).map(({ ref }) => ref.InstanceId)
      : row === undefined
        ? []
        : failedBelow({ ...row, ref: { ...view.ref, ...row.ref } }, findings, since);
  if (found === undefined)
    return say(context, "The machines of this row were not read yet. Press Enter to read them.");
  const ids = [...new Set(found.filter((id) => id !== undefined))];
  if (ids.length === 0) return say(context, "No machine with an instance ID failed here.");
  const more = ids.length > mostTargets ? ` (send-command takes ${mostTargets})` : "";
  const what = `${ids.length} instance ${ids.length === 1 ? "ID" : "IDs"}${more}`;
  put(context, ids.join(" "), { what, file: "failed-instance-ids.txt" });
};

/** Copies the link to what is shown, which the web page and `windowpane open` open. */
export const copyLink = (context: CommandContext): void => {
  const { host, state, screens } = context;
  const { pageUrl } = host;
  if (pageUrl === undefined)
    return say(
      context,
      "The address of the web page is not known. Set WINDOWPANE_PAGE_URL, for example to https://host/.",
    );
  put(context, `${pageUrl}${linkOf(state(), screens)}`, {
    what: "the link to this screen",
    file: "link.txt",
  });
};

/** Copies a text; one that is too long for the terminal can be written to a file. */
const put = (
  { dispatch, host }: CommandContext,
  text: string,
  { what, file }: { readonly what: string; readonly file: string },
): void => {
  const copied = host.copy(text);
  const tell = (before: string): void =>
    dispatch({ type: "noticeShown", notice: { text: `${before}: ${what}`, tone: "good" } });
  const save = (why: string): void =>
    dispatch({ type: "promptOpened", for: "save", text: file, question: `${why} Write it to:`, saves: text });
  if (copied === true) tell("Copied, if the terminal allows it");
  else if (copied === false) save(`Too long for the clipboard of a terminal (${size(text)} kB).`);
  else void copied.then((isCopied) => (isCopied ? tell("Copied") : save("The clipboard is not available.")));
};

const size = (text: string): string => Math.ceil(text.length / 1000).toLocaleString("en");

const deepestId = ({
  InstanceId,
  InvocationId,
  TaskExecutionId,
  WindowExecutionId,
  WindowId,
}: ItemRef): string => InstanceId ?? InvocationId ?? TaskExecutionId ?? WindowExecutionId ?? WindowId ?? "";
