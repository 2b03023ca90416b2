import type { Action } from "../state/action.ts";
import { topView, type State } from "../state/state.ts";

/** Moves the state's clock until the signal aborts: every second in a live view and while something is read, otherwise every 5 seconds. */
export const tickWhile = async (
  explorer: { readonly state: () => State; readonly dispatch: (action: Action) => void },
  {
    now,
    sleep,
  }: {
    readonly now: () => Date;
    readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  },
  signal: AbortSignal,
): Promise<void> => {
  let idle = 0;
  while (!signal.aborted) {
    await sleep(1_000, signal);
    const state = explorer.state();
    const isReading = [...state.findings.values()].some(({ phase }) => phase === "reading");
    idle = topView(state).live || isReading ? 0 : (idle + 1) % 5;
    if (!signal.aborted && idle === 0) explorer.dispatch({ type: "ticked", now: now() });
  }
};
