import type { Signal } from "../signal.ts";
import type { CallOptions } from "../transport.ts";
import { learnedRate } from "./learned-rate.ts";

/** What a lane is made of. */
export interface LaneOptions {
  /** Requests a second; Infinity: to be learned. */
  readonly rate: number;
  /** Requests that may be sent at once after a pause. */
  readonly burst: number;
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: Signal | undefined) => Promise<void>;
}

/** Requests that share one quota, one after the other as it allows. */
export interface Lane {
  /** Waits for a turn. Rejects with `signal.reason` when aborted meanwhile, which costs the others nothing. */
  turn(options: CallOptions): Promise<void>;
  /** Takes note of a request that was let through. */
  admitted(sent: number): void;
  /** Takes note of a refusal, and of what the service asked to wait, in milliseconds. Whether the rate was lowered. */
  refused(sent: number, retryAfter?: number): boolean;
  /** Requests a second now; Infinity while nothing was refused. */
  readonly rate: number;
  /** How many wait. */
  readonly waiting: number;
}

/** No wait that a service asks for holds up the others longer, in milliseconds: it is as long as withRetry waits at most. */
const LONGEST_PAUSE = 20_000;

interface Waiter {
  readonly signal: Signal | undefined;
  readonly go: () => void;
  readonly fail: (error: unknown) => void;
}

/** A lane: a bucket of tokens that fills at the rate, and the line of those who wait for one. */
export const createLane = ({ rate: known, burst, now, sleep }: LaneOptions): Lane => {
  const learned = learnedRate(known);
  const urgent: Waiter[] = [];
  const others: Waiter[] = [];
  let tokens = burst;
  let filledAt = now();
  let pausedUntil = -Infinity;
  let serving = false;

  const fill = (until = now()): void => {
    const elapsed = Math.max(0, until - filledAt);
    const perSecond = learned.perSecond(filledAt);
    tokens = perSecond === Infinity ? burst : Math.min(burst, tokens + (elapsed * perSecond) / 1000);
    filledAt += elapsed;
  };

  const take = (): boolean => {
    fill();
    if (filledAt < pausedUntil) return false;
    if (learned.perSecond(filledAt) === Infinity) return true;
    // Times are floating point: a token that is nearly there is there, or its owner would sleep for nothing at all.
    if (tokens < 1 - 1e-9) return false;
    tokens -= 1;
    return true;
  };

  const untilNext = (): number => {
    const untilToken = (Math.max(0, 1 - tokens) * 1000) / learned.perSecond(filledAt);
    return Math.max(1, Math.ceil(Math.max(untilToken, pausedUntil - filledAt)));
  };

  /** One sleeper for all who wait: each gets its turn in order, and nobody wakes only to find the token gone. */
  const serve = async (): Promise<void> => {
    serving = true;
    for (;;) {
      const next = urgent[0] ?? others[0];
      if (next === undefined) break;
      if (take()) {
        remove(next);
        next.go();
        continue;
      }
      const milliseconds = untilNext();
      const wakeAt = filledAt + milliseconds;
      try {
        await sleep(milliseconds, next.signal);
        // Who has slept has slept, also by a clock that stands still; who was woken by an abort has not.
        fill(next.signal?.aborted === true ? now() : Math.max(now(), wakeAt));
      } catch (error) {
        // A sleep that its signal ended says nothing about the others; one that breaks by itself would break for them too.
        if (next.signal?.aborted !== true) failAll(error);
      }
    }
    serving = false;
  };

  const remove = (waiter: Waiter): void => {
    for (const line of [urgent, others]) {
      const place = line.indexOf(waiter);
      if (place >= 0) line.splice(place, 1);
    }
  };

  const failAll = (error: unknown): void => {
    for (const waiter of [...urgent.splice(0), ...others.splice(0)]) waiter.fail(error);
  };

  return {
    get rate() {
      return learned.perSecond(now());
    },
    get waiting() {
      return urgent.length + others.length;
    },
    turn: async ({ signal, urgent: isUrgent = false }) => {
      if (signal?.aborted === true) throw signal.reason;
      if (urgent.length + others.length === 0 && take()) return;
      await new Promise<void>((resolve, reject) => {
        const abort = (): void => {
          remove(waiter);
          reject(signal?.reason);
        };
        const leave = (): void => signal?.removeEventListener("abort", abort);
        const waiter: Waiter = {
          signal,
          go: () => {
            leave();
            resolve();
          },
          fail: (error) => {
            leave();
            reject(error);
          },
        };
        signal?.addEventListener("abort", abort, { once: true });
        (isUrgent ? urgent : others).push(waiter);
        if (!serving) void serve();
      });
    },
    admitted: (sent) => learned.admitted(sent, now()),
    refused: (sent, retryAfter = 0) => {
      fill();
      const before = learned.perSecond(now());
      if (learned.refused(sent, now())) tokens = Math.min(tokens, 0);
      if (retryAfter > 0) pausedUntil = Math.max(pausedUntil, now() + Math.min(retryAfter, LONGEST_PAUSE));
      return learned.perSecond(now()) < before;
    },
  };
};
