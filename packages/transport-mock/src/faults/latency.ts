import { untilAborted } from "@windowpane/core";
import { seededRandom } from "../random.ts";
import type { LatencyFault } from "./fault.ts";
import { hitsOf } from "./hits.ts";
import type { Layer, Tools } from "./layer.ts";

/**
 * Waits before the request goes on.
 *
 * @throws Error when there is no `sleep` to wait with: the mock has no timer of its own.
 */
export const latency = (fault: LatencyFault, { sleep, seed }: Tools): Layer => {
  if (sleep === undefined) {
    throw new Error(
      "A latency fault needs the option `sleep`. Give a function that waits, such as a manualClock's own.",
    );
  }
  const hits = hitsOf(fault, seed);
  const random = seededRandom(seed + 1);
  const [least, most] = typeof fault.ms === "number" ? [fault.ms, fault.ms] : fault.ms;
  return (next) => async (request) => {
    if (hits(request)) {
      const ms = Math.round(least + random() * (most - least));
      await untilAborted(sleep(ms, request.signal), request.signal);
    }
    return next(request);
  };
};
