/** The explorer in React. */
import type { Explorer, State } from "@windowpane/explorer";
import { createContext, useContext, useSyncExternalStore } from "react";

/** What every component may use. */
export interface Page {
  readonly explorer: Explorer;
  /** Link to a place. */
  readonly linkOf: (state: State) => string;
}

/** The page that components are in. */
export const PageContext = createContext<Page | undefined>(undefined);

/** The page, and its state, which draws the component again when it changes. */
export const usePage = (): Page & { readonly state: State } => {
  const page = useContext(PageContext);
  if (page === undefined) throw new RangeError("The component is not in a page.");
  const { explorer } = page;
  return { ...page, state: useSyncExternalStore(explorer.subscribe, explorer.state) };
};
