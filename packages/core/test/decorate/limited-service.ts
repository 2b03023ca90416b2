import { ServiceError, type Transport } from "../../src/index.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** Limits and latency of a service. */
export interface Limits {
  /** Requests per second, or a function of the time in milliseconds. */
  readonly rate: number | ((time: number) => number);
  readonly burst: number;
  /** Round trip time in milliseconds. Default: 0. */
  readonly latency?: number;
  /** Whether to refuse a request independently of the bucket. Default: never. */
  readonly refuses?: () => boolean;
}

/** A transport to a token bucket, as AWS documents its throttling, with a list of its requests. */
export interface LimitedService extends Transport {
  readonly arrivals: { readonly at: number; readonly input: unknown; readonly passed: boolean }[];
  /** Takes a token, like another client. Returns whether there was one. */
  readonly take: () => boolean;
}

/** A service that refuses a request if its bucket has no token. A refusal does not take a token. */
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
