/** Remembers used signatures until they expire. */
import { SKEW } from "./date.ts";

/** A valid signature of a request. */
export interface SignatureUse {
  readonly signature: string;
  /** Time of signing. */
  readonly date: Date;
  readonly now: Date;
  /** Whether the request only reads, so that a client may send it twice within a second. */
  readonly isRead: boolean;
  /** Distinguishes equal requests within one second, which have the same signature. Undefined if that is not possible. */
  readonly attempt: string | undefined;
}

/** Records a use. `too soon`: a second request of the client or a replay, which cannot be distinguished. */
export type ReplayCheck = (use: SignatureUse) => "new" | "too soon" | "used";

/**
 * Creates a memory of limited size. When it is full, it removes the signatures of the oldest second and rejects all signatures up
 * to that second from then on: signatures expire earlier, but none is accepted twice.
 *
 * @param capacity - maximum number of uses, about 150 bytes each.
 */
export const rememberReplays = (capacity: number): ReplayCheck => {
  /** Signatures by the second of their date, with the time of the first use. */
  const seconds = new Map<number, Map<string, number>>();
  let size = 0;
  let floor = Number.NEGATIVE_INFINITY;

  const forget = (second: number): void => {
    size -= seconds.get(second)?.size ?? 0;
    seconds.delete(second);
  };

  const remember = (second: number, use: string, now: number): void => {
    const uses = seconds.get(second) ?? new Map<string, number>();
    seconds.set(second, uses.set(use, now));
    size += 1;
    if (size <= capacity) return;
    floor = Math.min(...seconds.keys());
    forget(floor);
  };

  return ({ signature, date, now: at, isRead, attempt }) => {
    const [second, now] = [date.getTime(), at.getTime()];
    for (const past of seconds.keys()) if (past < now - SKEW - 1000) forget(past);
    if (second <= floor) return "used";

    const first = seconds.get(second)?.get(signature);
    const repeated = attempt === undefined ? undefined : `${signature} ${attempt}`;
    if (first !== undefined) {
      if (!isRead || now - first > GRACE) return "used";
      if (repeated === undefined) return "too soon";
      if (seconds.get(second)?.has(repeated) === true) return "used";
      remember(second, repeated, now);
      return "new";
    }
    remember(second, signature, now);
    if (repeated !== undefined && second > floor) remember(second, repeated, now);
    return "new";
  };
};

/** Milliseconds in which an equal request can be a second request: one second for signing and one for the network. */
const GRACE = 2000;
