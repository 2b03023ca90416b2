import { isRetryable, type RequestError } from "../errors/error-meaning.ts";
import { InvalidOutputError } from "../errors/invalid-output-error.ts";
import { ServiceError } from "../errors/service-error.ts";
import { TransportError } from "../errors/transport-error.ts";
import type { OperationName } from "../operations/operations.ts";

/** Which operations fail again and again, so that a reading does not wait for each of a thousand requests. */
export interface GivenUp {
  /** Throws in place of a request to an operation that was given up. */
  check(operation: OperationName): void;
  /** Whether an operation was given up. */
  has(operation: OperationName): boolean;
  succeeded(operation: OperationName): void;
  /** Records a failure. Only one that a retry could have helped counts: others are answers about one request. */
  failed(operation: OperationName, error: unknown): void;
}

/** Failures in a row after which an operation is given up. Each has had its retries (`withRetry`). */
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

/** An error of its own for each request, as each list sets its own `resumeFrom`. */
const leftOut = (operation: OperationName, cause: RequestError): RequestError => {
  const { retryable } = cause;
  if (cause.kind === "invalid-output")
    return new InvalidOutputError(operation, cause.faults, { retryable, cause });
  const words = cause.message.replace(/[.]?$/u, ".");
  const message = `${words} ${operation} was given up after ${FAILURES} failures in a row.`;
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
