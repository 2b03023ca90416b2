import { ProblemError } from "../problem/problem-error.ts";

/** Counts the walks of each caller. */
export interface Walks {
  /** Takes a place, and returns what frees it. Throws a ProblemError when the caller has no place left. */
  begin(callerId: string): () => void;
}

/** At most so many walks at once for a caller. */
export const createWalks = (perCaller: number): Walks => {
  const underWay = new Map<string, number>();
  return {
    begin: (callerId) => {
      const count = underWay.get(callerId) ?? 0;
      if (count >= perCaller) {
        throw new ProblemError("too-many-walks", {
          detail: `${count} of your walks are under way, which is the most there may be. Wait for one to end.`,
          headers: { "retry-after": "5" },
        });
      }
      underWay.set(callerId, count + 1);
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        const left = (underWay.get(callerId) ?? 1) - 1;
        if (left === 0) underWay.delete(callerId);
        else underWay.set(callerId, left);
      };
    },
  };
};
