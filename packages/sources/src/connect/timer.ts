import { onAbort, type DeadlineOptions, type Signal } from "@windowpane/core";
import type { Platform } from "../source/source.ts";

/** Starts the platform's timers for the deadlines of requests. */
export const timerOn =
  ({ after }: Pick<Platform, "after">): DeadlineOptions["startTimer"] =>
  (milliseconds, signal) => {
    const controller = new AbortController();
    const cancel = after(milliseconds, () => controller.abort());
    const stopListening = abortWith(controller, signal);
    const stop = (): void => {
      cancel();
      stopListening();
    };
    return { signal: controller.signal, stop };
  };

/**
 * Waits as the core expects: until the request's own signal aborts, or the program is interrupted. A timer of an aborted
 * request would otherwise keep the process alive.
 */
export const sleepOn =
  ({ sleep, interrupt }: Pick<Platform, "sleep" | "interrupt">) =>
  (milliseconds: number, signal: Signal | undefined): Promise<void> => {
    const ended = new AbortController();
    const stops = [...new Set([signal, interrupt])].map((one) => abortWith(ended, one));
    return sleep(milliseconds, ended.signal).finally(() => {
      for (const stop of stops) stop();
    });
  };

/**
 * Aborts a controller together with a signal, and returns a function that ends this. Thousands of requests wait for the program's
 * interruption, and the platform takes longer to add an event listener the more a signal has: `onAbort` adds one for all.
 */
const abortWith = (controller: AbortController, signal: Signal | undefined): (() => void) => {
  if (signal === undefined) return () => {};
  const abort = (): void => controller.abort(signal.reason);
  if (!signal.aborted) return onAbort(signal, abort);
  abort();
  return () => {};
};
