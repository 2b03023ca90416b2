/** The bearer token of this tab. It is kept until the tab is closed, and never in the URL. */

/** A token that the user types once. */
export interface Token {
  readonly read: () => string | undefined;
  /** Keeps a token and ends the waiting for one; undefined forgets it. */
  readonly keep: (token: string | undefined) => void;
  /** Waits for the next token. */
  readonly next: () => Promise<void>;
}

const key = "windowpane-token";

/** Keeps the token in a storage. Where the browser denies the storage, the token lives as long as the page. */
export const createToken = (storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem">): Token => {
  let waiting: (() => void)[] = [];
  let token = permitted(() => storage().getItem(key)) ?? undefined;
  return {
    read: () => token,
    keep: (next) => {
      token = next;
      permitted(() => (next === undefined ? storage().removeItem(key) : storage().setItem(key, next)));
      if (next === undefined) return;
      const waiters = waiting;
      waiting = [];
      for (const resolve of waiters) resolve();
    },
    next: () => new Promise((resolve) => waiting.push(resolve)),
  };
};

const permitted = <Value>(use: () => Value): Value | undefined => {
  try {
    return use();
  } catch {
    // The browser denies storage, or it is full.
    return undefined;
  }
};
