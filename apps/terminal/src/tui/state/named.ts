import { findingOf } from "../session/finding.ts";
import type { Reading } from "../session/reading.ts";
import type { State } from "./state.ts";
import type { View } from "./view.ts";

/** The list that names windows, while a screen was entered by a window's id alone and the list may still tell its name. */
export const namesWanted = ({ views, findings }: State): readonly Reading[] => {
  const known = findingOf<"windows">(findings, windows);
  const isOpen = known === undefined || known.phase === "reading" || known.phase === "stopped";
  return isOpen && views.some(isNameless) ? [windows] : [];
};

/** The state with names in the breadcrumb in place of ids, as far as they are known. */
export const named = (state: State): State => {
  if (!state.views.some(isNameless)) return state;
  const items = findingOf<"windows">(state.findings, windows)?.value?.items ?? [];
  const names = new Map(items.map(({ WindowId, Name }) => [WindowId, Name]));
  return {
    ...state,
    views: state.views.map((view): View => {
      const Name = isNameless(view) ? names.get(view.place.WindowId) : undefined;
      return Name === undefined ? view : { ...view, label: Name, place: { ...view.place, Name } };
    }),
  };
};

const windows: Extract<Reading, { of: "windows" }> = { of: "windows" };

const isNameless = ({ label, place }: View): boolean =>
  place.WindowId !== undefined && label === place.WindowId;
