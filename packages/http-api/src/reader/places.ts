import { ProblemError } from "../problem/problem-error.ts";

/**
 * Counts the scans that run for each caller. A place is for work, not for clients: callers that wait for the same report, or
 * follow the same execution, share the place of the caller that came first, and a response from memory needs none.
 */
export interface Places {
  /**
   * Takes a place until the lease is released or the signal aborts, which it does at a deadline and when a client disconnects.
   *
   * @throws ProblemError if the caller has no free place; the signal's reason if it is aborted.
   */
  take(callerId: string, signal: AbortSignal): Lease;
}

/** A place that is taken. */
export interface Lease {
  /** Gives the place back. Does nothing after the first call. */
  release(): void;
  /** Passes the place on to another caller, who may then have more than the limit. */
  moveTo(callerId: string): void;
}

/**
 * Allows each caller a number of concurrent scans.
 *
 * @param limitName - how the host names the limit.
 */
export const createPlaces = (perCaller: number, limitName: string): Places => {
  const taken = new Map<string, number>();
  const change = (callerId: string, by: number): void => {
    const count = (taken.get(callerId) ?? 0) + by;
    if (count === 0) taken.delete(callerId);
    else taken.set(callerId, count);
  };
  return {
    take: (callerId, signal) => {
      signal.throwIfAborted();
      const count = taken.get(callerId) ?? 0;
      if (count >= perCaller) {
        throw new ProblemError("too-many-scans", {
          detail: `${count} scans are running, which is the limit per caller (${limitName}). Wait for one to finish.`,
          headers: { "retry-after": "5" },
        });
      }
      let owner: string | undefined = callerId;
      const release = (): void => {
        if (owner !== undefined) change(owner, -1);
        owner = undefined;
        signal.removeEventListener("abort", release);
      };
      change(callerId, 1);
      signal.addEventListener("abort", release, { once: true });
      return {
        release,
        moveTo: (next) => {
          if (owner === undefined) return;
          change(owner, -1);
          change(next, 1);
          owner = next;
        },
      };
    },
  };
};
