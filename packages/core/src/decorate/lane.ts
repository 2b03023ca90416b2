import { onAbort, type Signal } from "../transport/signal.ts";
import type { CallOptions } from "../transport/transport.ts";
import { learnedRate } from "./learned-rate.ts";

/** Options of `createLane`. */
export interface LaneOptions {
  /** Requests per second. Infinity: unknown, so the rate is learned. */
  readonly rate: number;
  /** Number of requests that may be sent at once after a pause. */
  readonly burst: number;
  /** Current time in milliseconds. The clock may stop or jump. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: Signal | undefined) => Promise<void>;
}

/** A queue of requests that share one quota. */
export interface Lane {
  /** Waits until the request may be sent, and returns that time. Rejects with `signal.reason` when aborted while waiting. */
  turn(options: CallOptions): Promise<number>;
  /** Records that the service accepted a request. */
  accepted(sent: number): void;
  /** Records a refused request and the requested delay in milliseconds. Returns whether the rate was lowered. */
  refused(sent: number, retryAfter?: number): boolean;
  /** Current rate in requests per second. Infinity while nothing was refused and no rate is known. */
  readonly rate: number;
  /** Number of waiting requests. */
  readonly waiting: number;
}

/** Longest delay of a service that pauses the whole lane, in milliseconds: the maximum delay of `withRetry`. */
const LONGEST_PAUSE = 20_000;

/** Minimum time between two pauses while requests are accepted, as a multiple of a pause: pauses take at most a tenth of the time. */
const PAUSES_APART = 9;

interface Waiter {
  readonly signal: Signal | undefined;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Creates a lane: a token bucket that fills at the learned rate, and a queue of requests that wait for a token. */
export const createLane = ({ rate: known, burst, now, sleep }: LaneOptions): Lane => {
  const learned = learnedRate(known);
  const urgent: Waiter[] = [];
  const others: Waiter[] = [];
  let tokens = burst;
  let filledAt = now();
  let pausedUntil = -Infinity;
  let hasAccepted = true;
  let isServing = false;

  /** Never goes back. While the clock stops or is behind, completed sleeps count as time. */
  const time = (): number => Math.max(filledAt, now());

  const fill = (until = time()): void => {
    const perSecond = learned.perSecond(filledAt);
    tokens =
      perSecond === Infinity ? burst : Math.min(burst, tokens + ((until - filledAt) * perSecond) / 1000);
    filledAt = until;
  };

  /**
   * Pauses the lane as the service requests: once for requests in flight at the same time, and immediately again only if nothing
   * was accepted since. Otherwise the delays of a hundred refusals would add up, although the rate already follows the refusals.
   */
  const pause = (sent: number, at: number, milliseconds: number): void => {
    const isAgain = hasAccepted && at < pausedUntil + milliseconds * PAUSES_APART;
    if (milliseconds === 0 || sent < pausedUntil || isAgain) return;
    pausedUntil = at + milliseconds;
    hasAccepted = false;
    learned.paused(pausedUntil);
  };

  const take = (): boolean => {
    fill();
    if (filledAt < pausedUntil) return false;
    if (learned.perSecond(filledAt) === Infinity) return true;
    // Rounding of floating point numbers must not lead to a sleep of zero milliseconds.
    if (tokens < 1 - 1e-9) return false;
    tokens -= 1;
    return true;
  };

  const untilNext = (): number => {
    const untilToken = (Math.max(0, 1 - tokens) * 1000) / learned.perSecond(filledAt);
    return Math.max(1, Math.ceil(Math.max(untilToken, pausedUntil - filledAt)));
  };

  /** One timer for all waiting requests. With a timer each, many would wake up for one token. */
  const serve = async (): Promise<void> => {
    isServing = true;
    for (;;) {
      const next = urgent[0] ?? others[0];
      if (next === undefined) break;
      if (take()) {
        remove(next);
        next.resolve();
        continue;
      }
      const milliseconds = untilNext();
      const wakeAt = filledAt + milliseconds;
      try {
        await sleep(milliseconds, next.signal);
        // A completed sleep counts as elapsed time even if the clock stops. A sleep ended by an abort does not.
        fill(next.signal?.aborted === true ? time() : Math.max(time(), wakeAt));
      } catch (error) {
        // A sleep that rejects on abort concerns one request. Any other error means that the timer does not work.
        if (next.signal?.aborted !== true) rejectAll(error);
      }
    }
    isServing = false;
  };

  const remove = (waiter: Waiter): void => {
    for (const queue of [urgent, others]) {
      const index = queue.indexOf(waiter);
      if (index >= 0) queue.splice(index, 1);
    }
  };

  const rejectAll = (error: unknown): void => {
    for (const waiter of [...urgent.splice(0), ...others.splice(0)]) waiter.reject(error);
  };

  const wait = (signal: Signal | undefined, queue: Waiter[]): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      const abort = (): void => {
        remove(waiter);
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        signal,
        resolve: () => {
          stopListening?.();
          resolve();
        },
        reject: (error) => {
          stopListening?.();
          reject(error);
        },
      };
      const stopListening = signal === undefined ? undefined : onAbort(signal, abort);
      queue.push(waiter);
      if (!isServing) void serve();
    });

  return {
    get rate() {
      return learned.perSecond(time());
    },
    get waiting() {
      return urgent.length + others.length;
    },
    turn: async ({ signal, urgent: isUrgent = false }) => {
      if (signal?.aborted === true) throw signal.reason;
      const isFree = urgent.length + others.length === 0 && take();
      if (!isFree) await wait(signal, isUrgent ? urgent : others);
      return time();
    },
    accepted: (sent) => {
      if (sent >= pausedUntil) hasAccepted = true;
      learned.accepted(sent, time());
    },
    refused: (sent, retryAfter = 0) => {
      fill();
      const at = time();
      const before = learned.perSecond(at);
      // The service's bucket is empty, so ours must not contain tokens either.
      if (learned.refused(sent, at)) tokens = Math.min(tokens, 0);
      pause(sent, at, Math.min(retryAfter, LONGEST_PAUSE));
      return learned.perSecond(at) < before;
    },
  };
};
