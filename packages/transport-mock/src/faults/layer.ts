import type { OperationName, ServiceError, Signal } from "@windowpane/core";
import type { RequestTokens } from "../request/tokens.ts";
import type { Clock } from "../world/clock.ts";
import { seededRandom } from "../world/random.ts";
import type { FaultTiming } from "./fault.ts";

/** A request on its way through the faults to the account. */
export interface MockRequest {
  readonly operation: OperationName;
  readonly input: object;
  readonly signal: Signal | undefined;
  /** The request's NextToken, if it has one. */
  readonly token: string | undefined;
  /** The tokens of this request. */
  readonly tokens: RequestTokens;
  /** The error to throw when the answer is no. Default status: 400. */
  refuse(
    code: string,
    message?: string,
    more?: { readonly status?: number; readonly retryAfter?: number | undefined },
  ): ServiceError;
  /** Carries it out. */
  perform(): object;
}

/** Answers a request, or rejects as a transport does. */
export type RequestHandler = (request: MockRequest) => Promise<object>;

/** Something between a request and its answer. */
export type FaultLayer = (next: RequestHandler) => RequestHandler;

/** Waits so many milliseconds. It may end early when the signal aborts; the mock then stops waiting anyway. */
export type Sleep = (ms: number, signal?: Signal) => Promise<void>;

/** What the layers work with. */
export interface FaultTools {
  readonly clock: Clock;
  readonly sleep: Sleep | undefined;
  /** Different for each fault of a mock. */
  readonly seed: number;
}

/** Counts the requests that a fault could hit, and says of each whether it does. */
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
    // Drawn only when due, so that requests before the start do not move the row of numbers.
    if (!isDue || (probability < 1 && random() >= probability)) return false;
    hits += 1;
    return true;
  };
};
