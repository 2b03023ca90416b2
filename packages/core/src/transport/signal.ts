/** The part of AbortSignal that the core needs. Declared here because the core uses no platform types. Any AbortSignal fits. */
export interface Signal {
  /** Whether it has been aborted. */
  readonly aborted: boolean;
  /** The reason of the abort, with which aborted work rejects. */
  readonly reason: unknown;
  /** Adds a listener for the abort. */
  addEventListener(type: "abort", listener: () => void, options?: { readonly once?: boolean }): void;
  /** Removes a listener. */
  removeEventListener(type: "abort", listener: () => void): void;
}

/**
 * Calls `listener` when the signal aborts, which it must not have done yet. The listeners of a signal share one event listener: many
 * requests wait for the same signal, and Node warns about a leak from the eleventh event listener on.
 *
 * @param listener - must not throw.
 * @returns a function that removes the listener.
 */
export const onAbort = (signal: Signal, listener: () => void): (() => void) => {
  const shared = sharedBy.get(signal) ?? share(signal);
  // Equal functions are different listeners.
  const own = { listener };
  shared.listeners.add(own);
  return () => {
    if (!shared.listeners.delete(own) || shared.listeners.size > 0) return;
    signal.removeEventListener("abort", shared.call);
    sharedBy.delete(signal);
  };
};

interface Shared {
  readonly listeners: Set<{ readonly listener: () => void }>;
  readonly call: () => void;
}

const sharedBy = new WeakMap<Signal, Shared>();

const share = (signal: Signal): Shared => {
  const listeners: Shared["listeners"] = new Set();
  const call = (): void => {
    sharedBy.delete(signal);
    // One listener may remove another.
    for (const own of listeners) {
      listeners.delete(own);
      own.listener();
    }
  };
  const shared = { listeners, call };
  sharedBy.set(signal, shared);
  signal.addEventListener("abort", call, { once: true });
  return shared;
};

/** Resolves or rejects with the work, or rejects with `signal.reason` as soon as the signal aborts. */
export const untilAborted = <Value>(work: Promise<Value>, signal: Signal | undefined): Promise<Value> => {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    const stopListening = signal.aborted ? undefined : onAbort(signal, abort);
    if (signal.aborted) abort();
    // The work's own rejection is handled in any case: Node ends a process with an unhandled one.
    work.then(resolve, reject).finally(stopListening);
  });
};
