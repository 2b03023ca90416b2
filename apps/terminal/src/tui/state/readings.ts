import type { Reading } from "../session/reading.ts";
import type { Screens } from "./reduce.ts";
import { topView, type State } from "./state.ts";

/** What the visible screen needs. */
export const readingsOf = (state: State, screens: Screens): readonly Reading[] => {
  const { screen, place } = topView(state);
  return screens[screen].reads(place, state.since, state.findings);
};
