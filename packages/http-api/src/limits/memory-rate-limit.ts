import { boundedMap } from "@windowpane/core";
import type { RateLimit } from "../options.ts";

interface MemoryRateOptions {
  readonly perMinute: number;
  readonly now: () => Date;
}

/** Callers remembered; the one not heard of the longest goes first. */
const MOST_CALLERS = 10_000;

/**
 * A token bucket for each caller, in the memory of one process: a full minute's requests may come at once, and come back
 * evenly. Several processes each count for themselves.
 */
export const memoryRateLimit = ({ perMinute, now }: MemoryRateOptions): RateLimit => {
  const buckets = boundedMap<string, { readonly tokens: number; readonly at: number }>(MOST_CALLERS);
  const perMillisecond = perMinute / 60_000;
  return async ({ id }) => {
    const at = now().getTime();
    const before = buckets.get(id) ?? { tokens: perMinute, at };
    const elapsed = Math.max(0, at - before.at);
    const tokens = Math.min(perMinute, before.tokens + elapsed * perMillisecond);
    const allowed = tokens >= 1;
    buckets.set(id, { tokens: allowed ? tokens - 1 : tokens, at });
    return allowed ? { allowed } : { allowed, retryAfter: Math.ceil((1 - tokens) / perMillisecond) };
  };
};
