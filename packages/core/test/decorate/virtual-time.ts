/** Time that passes only when nothing else can happen, so that an hour of waiting takes no time and no chance. */
export interface VirtualTime {
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: unknown) => Promise<void>;
  /** Lets time pass until the work is done. Rejects as it does, or when it waits for what will never come. */
  run<Value>(work: Promise<Value>): Promise<Value>;
}

/** A clock that begins at zero. */
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
        // Everything that can happen at this time happens before the next one.
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
