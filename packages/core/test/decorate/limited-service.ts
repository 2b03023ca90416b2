import { ServiceError, type Transport } from "../../src/index.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** What a service allows, and how long it takes. */
export interface Limits {
  readonly rate: number;
  readonly burst: number;
  /** Milliseconds there and back. */
  readonly latency?: number;
}

/** A transport before a bucket of tokens, as AWS documents its throttling, and a list of what reached it. */
export interface LimitedService extends Transport {
  readonly arrivals: { readonly at: number; readonly input: unknown; readonly passed: boolean }[];
}

/** A service that refuses what its bucket has no token for. A refusal costs no token. */
export const limitedService = (
  { now, sleep }: VirtualTime,
  { rate, burst, latency = 0 }: Limits,
): LimitedService => {
  const arrivals: LimitedService["arrivals"] = [];
  let tokens = burst;
  let filledAt = 0;
  return {
    name: "limited",
    arrivals,
    send: async (operation, input) => {
      await sleep(latency / 2);
      tokens = Math.min(burst, tokens + ((now() - filledAt) * rate) / 1000);
      filledAt = now();
      const passed = tokens >= 1 - 1e-9;
      if (passed) tokens -= 1;
      arrivals.push({ at: now(), input, passed });
      await sleep(latency / 2);
      if (!passed) {
        throw new ServiceError(operation, {
          code: "ThrottlingException",
          message: "Rate exceeded",
          status: 400,
        });
      }
      return {};
    },
  };
};
