/** Why the page may not reach the API: a sign-in, an expired session or a lost connection. */

/** State of the access to the API. */
export interface Access {
  /** A token is needed. `isWrong`: the API did not accept the one that was sent. */
  readonly signIn?: { readonly isWrong: boolean } | undefined;
  /** The session of the sign-in page in front of the API has expired. */
  readonly isExpired: boolean;
  /** When the next attempt starts, while no response arrives. */
  readonly retryAt?: Date | undefined;
  /** Delay before that attempt, in milliseconds. */
  readonly retryDelay?: number | undefined;
}

/** A value that components can follow. */
export interface Status {
  readonly access: () => Access;
  readonly change: (to: Partial<Access>) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Creates the state of the access: nothing is in the way. */
export const createStatus = (): Status => {
  const listeners = new Set<() => void>();
  let access: Access = { isExpired: false };
  return {
    access: () => access,
    change: (to) => {
      access = { ...access, ...to };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
