import type { DeadlineOptions, Signal } from "@windowpane/core";
import type { Platform } from "../source/source.ts";

/** Starts the platform's timers for the deadlines of requests. */
export const timerOn =
  ({ after }: Pick<Platform, "after">): DeadlineOptions["startTimer"] =>
  (milliseconds, signal) => {
    const controller = new AbortController();
    const cancel = after(milliseconds, () => controller.abort());
    const abort = (): void => controller.abort(signal?.reason);
    if (signal?.aborted === true) abort();
    else signal?.addEventListener("abort", abort, { once: true });
    const stop = (): void => {
      cancel();
      signal?.removeEventListener("abort", abort);
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
    if (signal === undefined || signal === interrupt) return sleep(milliseconds, interrupt);
    const ended = new AbortController();
    const end = (): void => ended.abort();
    if (signal.aborted || interrupt.aborted) end();
    signal.addEventListener("abort", end, { once: true });
    interrupt.addEventListener("abort", end, { once: true });
    return sleep(milliseconds, ended.signal).finally(() => {
      signal.removeEventListener("abort", end);
      interrupt.removeEventListener("abort", end);
    });
  };
