import { ProblemError } from "../problem/problem-error.ts";

/** Counts the concurrent scans of each caller. */
export interface ScanSlots {
  /**
   * Takes a slot, and returns the function that frees it.
   *
   * @throws ProblemError if the caller has no free slot.
   */
  take(callerId: string): () => void;
}

/**
 * Allows each caller a number of concurrent scans.
 *
 * @param limitName - how the host names the limit.
 */
export const createScanSlots = (perCaller: number, limitName: string): ScanSlots => {
  const running = new Map<string, number>();
  return {
    take: (callerId) => {
      const count = running.get(callerId) ?? 0;
      if (count >= perCaller) {
        throw new ProblemError("too-many-scans", {
          detail: `${count} scans are running, which is the limit per caller (${limitName}). Wait for one to finish.`,
          headers: { "retry-after": "5" },
        });
      }
      running.set(callerId, count + 1);
      let freed = false;
      return () => {
        if (freed) return;
        freed = true;
        const left = (running.get(callerId) ?? 1) - 1;
        if (left === 0) running.delete(callerId);
        else running.set(callerId, left);
      };
    },
  };
};
