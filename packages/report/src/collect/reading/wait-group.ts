/** Concurrent work that is awaited as a whole. */
export interface WaitGroup {
  /** Adds work; undefined adds nothing. Work that succeeded is not retained. */
  add(work: Promise<unknown> | undefined): void;
  /** Resolves when all work has ended, including work added while waiting. Rejects with the first failure. */
  wait(): Promise<void>;
}

/** Creates an empty group. `wait` also reports work that failed before it was called. */
export const createWaitGroup = (): WaitGroup => {
  const open = new Set<Promise<unknown>>();
  return {
    add: (work) => {
      if (work === undefined) return;
      open.add(work);
      // Failed work stays for `wait`; the handler keeps it from being an unhandled rejection until then.
      work.then(
        () => open.delete(work),
        () => {},
      );
    },
    wait: async () => {
      for (const work of open) await work;
    },
  };
};
