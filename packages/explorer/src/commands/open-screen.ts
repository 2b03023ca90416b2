import { type CommandContext, say } from "./context.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { Screen, ScreenName } from "../model/screen.ts";
import { topView } from "../state/state.ts";
import { selectedRow, type View } from "../state/view.ts";

/** Opens a screen by its key. The same key closes a screen that does not depend on a row. */
export const openScreen = (context: CommandContext, screen: ScreenName): void => {
  const { dispatch, screens, state } = context;
  const view = topView(state());
  const { over = "everything", title } = screens[screen];
  if (view.screen === screen && (over === "everything" || over === "screen"))
    return dispatch({ type: "screenClosed" });
  const subject = subjects[over](view);
  if (typeof subject === "string") return say(context, subject);
  dispatch({ type: "screenOpened", step: { screen, ref: subject, label: title } });
};

/** The item that a screen is opened for, or why it cannot be opened. */
const subjects: Readonly<Record<NonNullable<Screen["over"]>, (view: View) => ItemRef | string>> = {
  everything: () => ({}),
  screen: ({ ref }) => ref,
  execution: (view) => {
    const { ref } = selectedRow(view) ?? {};
    const WindowExecutionId = view.ref.WindowExecutionId ?? ref?.WindowExecutionId;
    const { WindowId, Name } = { ...view.ref, ...ref };
    return WindowExecutionId === undefined
      ? "Select an execution first."
      : { WindowId, Name, WindowExecutionId };
  },
  machine: (view) => {
    const { InstanceId } = selectedRow(view)?.ref ?? {};
    return InstanceId === undefined ? "This row has no machine." : { InstanceId };
  },
};
