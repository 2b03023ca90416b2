/** The explorer in React. */
import type { Explorer, State } from "@windowpane/explorer";
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Access, Status } from "../page/status.ts";
import type { Token } from "../page/token.ts";

/** What every component may use. */
export interface Page {
  readonly explorer: Explorer;
  readonly status: Status;
  readonly token: Token;
}

/** The page that components are in. */
export const PageContext = createContext<Page | undefined>(undefined);

/** The page, and its state, which draws the component again when it changes. */
export const usePage = (): Page & { readonly state: State; readonly access: Access } => {
  const page = useContext(PageContext);
  if (page === undefined) throw new RangeError("The component is not in a page.");
  const { explorer, status } = page;
  return {
    ...page,
    state: useSyncExternalStore(explorer.subscribe, explorer.state),
    access: useSyncExternalStore(status.subscribe, status.access),
  };
};
