import type { OperationName } from "../operations.ts";
import { isThrottled } from "./throttled.ts";
import type { Signal } from "../signal.ts";
import type { CallOptions } from "../transport.ts";
import { createLane, type Lane } from "./lane.ts";

/** Operations that AWS counts by themselves, and what it allows. */
export interface Quota {
  readonly operations: readonly OperationName[];
  /** Requests a second for all of these together. Default: not known, so it is learned. */
  readonly rate?: number | undefined;
  /** Requests that the service takes at once after a pause. Default: what `rate` gives in a second. */
  readonly burst?: number | undefined;
}

/** What is known of what an account may ask. The core has no clock and no timers, so both are handed in. */
export interface PaceOptions {
  /** A clock in milliseconds; only differences matter. */
  readonly now: () => number;
  /** Waits so many milliseconds. The signal is there for timers that can be cleared. */
  readonly sleep: (milliseconds: number, signal: Signal | undefined) => Promise<void>;
  /** Requests a second, where it is known. Default: full speed until the service refuses, then what it lets through. */
  readonly rate?: number | undefined;
  /** Requests that the service takes at once after a pause. Default: what `rate` gives in a second. */
  readonly burst?: number | undefined;
  /** Operations with quotas of their own, which the others do not share. Default: `automationQuotas`. */
  readonly quotas?: readonly Quota[] | undefined;
  /** Told whenever refusals lowered a rate. Default: nobody is told. */
  readonly onSlower?: ((event: SlowerEvent) => void) | undefined;
}

/** A rate that refusals have lowered. */
export interface SlowerEvent {
  /** The operation that was refused. */
  readonly operation: OperationName;
  /** Requests a second from now on. */
  readonly rate: number;
  /** How many requests wait for their turn. */
  readonly waiting: number;
}

/** The budget of one account and region. Whatever asks them shares it, however many transports and clients there are. */
export interface Pace {
  /**
   * Sends when it is this request's turn, and learns from what comes back.
   *
   * @throws what `send` throws; `signal.reason` when aborted while waiting, and then nothing was sent.
   */
  run<Answer>(operation: OperationName, send: () => Promise<Answer>, options?: CallOptions): Promise<Answer>;
  /** How many requests wait for their turn. */
  readonly waiting: number;
}

/**
 * The only rates that AWS publishes for the family: three requests a second each, for the whole account and region.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ssm.html
 */
export const automationQuotas: readonly Quota[] = [
  { operations: ["GetAutomationExecution"], rate: 3 },
  { operations: ["DescribeAutomationStepExecutions"], rate: 3 },
];

/**
 * A pace for one account and region. Where a rate is known, requests go out as it allows; otherwise at full speed until
 * the service refuses, and then as fast as it lets them through: the rate is cut once for all requests that were under
 * way, not once for each, and grows again while nothing is refused. Whoever waits, waits in one line, so that nobody
 * stampedes; who is aborted leaves it without holding up the others.
 *
 * Which operations share a quota at AWS, and how large it is, is published for Automation only. The others are taken to
 * share one, which is the safe reading: asking too slowly loses nothing.
 *
 * @throws RangeError when a rate or a burst is not above zero.
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
      await lane.turn(callOptions);
      const sent = now();
      try {
        const answer = await send();
        lane.admitted(sent);
        return answer;
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
 * One request less at once than the service takes: those sent apart can arrive together, and a refusal costs more than
 * the one. A rate that is learned has no burst; what the service takes at once is used up when it is found.
 */
const bucketOf = ({ rate = Infinity, burst = rate }: Omit<Quota, "operations">) => {
  if (!(rate > 0) || !(burst > 0)) {
    throw new RangeError(
      `Nothing can be sent at ${rate} requests a second and ${burst} at once. Give both above 0.`,
    );
  }
  return { rate, burst: rate === Infinity ? 1 : Math.max(1, Math.floor(burst) - 1) };
};
