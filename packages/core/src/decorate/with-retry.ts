import type { ServiceError } from "../errors/service-error.ts";
import type { TransportError } from "../errors/transport-error.ts";
import { isWindowpaneError } from "../errors/windowpane-error.ts";
import { operations, type OperationName } from "../operations.ts";
import { untilAborted, type Signal } from "../signal.ts";
import type { Transport } from "../transport.ts";
import { isThrottled } from "./throttled.ts";

/** One more try that is about to be waited for. */
export interface RetryEvent {
  readonly operation: OperationName;
  /** Which try failed, from 1. */
  readonly attempt: number;
  /** How long is waited before the next, in milliseconds. */
  readonly delay: number;
  readonly error: ServiceError | TransportError;
}

/** How to try again. The core has no clock and no dice, so both are handed in. */
export interface RetryOptions {
  /** Waits so many milliseconds. The signal is there for timers that can be cleared; the wait ends without it too. */
  readonly sleep: (milliseconds: number, signal: Signal | undefined) => Promise<void>;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
  /** Most tries, the first included. Default: 3. */
  readonly attempts?: number | undefined;
  /** Maximum attempts of a throttled request: several refusals in a row are normal under load. Default: `attempts`. */
  readonly throttledAttempts?: number | undefined;
  /** The longest first wait, in milliseconds; it doubles with every try. Default: 200. */
  readonly baseDelay?: number | undefined;
  /** No wait is longer, in milliseconds. A service that asks for more is not waited for. Default: 20,000. */
  readonly maxDelay?: number | undefined;
  /** Told before each wait. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
}

/**
 * Retries errors marked `retryable`, after a random delay up to the current bound (full jitter: callers that failed together do
 * not return together), and never before `retryAfter`. A write whose response was lost is not retried: it may have happened.
 */
export const withRetry = (transport: Transport, options: RetryOptions): Transport => {
  const { sleep, random, attempts = 3, baseDelay = 200, maxDelay = 20_000, onRetry } = options;
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
          const asked = (error.kind === "service" ? error.retryAfter : undefined) ?? 0;
          if (asked > maxDelay) throw error;
          const bound = Math.min(maxDelay, baseDelay * 2 ** (attempt - 1));
          const delay = Math.max(asked, Math.floor(random() * bound));
          onRetry?.({ operation, attempt, delay, error });
          await untilAborted(sleep(delay, callOptions.signal), callOptions.signal);
        }
      }
    },
  };
};

const mayRetry = (operation: OperationName, error: unknown): error is ServiceError | TransportError => {
  if (!isWindowpaneError(error)) return false;
  if (error.kind === "service") return error.retryable;
  return error.kind === "transport" && error.retryable && operations[operation].effect === "read";
};
