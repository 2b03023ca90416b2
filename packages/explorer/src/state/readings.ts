/** Which readings the visible screen needs, and what they add to the breadcrumb. */
import { findingOf, type Finding } from "../model/finding.ts";
import { keyOf, type Reading } from "../model/reading.ts";
import type { Screens } from "../model/screen.ts";
import { topView, type State } from "./state.ts";
import type { View } from "./view.ts";

/** What the visible screen needs, its breadcrumb included. */
export const readingsOf = (state: State, screens: Screens): readonly Reading[] => {
  const own = readsAt(state, screens, state.views.length - 1);
  const keys = new Set(own.map(keyOf));
  return [...own, ...namesWanted(state).filter((reading) => !keys.has(keyOf(reading)))];
};

/** What completes the rows of the visible screen, if they were read. */
export const addedReadingsOf = (state: State, screens: Screens): readonly Reading[] => {
  const { screen, ref } = topView(state);
  const { reads, adds } = screens[screen];
  const [first] = reads(ref, state.since, state.findings);
  const isRead = first !== undefined && state.findings.get(keyOf(first))?.took !== undefined;
  return (isRead ? adds?.() : undefined) ?? [];
};

/** What was found for each reading of the visible screen; undefined where nothing was read yet. */
export const visibleFindings = (state: State, screens: Screens): readonly (Finding | undefined)[] =>
  readingsOf(state, screens).map((reading) => state.findings.get(keyOf(reading)));

const readsAt = (state: State, screens: Screens, level: number): readonly Reading[] => {
  const view = state.views[level];
  if (view === undefined) return [];
  const { reads, readsBelow = false } = screens[view.screen];
  const own = reads(view.ref, state.since, state.findings);
  return readsBelow ? [...own, ...readsAt(state, screens, level - 1)] : own;
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
