/** Virtual time, which advances only if all work waits, so that tests are fast and deterministic. */
export interface VirtualTime {
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: unknown) => Promise<void>;
  /** Advances the time until the work is done. Rejects if the work rejects, or if it would wait indefinitely. */
  run<Value>(work: Promise<Value>): Promise<Value>;
}

/** A clock that starts at zero. */
export const virtualTime = (): VirtualTime => {
  const timers: { readonly at: number; readonly ring: () => void }[] = [];
  let now = 0;
  return {
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((ring) => {
        timers.push({ at: now + milliseconds, ring });
      }),
    run: async (work) => {
      const state = { over: false };
      const end = (): void => {
        state.over = true;
      };
      work.then(end, end);
      for (;;) {
        // All work of this time runs before the time advances.
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
        if (state.over) return work;
        timers.sort((one, other) => one.at - other.at);
        const next = timers.shift();
        if (next === undefined) throw new Error("Everything waits, and nothing will come.");
        now = Math.max(now, next.at);
        next.ring();
      }
    },
  };
};
