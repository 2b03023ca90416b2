import { TransportError, untilAborted } from "@windowpane/core";
import { throwIfAborted } from "../request/throw-if-aborted.ts";
import { seededRandom } from "../world/random.ts";
import type { DroppedAnswerFault, LatencyFault, ServerErrorFault, ThrottlingFault } from "./fault.ts";
import { hitsOf, type FaultLayer, type FaultTools } from "./layer.ts";

/** Lets through what the bucket holds, and refuses the rest. */
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
      throw request.refuse("ThrottlingException", "Rate exceeded", { retryAfter });
    }
    return next(request);
  };
};

/**
 * Waits before the request goes on.
 *
 * @throws Error when there is no `sleep` to wait with: the mock has no timer of its own.
 */
export const latency = (fault: LatencyFault, { sleep, seed }: FaultTools): FaultLayer => {
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

/** Fails in the place of the service, so that nothing is carried out. */
export const serverError = (fault: ServerErrorFault, { seed }: FaultTools): FaultLayer => {
  const hits = hitsOf(fault, seed);
  const { code = "InternalServerError", status = 500 } = fault;
  return (next) => async (request) => {
    if (hits(request)) throw request.refuse(code, "An error occurred on the server side.", { status });
    return next(request);
  };
};

/** Loses answers of requests that were carried out: the worst context for a write. */
export const droppedAnswer = (fault: DroppedAnswerFault, { seed }: FaultTools): FaultLayer => {
  const hits = hitsOf(fault, seed);
  return (next) => async (request) => {
    const isHit = hits(request);
    const answer = next(request);
    if (!isHit) return answer;
    // A refusal is an answer too, and is lost like any other.
    await answer.catch(() => {});
    throwIfAborted(request.signal);
    throw new TransportError(
      request.operation,
      `The connection was closed before ${request.operation} was answered. It may have been carried out; ask again.`,
    );
  };
};
