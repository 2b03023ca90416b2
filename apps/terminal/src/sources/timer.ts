import type { DeadlineOptions, Signal } from "@windowpane/core";
import type { Host } from "../host/host.ts";

/** Starts timers of the machine, for the deadlines of requests. */
export const timerOn =
  ({ after }: Pick<Host, "after">): DeadlineOptions["startTimer"] =>
  (milliseconds, signal) =>
    startTimer(after, milliseconds, signal);

const startTimer = (
  after: Host["after"],
  milliseconds: number,
  signal: Signal | undefined,
  reason?: Error,
): { readonly signal: AbortSignal; readonly stop: () => void } => {
  const controller = new AbortController();
  const cancel = after(milliseconds, () => controller.abort(reason));
  const leave = (): void => controller.abort(signal?.reason);
  if (signal?.aborted === true) leave();
  else signal?.addEventListener("abort", leave, { once: true });
  const stop = (): void => {
    cancel();
    signal?.removeEventListener("abort", leave);
  };
  return { signal: controller.signal, stop };
};

/**
 * Waits as the core does: until a request's own signal aborts, or the program is interrupted. The timer of a request that was
 * aborted would otherwise keep the program from ending.
 */
export const sleepOn =
  ({ sleep, interrupt }: Pick<Host, "sleep" | "interrupt">) =>
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

/** A host whose `interrupt` also aborts after a number of milliseconds, with `reason`; and what stops its timer. */
export const hostUntil = (
  host: Host,
  milliseconds: number,
  reason: Error,
): { readonly host: Host; readonly stop: () => void } => {
  const { signal, stop } = startTimer(host.after, milliseconds, host.interrupt, reason);
  return { host: { ...host, interrupt: signal }, stop };
};
