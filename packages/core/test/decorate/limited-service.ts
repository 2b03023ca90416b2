import { ServiceError, type Transport } from "../../src/index.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** What a service allows, and how long it takes. */
export interface Limits {
  /** Requests per second, or how many at a given time in milliseconds. */
  readonly rate: number | ((time: number) => number);
  readonly burst: number;
  /** Milliseconds there and back. Default: 0. */
  readonly latency?: number;
  /** Whether to refuse a request whatever the bucket holds. Default: never. */
  readonly refuses?: () => boolean;
}

/** A transport in front of a token bucket, as AWS documents its throttling, and a list of the requests that reached it. */
export interface LimitedService extends Transport {
  readonly arrivals: { readonly at: number; readonly input: unknown; readonly passed: boolean }[];
  /** Takes a token as another client would. Returns whether there was one. */
  readonly take: () => boolean;
}

/** A service that refuses a request when its bucket has no token. A refusal costs no token. */
export const limitedService = (
  { now, sleep }: VirtualTime,
  { rate, burst, latency = 0, refuses = () => false }: Limits,
): LimitedService => {
  const arrivals: LimitedService["arrivals"] = [];
  const rateAt = typeof rate === "number" ? () => rate : rate;
  let tokens = burst;
  let filledAt = 0;
  const take = (): boolean => {
    tokens = Math.min(burst, tokens + ((now() - filledAt) * rateAt(now())) / 1000);
    filledAt = now();
    const passed = tokens >= 1 - 1e-9;
    if (passed) tokens -= 1;
    return passed;
  };
  return {
    name: "limited",
    arrivals,
    take,
    send: async (operation, input) => {
      await sleep(latency / 2);
      const passed = !refuses() && take();
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
