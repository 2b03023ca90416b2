/** Turns a reading that goes on by itself into a stream of what is known. */
export interface StreamOptions<Snapshot> {
  /** Reads everything; calls `changed` whenever more is known. */
  readonly read: (changed: () => void) => Promise<void>;
  /** What is known now. */
  readonly snapshot: () => Snapshot;
  /** How many changes are worth a new snapshot. */
  readonly worthwhile: () => number;
  /** Stops the reading, when the caller leaves early. */
  readonly stop: () => void;
}

/**
 * Snapshots of a reading, the last one when it has ended. Whoever asks late gets the newest: what changed in between is
 * one snapshot, so a slow reader never falls behind and a fast one does not pay for a snapshot per answer. Reading starts
 * with the first `next()`.
 */
export async function* streamSnapshots<Snapshot extends { readonly done: boolean }>({
  read,
  snapshot,
  worthwhile,
  stop,
}: StreamOptions<Snapshot>): AsyncGenerator<Snapshot, void, undefined> {
  const state: { changes: number; ended: boolean; failure?: { readonly error: unknown } } = {
    changes: 0,
    ended: false,
  };
  let wake = (): void => {};
  const run = async (): Promise<void> => {
    try {
      await read(() => {
        state.changes += 1;
        wake();
      });
    } catch (error) {
      state.failure = { error };
    }
    state.ended = true;
    wake();
  };
  const news = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });

  try {
    const running = run();
    for (;;) {
      while (!state.ended && state.changes < worthwhile()) await news();
      if (state.ended) break;
      state.changes = 0;
      const known = snapshot();
      // The reading has everything, but has not returned yet: what it has is the last snapshot, not the last but one.
      if (known.done) break;
      yield known;
    }
    await running;
    if (state.failure !== undefined) throw state.failure.error;
    yield snapshot();
  } finally {
    stop();
  }
}
