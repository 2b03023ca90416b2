import type { OperationName, ServiceError, Signal } from "@windowpane/core";
import type { RequestTokens } from "../request/tokens.ts";
import type { Clock } from "../world/clock.ts";
import { seededRandom } from "../world/random.ts";
import type { FaultTiming } from "./fault.ts";

/** A request that passes the fault layers on its way to the account. */
export interface MockRequest {
  readonly operation: OperationName;
  readonly input: object;
  readonly signal: Signal | undefined;
  /** The request's NextToken, if it has one. */
  readonly token: string | undefined;
  /** The tokens of this request. */
  readonly tokens: RequestTokens;
  /** Creates the error of a rejected request. Default status: 400. */
  serviceError(
    code: string,
    message?: string,
    more?: { readonly status?: number; readonly retryAfter?: number | undefined },
  ): ServiceError;
  /** Carries out the request. */
  perform(): object;
}

/** Responds to a request, or rejects as a transport does. */
export type FaultHandler = (request: MockRequest) => Promise<object>;

/** Wraps the handling of requests. */
export type FaultLayer = (next: FaultHandler) => FaultHandler;

/** Waits for a number of milliseconds. It may end early when the signal aborts; the mock stops waiting in any case. */
export type Sleep = (ms: number, signal?: Signal) => Promise<void>;

/** Dependencies of the fault layers. */
export interface FaultTools {
  readonly clock: Clock;
  readonly sleep: Sleep | undefined;
  /** Different for each fault of a mock. */
  readonly seed: number;
}

/** Creates a test that counts the requests of a fault and decides for each whether the fault applies. */
export const hitsOf = (
  { operations, after = 0, every = 1, times = Infinity, probability = 1 }: FaultTiming,
  seed: number,
): ((request: MockRequest) => boolean) => {
  const random = seededRandom(seed);
  let count = 0;
  let hits = 0;
  return ({ operation }) => {
    if (operations !== undefined && !operations.includes(operation)) return false;
    count += 1;
    const isDue = count > after && (count - after) % every === 0 && hits < times;
    // Draws a number only when due, so that earlier requests do not change the sequence.
    if (!isDue || (probability < 1 && random() >= probability)) return false;
    hits += 1;
    return true;
  };
};
