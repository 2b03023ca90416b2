import type { ThrottlingFault } from "./fault.ts";
import { hitsOf } from "./hits.ts";
import type { Layer, Tools } from "./layer.ts";

/** Lets through what the bucket holds, and refuses the rest. */
export const throttling = (fault: ThrottlingFault, { clock, seed }: Tools): Layer => {
  const hits = hitsOf(fault, seed);
  const { rate, burst, retryAfter } = fault;
  let tokens = burst;
  let filled = clock.now().getTime();
  const take = (): boolean => {
    const now = clock.now().getTime();
    tokens = Math.min(burst, tokens + (Math.max(0, now - filled) * rate) / 1000);
    filled = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
  return (next) => async (request) => {
    if (hits(request) && !take()) {
      throw request.refuse("ThrottlingException", "Rate exceeded", { retryAfter });
    }
    return next(request);
  };
};
