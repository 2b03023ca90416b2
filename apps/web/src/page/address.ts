/** Keeps the browser's address and history in step with the open screens. */
import {
  linkOf,
  newView,
  topView,
  type Explorer,
  type ScreenStep,
  type State,
  type View,
} from "@windowpane/explorer";

/** What the address needs of the browser. */
export interface Browser extends Pick<Window, "location" | "history" | "addEventListener"> {
  /** Calls back after a number of milliseconds. Returns the function that cancels it. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

/** Link to a screen that can be opened from the visible one. */
export const linkToStep = (explorer: Explorer, step: ScreenStep): string => {
  const state = explorer.state();
  return linkOf({ ...state, views: [...state.views, newView(step)] }, explorer.screens());
};

/** Link to an open screen, by its index. */
export const linkToView = (explorer: Explorer, index: number): string => {
  const state = explorer.state();
  return linkOf({ ...state, views: state.views.slice(0, index + 1) }, explorer.screens());
};

/** The open screens of an entry of the history. */
type Stack = readonly string[];

/** Delay before a changed filter or selection is written, in milliseconds: browsers limit how often that may happen. */
const delay = 400;

/**
 * Follows the explorer: a screen that is opened is a new entry, a screen that is closed is one step back. Follows the browser: its
 * buttons open and close screens.
 */
export const followAddress = (
  explorer: Explorer,
  { location, history, addEventListener, after }: Browser,
): void => {
  /** What was open at each entry since the page was loaded. */
  const entries: Stack[] = [];
  let at = 0;
  /** Set while the browser's own step is followed. */
  let isFollowing = false;
  /** Set during a step back of the page itself, which the browser completes later. */
  let isGoingBack = false;
  let pending: { readonly link: string; readonly cancel: () => void } | undefined;

  const replace = (link: string): void => {
    pending?.cancel();
    pending = undefined;
    if (location.hash !== link) history.replaceState({ at }, "", link);
  };
  const replaceSoon = (link: string): void => {
    if (pending?.link === link) return;
    pending?.cancel();
    pending = location.hash === link ? undefined : { link, cancel: after(delay, () => replace(link)) };
  };

  const write = (): void => {
    const state = explorer.state();
    // A filter that is being typed is written when it is complete.
    if (isFollowing || isGoingBack || state.prompt !== undefined) return;
    const stack = state.views.map(placeOf);
    const link = explorer.link();
    if (entries.length === 0 || isEqual(stack, entries[at])) {
      entries[at] = stack;
      return replaceSoon(link);
    }
    if (pending !== undefined) replace(pending.link);
    if (isEqual(stack, entries[at - 1])) {
      isGoingBack = true;
      return history.back();
    }
    at += 1;
    entries.splice(at, entries.length, stack);
    history.pushState({ at }, "", link);
  };

  const follow = (): void => {
    pending?.cancel();
    pending = undefined;
    if (isGoingBack) {
      isGoingBack = false;
      at -= 1;
      // The explorer can have changed since.
      return write();
    }
    isFollowing = true;
    const state = explorer.state();
    const now = state.views.map(placeOf);
    const next = indexIn(history.state);
    const wanted = next === undefined ? undefined : entries[next];
    // A link that was clicked or typed into the address bar is an entry without a state.
    at = next ?? at + 1;
    // A link to a screen that is open, as in the breadcrumb, keeps its filter and its selected row.
    const linked = now.findLastIndex((_, index) => linkToView(explorer, index) === location.hash) + 1;
    const kept =
      wanted !== undefined && isEqual(wanted, now.slice(0, wanted.length)) ? wanted.length : linked;
    if (kept === 0) explorer.openLink(location.hash);
    else for (const _ of now.slice(kept)) explorer.dispatch({ type: "screenClosed" });
    if (next === undefined) entries.splice(at);
    entries[at] = explorer.state().views.map(placeOf);
    history.replaceState({ at }, "", explorer.link());
    isFollowing = false;
  };

  history.scrollRestoration = "manual";
  if (location.hash !== "" && location.hash !== explorer.link()) explorer.openLink(location.hash);
  write();
  explorer.subscribe(write);
  addEventListener("popstate", follow);
};

const indexIn = (state: unknown): number | undefined =>
  typeof state === "object" && state !== null && "at" in state && typeof state.at === "number"
    ? state.at
    : undefined;

/** A screen with its item. Names are left out, as they become known later. */
const placeOf = ({ screen, ref: { Name: _, ...ids } }: Pick<View, "screen" | "ref">): string =>
  `${screen} ${Object.values(ids).join(" ")}`;

/** The visible screen with its item. */
export const placeAt = (state: State): string => `${state.views.length} ${placeOf(topView(state))}`;

const isEqual = (one: Stack, other: Stack | undefined): boolean =>
  one.length === other?.length && one.every((place, index) => place === other[index]);
