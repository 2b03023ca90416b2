/** Keeps the browser's address and history in step with the open screens. */
import type { Explorer, State } from "@windowpane/explorer";
import { linkOf, linkTo, readLink } from "./link.ts";

/** The open screens of an entry of the history, each as its link. */
type Stack = readonly string[];

/**
 * Follows the explorer: a screen that is opened is a new entry, a screen that is closed is one step back. Follows the browser: its
 * buttons open and close screens.
 */
export const followAddress = (
  explorer: Explorer,
  { location, history, addEventListener }: Pick<Window, "location" | "history" | "addEventListener">,
): void => {
  /** What was open at each entry since the page was loaded. */
  const entries: Stack[] = [];
  let at = 0;
  /** Set while the browser's own step is followed. */
  let isFollowing = false;
  /** Set during a step back of the page itself, which the browser completes later. */
  let isGoingBack = false;

  const open = (link: string): void => {
    const steps = readLink(link);
    if (steps !== undefined) explorer.dispatch({ type: "itemOpened", steps });
  };

  const write = (): void => {
    const state = explorer.state();
    // A filter that is being typed is written when it is complete.
    if (isFollowing || isGoingBack || state.prompt !== undefined) return;
    const stack = stackOf(state);
    const link = linkOf(state);
    const isSame = isEqual(stack, entries[at] ?? []);
    if (isSame && location.hash === link) return;
    if (isSame || entries.length === 0) {
      entries[at] = stack;
      history.replaceState({ at }, "", link);
    } else if (isEqual(stack, entries[at - 1] ?? [])) {
      isGoingBack = true;
      history.back();
    } else {
      at += 1;
      entries.splice(at, entries.length, stack);
      history.pushState({ at }, "", link);
    }
  };

  const follow = (): void => {
    if (isGoingBack) {
      isGoingBack = false;
      at -= 1;
      // The explorer can have changed since.
      return write();
    }
    isFollowing = true;
    const state: unknown = history.state;
    const known = typeof state === "object" && state !== null && "at" in state ? state.at : undefined;
    const next = typeof known === "number" ? known : undefined;
    const wanted = next === undefined ? undefined : entries[next];
    const now = stackOf(explorer.state());
    // A link that was typed into the address bar is an entry without a state.
    at = next ?? at + 1;
    // A link to a screen that is open, as in the breadcrumb, keeps its filter and its selected row.
    const linked = now.lastIndexOf(location.hash) + 1;
    const kept =
      wanted !== undefined && isEqual(wanted, now.slice(0, wanted.length)) ? wanted.length : linked;
    if (kept === 0) open(location.hash);
    else for (const _ of now.slice(kept)) explorer.dispatch({ type: "screenClosed" });
    entries[at] = stackOf(explorer.state());
    history.replaceState({ at }, "", linkOf(explorer.state()));
    isFollowing = false;
  };

  history.scrollRestoration = "manual";
  if (location.hash !== "") open(location.hash);
  write();
  explorer.subscribe(write);
  addEventListener("popstate", follow);
};

const stackOf = ({ views }: State): Stack => views.map(linkTo);

const isEqual = (one: Stack, other: Stack): boolean =>
  one.length === other.length && one.every((link, index) => link === other[index]);
