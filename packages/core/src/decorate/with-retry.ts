import { isRetryable, isThrottled, type RequestError } from "../errors/error-meaning.ts";
import { operations, type OperationName } from "../operations/operations.ts";
import { untilAborted, type Signal } from "../transport/signal.ts";
import { requireTransport, type Transport } from "../transport/transport.ts";

/** A retry that is about to be delayed. */
export interface RetryEvent {
  /** The operation that is retried. */
  readonly operation: OperationName;
  /** Number of the attempt that failed, from 1. */
  readonly attempt: number;
  /** Delay before the next attempt, in milliseconds. */
  readonly delay: number;
  /** The error of the attempt that failed. */
  readonly error: RequestError;
}

/** Options of `withRetry`. The core has no clock and no random numbers, so both are passed in. */
export interface RetryOptions {
  /** Waits for a number of milliseconds. May use the signal to clear its timer; an abort ends the delay in any case. */
  readonly sleep: (milliseconds: number, signal: Signal | undefined) => Promise<void>;
  /** Returns a number from 0 (inclusive) to 1 (exclusive), such as Math.random. */
  readonly random: () => number;
  /** Maximum number of attempts, including the first. Default: 3. */
  readonly attempts?: number | undefined;
  /** Maximum number of attempts of a throttled request, as several refusals are normal under load. Default: `attempts`. */
  readonly throttledAttempts?: number | undefined;
  /** Maximum delay before the second attempt, in milliseconds; it doubles with every attempt. Default: 200. */
  readonly baseDelay?: number | undefined;
  /** Maximum delay in milliseconds. A request with a longer `retryAfter` is not retried. Default: 20,000. */
  readonly maxDelay?: number | undefined;
  /**
   * Whether a `withPace` inside handles `retryAfter` of throttled requests: one delay for all waiting requests. Otherwise each
   * request waits on its own and the delays add up. Default: false.
   */
  readonly paced?: boolean | undefined;
  /** Called before each delay. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
}

/**
 * Retries errors that are `retryable`, after a random delay up to the current maximum (full jitter, so that callers that failed
 * together do not retry together) and not before `retryAfter` (unless `paced`). A write without a response is not retried,
 * because it may have taken effect. When the attempts are used up, it rejects with the error of the last one.
 *
 * @example
 * const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
 * const client = createClient(withRetry(transport, { sleep, random: Math.random, attempts: 5 }));
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
          const requested = retryAfterOf(error);
          if (requested > maxDelay) throw error;
          const bound = Math.min(maxDelay, baseDelay * 2 ** (attempt - 1));
          const backoff = Math.floor(random() * bound);
          const delay = paced && isThrottled(error) ? backoff : Math.max(requested, backoff);
          onRetry?.({ operation, attempt, delay, error });
          await untilAborted(sleep(delay, callOptions.signal), callOptions.signal);
        }
      }
    },
  };
};

/** A refused write had no effect and can be retried. After other errors, the write may have taken effect. */
const mayRetry = (operation: OperationName, error: unknown): error is RequestError =>
  isRetryable(error) && (error.kind === "service" || operations[operation].effect === "read");

const retryAfterOf = (error: RequestError): number =>
  (error.kind === "invalid-output" ? undefined : error.retryAfter) ?? 0;
