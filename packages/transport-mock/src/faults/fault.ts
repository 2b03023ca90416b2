/** Faults to inject, as plain data that tests, command lines and files can contain. */
import type { OperationName } from "@windowpane/core";

/** Selects the requests to which a fault applies. Each fault counts separately, from the mock's first request. */
export interface FaultTiming {
  /** Operations to which it can apply, at least one. Default: all that the fault is possible for. */
  readonly operations?: readonly OperationName[] | undefined;
  /** Number of requests before it starts. Default: 0. */
  readonly after?: number | undefined;
  /** Applies to every n-th request after that: with 3 to the third, the sixth and so on. Default: 1. */
  readonly every?: number | undefined;
  /** Maximum number of requests to which it applies, from 1. Default: unlimited. */
  readonly times?: number | undefined;
  /** Probability for each of those requests, above 0 and up to 1, drawn from the mock's seed. Default: 1. */
  readonly probability?: number | undefined;
}

/** Delays responses with the mock's `sleep`. */
export interface LatencyFault extends FaultTiming {
  readonly kind: "latency";
  /** Delay in milliseconds, or a range from which it is drawn with the mock's seed. */
  readonly ms: number | readonly [least: number, most: number];
}

/** A token bucket on the mock's clock. A request that finds it empty fails with `ThrottlingException`, "Rate exceeded". */
export interface ThrottlingFault extends FaultTiming {
  readonly kind: "throttling";
  /** Refill rate in requests per second. 0: the bucket never refills. Above 0, the mock needs a clock that moves. */
  readonly rate: number;
  /** Capacity in requests; the bucket is full at first. Above 0 with a rate; with 0 every request is rejected. */
  readonly burst: number;
  /** `retryAfter` of the error, in milliseconds. Default: none, as in the service. */
  readonly retryAfter?: number | undefined;
}

/** A service error. The request is not carried out. */
export interface ServerErrorFault extends FaultTiming {
  readonly kind: "server-error";
  /** Default: `InternalServerError`. */
  readonly code?: string | undefined;
  /** Default: 500. */
  readonly status?: number | undefined;
}

/** Carries out the request and drops its response, which is a TransportError. */
export interface DroppedResponseFault extends FaultTiming {
  readonly kind: "dropped-response";
}

/** Denies the operation to the caller's role: an `AccessDeniedException` with AWS's text. */
export interface AccessDeniedFault extends FaultTiming {
  readonly kind: "access-denied";
  /**
   * Instance IDs without permission. Only requests with one of them are counted and rejected; a batch is rejected as a
   * whole. Default: the operation is denied for all machines.
   */
  readonly machines?: readonly string[] | undefined;
}

/** Returns an empty page with a token that leads to the requested page. Counts requests for lists. */
export interface EmptyPageFault extends FaultTiming {
  readonly kind: "empty-page";
}

/** Adds a token to the last page, which leads to an empty page. Counts last pages with items. */
export interface TrailingEmptyPageFault extends FaultTiming {
  readonly kind: "trailing-empty-page";
}

/** Returns the token of the request, so that the list never ends. Counts requests with a token. */
export interface RepeatedTokenFault extends FaultTiming {
  readonly kind: "repeated-token";
}

/** Rejects a token as expired. Counts requests with a token. */
export interface ExpiredTokenFault extends FaultTiming {
  readonly kind: "expired-token";
}

/** A fault to inject. */
export type MockFault =
  | LatencyFault
  | ThrottlingFault
  | ServerErrorFault
  | DroppedResponseFault
  | AccessDeniedFault
  | EmptyPageFault
  | TrailingEmptyPageFault
  | RepeatedTokenFault
  | ExpiredTokenFault;
