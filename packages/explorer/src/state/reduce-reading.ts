/** Applies what is read, the time and the size of the viewport to the state. */
import type { ReadingAction } from "./action.ts";
import { named } from "./readings.ts";
import { labelled, refreshed, scrolled, type ReduceOptions } from "./refresh.ts";
import { day, waited, type State } from "./state.ts";

/** Applies an action that no user makes. Pure, as all of the reducer. */
export const reduceReading = (state: State, action: ReadingAction, using: ReduceOptions): State => {
  switch (action.type) {
    case "resized":
      return scrolled({ ...state, size: action.size }, using);
    case "ticked":
      return ticked(state, action.now, using);
    case "readingChanged":
      return refreshed(
        labelled(
          named({
            ...state,
            now: action.now,
            findings: new Map(state.findings).set(action.key, action.finding),
          }),
          using,
        ),
        using,
      );
    case "waited":
      return waited(state, action);
    case "readingForgotten": {
      const findings = new Map(state.findings);
      findings.delete(action.key);
      return { ...state, findings };
    }
    case "connectionChanged":
      return { ...state, connection: { ...state.connection, ...action.connection } };
    case "noticeShown":
      return { ...state, notice: action.notice };
  }
};

/** Moves the start of the last day forward once an hour, so that failures stay those of the last 24 hours. */
const ticked = (state: State, now: Date, using: ReduceOptions): State => {
  const isOld = now.getTime() - state.since.getTime() > day + day / 24;
  if (!isOld || state.isSinceFixed === true) return { ...state, now };
  return refreshed({ ...state, now, since: new Date(now.getTime() - day) }, using);
};
