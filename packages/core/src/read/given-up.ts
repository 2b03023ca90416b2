import { isRetryable, type RequestError } from "../errors/error-meaning.ts";
import { InvalidOutputError } from "../errors/invalid-output-error.ts";
import { ServiceError } from "../errors/service-error.ts";
import { TransportError } from "../errors/transport-error.ts";
import type { OperationName } from "../operations/operations.ts";

/** Tracks operations that keep failing, so that reading a thousand lists does not wait for a thousand failures. */
export interface GivenUp {
  /** Throws if the operation has failed too often. Called before each request. */
  check(operation: OperationName): void;
  /** Whether the operation has failed too often. */
  has(operation: OperationName): boolean;
  succeeded(operation: OperationName): void;
  /** Records a failure. Only retryable errors count, because others concern a single request. */
  failed(operation: OperationName, error: unknown): void;
}

/** Consecutive failures after which no more requests are sent. Each failure includes its retries (`withRetry`). */
const FAILURES = 5;

export const createGivenUp = (): GivenUp => {
  const streaks = new Map<OperationName, { failures: number; last: RequestError }>();
  const stuck = (operation: OperationName): RequestError | undefined => {
    const streak = streaks.get(operation);
    return streak !== undefined && streak.failures >= FAILURES ? streak.last : undefined;
  };
  return {
    check: (operation) => {
      const error = stuck(operation);
      if (error !== undefined) throw leftOut(operation, error);
    },
    has: (operation) => stuck(operation) !== undefined,
    succeeded: (operation) => void streaks.delete(operation),
    failed: (operation, last) => {
      if (!isRetryable(last)) return;
      streaks.set(operation, { failures: (streaks.get(operation)?.failures ?? 0) + 1, last });
    },
  };
};

/** Creates a new error for each request, because each list sets its own `resumeFrom`. */
const leftOut = (operation: OperationName, cause: RequestError): RequestError => {
  const { retryable } = cause;
  if (cause.kind === "invalid-output")
    return new InvalidOutputError(operation, cause.mismatches, { retryable, cause });
  const reason = cause.message.replace(/[.]?$/u, ".");
  const message = `${reason} No more ${operation} requests are sent after ${FAILURES} consecutive failures.`;
  const { status, retryAfter } = cause;
  return cause.kind === "service"
    ? new ServiceError(operation, { code: cause.code, message, status, retryAfter, retryable, cause })
    : new TransportError(operation, message, {
        meaning: cause.meaning,
        status,
        retryAfter,
        retryable,
        cause,
      });
};
