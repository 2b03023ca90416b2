/** The part of AbortSignal that the core needs. Declared here because the core uses no platform types. Any AbortSignal fits. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: "abort", listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Resolves or rejects with the work, or rejects with `signal.reason` as soon as the signal aborts. */
export const untilAborted = <Value>(work: Promise<Value>, signal: Signal | undefined): Promise<Value> => {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    // The work's own rejection is handled in any case: Node ends a process with an unhandled one.
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
};
