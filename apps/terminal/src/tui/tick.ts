import type { Host } from "../host/host.ts";
import { topView } from "./state/state.ts";
import type { Ui } from "./ui.ts";

/** How often the time on the screen moves on, in milliseconds: seldom, unless something is being followed. */
const slow = 5_000;
const fast = 1_000;

/** Lets time pass on the screen until the signal aborts. */
export const tickWhile = async (
  ui: Ui,
  { now, sleep }: Pick<Host, "now" | "sleep">,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    const view = topView(ui.state());
    await sleep(view.live ? fast : slow, signal);
    if (!signal.aborted) ui.dispatch({ type: "ticked", now: now() });
  }
};
