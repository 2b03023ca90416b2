/** Which readings the visible screen needs, and what they add to the breadcrumb. */
import { findingOf } from "../model/finding.ts";
import { keyOf, type Reading } from "../model/reading.ts";
import type { Screens } from "../model/screen.ts";
import { topView, type State } from "./state.ts";
import type { View } from "./view.ts";

/** What the visible screen needs, its breadcrumb included. */
export const readingsOf = (state: State, screens: Screens): readonly Reading[] => {
  const { screen, ref } = topView(state);
  const own = screens[screen].reads(ref, state.since, state.findings);
  const keys = new Set(own.map(keyOf));
  return [...own, ...namesWanted(state).filter((reading) => !keys.has(keyOf(reading)))];
};

/** The list of windows, while a screen was opened by a window's ID alone and the list may still give its name. */
const namesWanted = ({ views, findings }: State): readonly Reading[] => {
  const known = findingOf<"windows">(findings, windows);
  const isOpen = known === undefined || known.phase === "reading" || known.phase === "stopped";
  return isOpen && views.some(isNameless) ? [windows] : [];
};

/** The state with window names instead of IDs in the breadcrumb, as far as they are known. */
export const named = (state: State): State => {
  if (!state.views.some(isNameless)) return state;
  const items = findingOf<"windows">(state.findings, windows)?.value?.items ?? [];
  const names = new Map(items.map(({ WindowId, Name }) => [WindowId, Name]));
  return {
    ...state,
    views: state.views.map((view): View => {
      const Name = isNameless(view) ? names.get(view.ref.WindowId) : undefined;
      return Name === undefined ? view : { ...view, label: Name, ref: { ...view.ref, Name } };
    }),
  };
};

const windows: Extract<Reading, { of: "windows" }> = { of: "windows" };

const isNameless = ({ label, ref }: View): boolean => ref.WindowId !== undefined && label === ref.WindowId;
