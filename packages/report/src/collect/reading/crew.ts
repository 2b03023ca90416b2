/** Work that goes on side by side and is waited for as one. */
export interface Crew {
  /** Takes work on, where there is any. Nothing of it is kept once it has ended well, however much there is. */
  add(work: Promise<unknown> | undefined): void;
  /** Resolves when everything has ended, and what was added meanwhile; rejects when something has failed. */
  done(): Promise<void>;
}

/** A crew without work. What fails before anybody waits is told by `done`. */
export const createCrew = (): Crew => {
  const open = new Set<Promise<unknown>>();
  return {
    add: (work) => {
      if (work === undefined) return;
      open.add(work);
      // What has failed stays, for whoever waits; until then its failure must not count as nobody's.
      work.then(
        () => open.delete(work),
        () => {},
      );
    },
    done: async () => {
      for (const work of open) await work;
    },
  };
};
