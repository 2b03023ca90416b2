import type { OperationName, ServiceError, Signal } from "@windowpane/core";
import type { Clock } from "../clock.ts";
import type { Tokens } from "../tokens.ts";

/** A request on its way through the faults to the account. */
export interface Request {
  readonly operation: OperationName;
  readonly input: object;
  readonly signal: Signal | undefined;
  /** The request's NextToken, if it has one. */
  readonly token: string | undefined;
  /** The tokens of this request. */
  readonly tokens: Tokens;
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
export type Answerer = (request: Request) => Promise<object>;

/** Something between a request and its answer. */
export type Layer = (next: Answerer) => Answerer;

/** Waits so many milliseconds. It may end early when the signal aborts; the mock then stops waiting anyway. */
export type Sleep = (ms: number, signal?: Signal) => Promise<void>;

/** What the layers work with. */
export interface Tools {
  readonly clock: Clock;
  readonly sleep: Sleep | undefined;
  /** Different for each fault of a mock. */
  readonly seed: number;
}
