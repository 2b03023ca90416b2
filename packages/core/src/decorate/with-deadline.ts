import { TransportError } from "../errors/transport-error.ts";
import { untilAborted, type Signal } from "../transport/signal.ts";
import { requireTransport, type Transport } from "../transport/transport.ts";

/** A timer that was started for a request. */
export interface RunningTimer {
  /** Aborts after the time, or with the reason of the request's own signal. */
  readonly signal: Signal;
  /** Stops the timer and removes the listener from the request's own signal. */
  stop(): void;
}

/** Options of `withDeadline`. The core has no timers, so one is passed in. */
export interface DeadlineOptions {
  /** Starts a timer that aborts its signal after a number of milliseconds, or with the request's own signal. */
  readonly startTimer: (milliseconds: number, signal: Signal | undefined) => RunningTimer;
  /** Maximum time from sending a request to the end of its response, in milliseconds. Default: 60,000. */
  readonly milliseconds?: number | undefined;
}

/**
 * Aborts a request with a retryable TransportError if its response is not complete in time. Socket timeouts only detect
 * inactivity and do not end a response that sends a byte now and then. Put it inside `withPace`, so that time in the queue does
 * not count. A request that aborts rejects with the `signal.reason` of its caller.
 *
 * @example
 * const timed = withDeadline(transport, {
 *   milliseconds: 30_000,
 *   startTimer(milliseconds, signal) {
 *     const controller = new AbortController();
 *     const timer = setTimeout(() => controller.abort(), milliseconds);
 *     const stop = signal === undefined ? () => {} : onAbort(signal, () => controller.abort(signal.reason));
 *     return { signal: controller.signal, stop: () => (clearTimeout(timer), stop()) };
 *   },
 * });
 */
export const withDeadline = (transport: Transport, options: DeadlineOptions): Transport => {
  requireTransport(transport, "withDeadline");
  const { startTimer, milliseconds = 60_000 } = options;
  return {
    name: transport.name,
    async send(operation, input, callOptions) {
      const timer = startTimer(milliseconds, callOptions.signal);
      const { signal } = timer;
      try {
        return await untilAborted(transport.send(operation, input, { ...callOptions, signal }), signal);
      } catch (error) {
        if (callOptions.signal?.aborted === true) throw callOptions.signal.reason;
        if (!signal.aborted) throw error;
        throw new TransportError(
          operation,
          `The response to ${operation} was not complete after ${milliseconds / 1000} seconds. ` +
            "Check the network, the endpoint and any proxy in between, or try again.",
        );
      } finally {
        timer.stop();
      }
    },
  };
};
