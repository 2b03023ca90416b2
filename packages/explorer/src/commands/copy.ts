import type { CommandContext } from "./context.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { lineText } from "../model/text.ts";
import { topView } from "../state/state.ts";
import { selectedRow } from "../state/view.ts";
import { safeLine } from "@windowpane/text";

/** Copies the ID of the selected row, or a whole text, to the user's clipboard. */
export const copy = (context: CommandContext): void => {
  const { dispatch, host, screens, state, lines } = context;
  const view = topView(state());
  const screen = screens[view.screen];
  const row = selectedRow(view);
  const text =
    screen.copies?.(row, view.ref) ??
    (screen.columns === undefined ? lines().map(lineText).join("\n").trim() : deepestId(row?.ref ?? {}));
  if (text === "")
    return dispatch({ type: "noticeShown", notice: { text: "There is no ID to copy here.", tone: "plain" } });
  const sent = host.copy(text);
  const count = text.split("\n").length;
  const what = count === 1 ? safeLine(text) : `${count} lines`;
  dispatch({
    type: "noticeShown",
    notice: sent
      ? { text: `Copied, if the terminal allows it: ${what}`, tone: "good" }
      : { text: "The text is too long to copy. Press x to write it to a file.", tone: "warn" },
  });
};

const deepestId = ({
  InstanceId,
  InvocationId,
  TaskExecutionId,
  WindowExecutionId,
  WindowId,
}: ItemRef): string => InstanceId ?? InvocationId ?? TaskExecutionId ?? WindowExecutionId ?? WindowId ?? "";
