/** What can go wrong on demand, as plain data: a test, a command line or a file can state it. */
import type { OperationName } from "@windowpane/core";

/** Which requests a fault hits. Each fault counts for itself, from the first request that the mock is sent. */
export interface FaultTiming {
  /** The operations it can hit. Default: all that the fault makes sense for. */
  readonly operations?: readonly OperationName[] | undefined;
  /** How many requests go by before it starts. Default: 0. */
  readonly after?: number | undefined;
  /** It hits every n-th request from there on: with 3 the third, the sixth and so on. Default: 1. */
  readonly every?: number | undefined;
  /** How many requests it hits before it is over. Default: no end. */
  readonly times?: number | undefined;
  /** The share of those requests that it hits, from 0 to 1, drawn from the mock's seed. Default: 1. */
  readonly probability?: number | undefined;
}

/** Answers take time. The mock waits with the `sleep` that it was given. */
export interface LatencyFault extends FaultTiming {
  readonly kind: "latency";
  /** In milliseconds, or from the one to the other, drawn from the mock's seed. */
  readonly ms: number | readonly [least: number, most: number];
}

/** A token bucket on the mock's clock; a request that finds it empty is a `ThrottlingException`, "Rate exceeded". */
export interface ThrottlingFault extends FaultTiming {
  readonly kind: "throttling";
  /** Requests a second that the bucket refills for. On a clock that stands still it never refills. */
  readonly rate: number;
  /** Requests that a full bucket holds, as it does at first. With 0 every request is refused. */
  readonly burst: number;
  /** What the refusal asks the caller to wait, in milliseconds. Default: nothing, as the service does. */
  readonly retryAfter?: number | undefined;
}

/** The service fails: the request is not carried out. */
export interface ServerErrorFault extends FaultTiming {
  readonly kind: "server-error";
  /** Default: `InternalServerError`. */
  readonly code?: string | undefined;
  /** Default: 500. */
  readonly status?: number | undefined;
}

/** The request is carried out, then its answer is lost: a TransportError. */
export interface DroppedAnswerFault extends FaultTiming {
  readonly kind: "dropped-answer";
}

/** The caller's role does not allow the operation: an `AccessDeniedException` with AWS's text. */
export interface AccessDeniedFault extends FaultTiming {
  readonly kind: "access-denied";
  /**
   * IDs of machines that the role has no permission for: only requests that name one of them are counted and refused,
   * each as a whole, whatever other machines it names. Default: the operation is not allowed at all.
   */
  readonly machines?: readonly string[] | undefined;
}

/** A list answers no items but a token, with which the page comes. Counts requests for lists. */
export interface EmptyPageFault extends FaultTiming {
  readonly kind: "empty-page";
}

/** A list ends its last page with a token, after which comes an empty page. Counts last pages with items on them. */
export interface TrailingEmptyPageFault extends FaultTiming {
  readonly kind: "trailing-empty-page";
}

/** A list hands out the token that it was just given: a caller that trusts it never ends. Counts requests with a token. */
export interface RepeatedTokenFault extends FaultTiming {
  readonly kind: "repeated-token";
}

/** A token is refused as if it had become too old. Counts requests with a token. */
export interface ExpiredTokenFault extends FaultTiming {
  readonly kind: "expired-token";
}

/** Something that goes wrong on demand. */
export type MockFault =
  | LatencyFault
  | ThrottlingFault
  | ServerErrorFault
  | DroppedAnswerFault
  | AccessDeniedFault
  | EmptyPageFault
  | TrailingEmptyPageFault
  | RepeatedTokenFault
  | ExpiredTokenFault;
