import { isRetryable, isThrottled, type RequestError } from "../errors/error-meaning.ts";
import { operations, type OperationName } from "../operations/operations.ts";
import { untilAborted, type Signal } from "../transport/signal.ts";
import { requireTransport, type Transport } from "../transport/transport.ts";

/** A retry that is about to be delayed. */
export interface RetryEvent {
  readonly operation: OperationName;
  /** Number of the attempt that failed, from 1. */
  readonly attempt: number;
  /** Delay before the next attempt, in milliseconds. */
  readonly delay: number;
  readonly error: RequestError;
}

/** How to retry. The core has no clock and no source of randomness, so both are passed in. */
export interface RetryOptions {
  /** Waits for a number of milliseconds. The signal lets it clear its timer; the delay ends on abort without it, too. */
  readonly sleep: (milliseconds: number, signal: Signal | undefined) => Promise<void>;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
  /** Maximum number of attempts, including the first. Default: 3. */
  readonly attempts?: number | undefined;
  /** Maximum attempts of a throttled request: several refusals in a row are normal under load. Default: `attempts`. */
  readonly throttledAttempts?: number | undefined;
  /** Maximum delay before the second attempt, in milliseconds; it doubles with every attempt. Default: 200. */
  readonly baseDelay?: number | undefined;
  /** Maximum delay in milliseconds. A longer `retryAfter` is not waited for. Default: 20,000. */
  readonly maxDelay?: number | undefined;
  /**
   * Whether `withPace` inside delays throttled requests as `retryAfter` says: once for all that wait, where otherwise each
   * request waits by itself and the delays add up. Default: false.
   */
  readonly paced?: boolean | undefined;
  /** Called before each delay. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
}

/**
 * Retries errors marked `retryable`, after a random delay up to the current bound (full jitter: callers that failed together do
 * not return together), and never before `retryAfter` (unless `paced`). A write whose response was lost is not retried: it may have happened.
 */
export const withRetry = (transport: Transport, options: RetryOptions): Transport => {
  requireTransport(transport, "withRetry");
  const { sleep, random, attempts = 3, baseDelay = 200, maxDelay = 20_000, paced = false, onRetry } = options;
  const { throttledAttempts = attempts } = options;
  return {
    name: transport.name,
    async send(operation, input, callOptions) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await transport.send(operation, input, callOptions);
        } catch (error) {
          const most = isThrottled(error) ? throttledAttempts : attempts;
          if (attempt >= most || !mayRetry(operation, error)) throw error;
          const asked = retryAfterOf(error);
          if (asked > maxDelay) throw error;
          const bound = Math.min(maxDelay, baseDelay * 2 ** (attempt - 1));
          const backoff = Math.floor(random() * bound);
          const delay = paced && isThrottled(error) ? backoff : Math.max(asked, backoff);
          onRetry?.({ operation, attempt, delay, error });
          await untilAborted(sleep(delay, callOptions.signal), callOptions.signal);
        }
      }
    },
  };
};

/** A refusal did nothing, so a write may be sent again after one. Otherwise the write may have happened. */
const mayRetry = (operation: OperationName, error: unknown): error is RequestError =>
  isRetryable(error) && (error.kind === "service" || operations[operation].effect === "read");

const retryAfterOf = (error: RequestError): number =>
  (error.kind === "invalid-output" ? undefined : error.retryAfter) ?? 0;
