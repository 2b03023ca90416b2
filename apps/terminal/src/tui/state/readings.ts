import { keyOf, type Reading } from "../session/reading.ts";
import { namesWanted } from "./named.ts";
import type { Screens } from "./reduce.ts";
import { topView, type State } from "./state.ts";

/** What the visible screen needs, its breadcrumb included. */
export const readingsOf = (state: State, screens: Screens): readonly Reading[] => {
  const { screen, place } = topView(state);
  const own = screens[screen].reads(place, state.since, state.findings);
  const keys = new Set(own.map(keyOf));
  return [...own, ...namesWanted(state).filter((reading) => !keys.has(keyOf(reading)))];
};
