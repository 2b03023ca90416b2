import { type CommandContext, say } from "./context.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { Screen, ScreenName } from "../model/screen.ts";
import { topView } from "../state/state.ts";
import { selectedRow, type View } from "../state/view.ts";

/** Opens a screen by its key, over what it is about. What belongs to no row is closed by the same key. */
export const openScreen = (context: CommandContext, screen: ScreenName): void => {
  const { dispatch, screens, state } = context;
  const view = topView(state());
  const { over = "everything", title } = screens[screen];
  if (view.screen === screen && (over === "everything" || over === "screen"))
    return dispatch({ type: "wentBack" });
  const subject = subjects[over](view);
  if (typeof subject === "string") return say(context, subject);
  const label = over === "machine" ? (subject.InstanceId ?? title) : title;
  dispatch({ type: "opened", step: { screen, place: subject, label } });
};

/** The place that a screen is opened on; or why there is none. */
const subjects: Readonly<Record<NonNullable<Screen["over"]>, (view: View) => ItemRef | string>> = {
  everything: () => ({}),
  screen: ({ place }) => place,
  execution: (view) => {
    const { place } = selectedRow(view) ?? {};
    const WindowExecutionId = view.place.WindowExecutionId ?? place?.WindowExecutionId;
    const { WindowId, Name } = { ...view.place, ...place };
    return WindowExecutionId === undefined
      ? "Choose an execution first."
      : { WindowId, Name, WindowExecutionId };
  },
  machine: (view) => {
    const { InstanceId } = selectedRow(view)?.place ?? {};
    return InstanceId === undefined ? "No machine is behind this row." : { InstanceId };
  },
};
