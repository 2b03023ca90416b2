/** The words for what went wrong. Each frontend owns one table from kind to its own language. */
export type ErrorKind =
  | "invalid-input"
  | "filter-syntax"
  | "service"
  | "transport"
  | "invalid-output"
  | "stalled";

/**
 * What every error of the family has in common. An abort is not in the family: a walk or a call that its caller
 * aborts rejects with the caller's own `signal.reason`.
 */
export abstract class WindowpaneError extends Error {
  abstract readonly kind: ErrorKind;

  /**
   * Where a walk over pages can go on: the `NextToken` of the request that failed. Set by the walk; absent when the
   * first page failed, and on errors that no walk met.
   */
  resumeFrom?: string;
}
