import { operationNames, operations, type OperationName } from "../operations/operations.ts";
import { isThrottled } from "../errors/error-meaning.ts";
import type { Signal } from "../transport/signal.ts";
import { requireTransport, type CallOptions, type Transport } from "../transport/transport.ts";
import { createLane, type Lane } from "./lane.ts";

/** A quota and the operations that share it. */
export interface Quota {
  /** The operations that share the quota. */
  readonly operations: readonly OperationName[];
  /** Requests per second for all of these together. Default: unknown, so the rate is learned. */
  readonly rate?: number | undefined;
  /** Number of requests that the service accepts at once after a pause. Default: those of one second at `rate`. */
  readonly burst?: number | undefined;
}

/** Options of `createPace`. The core has no clock and no timers, so both are passed in. */
export interface PaceOptions {
  /** Current time in milliseconds. Only differences matter. */
  readonly now: () => number;
  /** Waits for this many milliseconds. May end early when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: Signal | undefined) => Promise<void>;
  /** Requests per second, if known; never exceeded. Default: no limit until the service refuses, then a learned rate. */
  readonly rate?: number | undefined;
  /** Number of requests that the service accepts at once after a pause. Default: those of one second at `rate`. */
  readonly burst?: number | undefined;
  /** Operations with separate quotas. Default: `automationQuotas`. */
  readonly quotas?: readonly Quota[] | undefined;
  /** Called whenever refusals lower a rate. Default: not called. */
  readonly onSlower?: ((event: SlowerEvent) => void) | undefined;
}

/** A rate that refusals have lowered. */
export interface SlowerEvent {
  /** The operation that was refused. */
  readonly operation: OperationName;
  /** Requests per second from now on. */
  readonly rate: number;
  /** Number of requests that wait to be sent. */
  readonly waiting: number;
}

/** The request rate of one account and region. All transports and clients of that account and region share it. */
export interface Pace {
  /**
   * Calls `send` when the rate allows the request, and learns from the result.
   *
   * @throws errors of `send`, or `signal.reason` if aborted while waiting; nothing was sent then.
   */
  run<Result>(operation: OperationName, send: () => Promise<Result>, options?: CallOptions): Promise<Result>;
  /** Number of requests that wait to be sent. */
  readonly waiting: number;
}

/** Quotas that AWS publishes for an account and region (`requestsPerSecond` of `operations`): those of Automation. */
export const automationQuotas: readonly Quota[] = operationNames.flatMap((operation) => {
  const { requestsPerSecond: rate } = operations[operation];
  return rate === undefined ? [] : [{ operations: [operation], rate }];
});

/**
 * Creates the pace of one account and region. Requests wait in one queue for each quota, urgent ones first. Where the rate
 * is known, it is never exceeded. Otherwise requests are sent without a limit until the service refuses one; from then on
 * the rate follows what the service accepts (see `learned-rate.ts`).
 *
 * Which operations share a quota is only published for Automation. All others are assumed to share one: sending too slowly
 * is safe.
 *
 * @throws RangeError if a rate or a burst is not greater than zero.
 */
export const createPace = (options: PaceOptions): Pace => {
  const { now, sleep, rate, burst, quotas = automationQuotas, onSlower } = options;
  const laneOf = (quota: Omit<Quota, "operations">): Lane => createLane({ ...bucketOf(quota), now, sleep });
  const shared = laneOf({ rate, burst });
  const lanes = new Map<OperationName, Lane>();
  for (const quota of quotas) {
    const own = laneOf(quota);
    for (const operation of quota.operations) lanes.set(operation, own);
  }

  return {
    get waiting() {
      return [shared, ...new Set(lanes.values())].reduce((sum, lane) => sum + lane.waiting, 0);
    },
    run: async (operation, send, callOptions = {}) => {
      const lane = lanes.get(operation) ?? shared;
      const sent = await lane.turn(callOptions);
      try {
        const output = await send();
        lane.accepted(sent);
        return output;
      } catch (error) {
        if (isThrottled(error) && lane.refused(sent, error.retryAfter)) {
          onSlower?.({ operation, rate: lane.rate, waiting: lane.waiting });
        }
        throw error;
      }
    },
  };
};

/**
 * One request fewer at once than the service accepts: requests that are sent apart can arrive together, and a refusal costs
 * more time than the one request. A learned rate has no burst, because the service's burst is used up when it refuses.
 */
const bucketOf = ({ rate = Infinity, burst = rate }: Omit<Quota, "operations">) => {
  if (!(rate > 0) || !(burst > 0)) {
    throw new RangeError(`The rate ${rate} or the burst ${burst} is not valid. Both must be greater than 0.`);
  }
  return { rate, burst: rate === Infinity ? 1 : Math.max(1, Math.floor(burst) - 1) };
};

/**
 * Sends each request when the pace allows it. Put it inside `withRetry`, so that each attempt waits for its own turn and a
 * request does not block others during its backoff: `withRetry(withPace(transport, pace), ...)`.
 *
 * Configure AWS's own client for one attempt (`maxAttempts: 1`). Its retries are not coordinated: each call backs off on its
 * own, all retry at the same time, and with three attempts half of the lists that are read in parallel fail.
 *
 * @param pace - one for each account and region, shared by everything that calls it.
 * @example
 * const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
 * const pace = createPace({ now: Date.now, sleep });
 * const steady = withRetry(withPace(transport, pace), { sleep, random: Math.random, paced: true });
 */
export const withPace = (transport: Transport, pace: Pace): Transport => {
  requireTransport(transport, "withPace");
  return {
    name: transport.name,
    send: (operation, input, options) =>
      pace.run(operation, () => transport.send(operation, input, options), options),
  };
};
