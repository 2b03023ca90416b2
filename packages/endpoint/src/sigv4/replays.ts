/** Signatures that were used already, for as long as they could be used again. */
import { SKEW } from "./date.ts";

/** A right signature that has come in. */
export interface Use {
  readonly signature: string;
  /** When it was signed. */
  readonly date: Date;
  readonly now: Date;
  /** Whether it only reads, so that a client may well ask for the same twice in a second. */
  readonly isRead: boolean;
  /** What tells two equal requests of one second apart, which have the same signature; undefined: nothing does. */
  readonly attempt: string | undefined;
}

/** Records a use. `too soon` may be an honest client's second request or a replay: nothing tells them apart. */
export type Replays = (use: Use) => "new" | "too soon" | "used";

/**
 * A memory of a fixed size. When it is full, the oldest second of signatures is forgotten and everything signed in it or
 * before is refused from then on: the time that a signature lives gets shorter, but none is good twice.
 *
 * @param capacity - the most uses remembered, about 150 bytes each.
 */
export const rememberReplays = (capacity: number): Replays => {
  /** By the second of their date: each signature, and when it was first seen. */
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

/** Milliseconds in which an equal request may be another one: both were signed within one second, plus one for the network. */
const GRACE = 2000;
