import { TransportError, untilAborted } from "@windowpane/core";
import { throwIfAborted } from "../request/throw-if-aborted.ts";
import { seededRandom } from "../world/random.ts";
import type { DroppedResponseFault, LatencyFault, ServerErrorFault, ThrottlingFault } from "./fault.ts";
import { hitsOf, type FaultLayer, type FaultTools } from "./layer.ts";

/** Rejects requests that find the token bucket empty. */
export const throttling = (fault: ThrottlingFault, { clock, seed }: FaultTools): FaultLayer => {
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
      throw request.serviceError("ThrottlingException", "Rate exceeded", { retryAfter });
    }
    return next(request);
  };
};

/**
 * Delays requests.
 *
 * @throws Error without `sleep`, because the mock has no timer.
 */
export const latency = (fault: LatencyFault, { sleep, seed }: FaultTools): FaultLayer => {
  if (sleep === undefined) {
    throw new Error(
      "A latency fault requires the option `sleep`. Pass a function that waits, such as the `sleep` of a manualClock.",
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

/** Rejects requests with a service error before they are carried out. */
export const serverError = (fault: ServerErrorFault, { seed }: FaultTools): FaultLayer => {
  const hits = hitsOf(fault, seed);
  const { code = "InternalServerError", status = 500 } = fault;
  return (next) => async (request) => {
    if (hits(request)) throw request.serviceError(code, "An error occurred on the server side.", { status });
    return next(request);
  };
};

/** Carries out requests and drops their responses. */
export const droppedResponse = (fault: DroppedResponseFault, { seed }: FaultTools): FaultLayer => {
  const hits = hitsOf(fault, seed);
  return (next) => async (request) => {
    const isHit = hits(request);
    const response = next(request);
    if (!isHit) return response;
    // An error response is lost, too.
    await response.catch(() => {});
    throwIfAborted(request.signal);
    throw new TransportError(
      request.operation,
      `The connection was closed before the response to ${request.operation} arrived. The operation may have been carried out; try again.`,
    );
  };
};
