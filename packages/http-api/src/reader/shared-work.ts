import { onAbort } from "@windowpane/core";
import { startDeadline } from "../limits/deadline.ts";
import type { Lease, Places } from "./places.ts";

/** A client that waits for shared work. */
export interface Viewer {
  readonly callerId: string;
  /** Aborts when the client has left, for whatever reason. */
  readonly signal: AbortSignal;
}

/** Work that is done once for all clients that ask for it. */
export interface SharedWork {
  /** Aborts at the time limit, and when all viewers have left. */
  readonly signal: AbortSignal;
  /** Adds a viewer, until its signal aborts or the returned function is called. */
  join(viewer: Viewer): () => void;
  /** Restarts the time limit, when the work has made progress. */
  progress(): void;
  /** Ends the work: frees its place and its timer. */
  end(): void;
}

/** Options of shared work. */
export interface SharedWorkOptions {
  /** Time limit in milliseconds. */
  readonly timeoutMs: number;
  /** How the host names the time limit. */
  readonly limitName: string;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Where the work takes its place. Undefined: it needs none. */
  readonly places: Places | undefined;
}

/**
 * Starts shared work for its first viewer, which still has to join. Its place belongs to this viewer; when that one leaves before
 * the others, it passes to one of them.
 *
 * @throws ProblemError if the viewer's caller has no free place.
 */
export const startSharedWork = (
  first: Viewer,
  { timeoutMs, limitName, sleep, places }: SharedWorkOptions,
): SharedWork => {
  first.signal.throwIfAborted();
  const deadline = startDeadline({ milliseconds: timeoutMs, limitName, sleep });
  let lease: Lease | undefined;
  try {
    lease = places?.take(first.callerId, deadline.signal);
  } catch (error) {
    deadline.stop();
    throw error;
  }
  // In the order of their arrival.
  const viewers = new Set<Viewer>();
  let owner = first;
  let isEnded = false;
  const end = (): void => {
    isEnded = true;
    deadline.stop();
    lease?.release();
  };
  deadline.signal.addEventListener("abort", end, { once: true });

  const leave = (viewer: Viewer): void => {
    if (!viewers.delete(viewer) || isEnded) return;
    const [next] = viewers;
    if (next === undefined) deadline.abort(viewer.signal.reason ?? NO_VIEWERS);
    else if (owner === viewer) {
      owner = next;
      lease?.moveTo(next.callerId);
    }
  };

  return {
    signal: deadline.signal,
    join: (viewer) => {
      viewer.signal.throwIfAborted();
      viewers.add(viewer);
      const stopListening = onAbort(viewer.signal, () => leave(viewer));
      return () => {
        stopListening();
        leave(viewer);
      };
    },
    progress: () => {
      if (!isEnded) deadline.restart();
    },
    end,
  };
};

/** Reason for which work is aborted that nothing waits for. */
const NO_VIEWERS = "no viewers";
