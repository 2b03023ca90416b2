/** The bearer token of this tab. It is kept until the tab is closed, and never in the URL. */

/** A kept token. */
export interface Token {
  readonly read: () => string | undefined;
  /** Keeps a token; undefined forgets it. */
  readonly keep: (token: string | undefined) => void;
}

const key = "windowpane-token";

/** Keeps the token in a storage. Where the browser denies the storage, the token lives as long as the page. */
export const keptToken = (storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem">): Token => {
  let token: string | undefined;
  try {
    token = storage().getItem(key) ?? undefined;
  } catch {
    // Storage is denied.
  }
  return {
    read: () => token,
    keep: (next) => {
      token = next;
      try {
        if (next === undefined) storage().removeItem(key);
        else storage().setItem(key, next);
      } catch {
        // Storage is denied or full.
      }
    },
  };
};
