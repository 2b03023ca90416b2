import type { Host } from "./host.ts";

/** Gives a host whose `interrupt` also aborts with `reason` after a number of milliseconds. `stop` ends the timer. */
export const hostUntil = (
  host: Host,
  milliseconds: number,
  reason: Error,
): { readonly host: Host; readonly stop: () => void } => {
  const { interrupt } = host;
  const controller = new AbortController();
  const cancel = host.after(milliseconds, () => controller.abort(reason));
  const abort = (): void => controller.abort(interrupt.reason);
  if (interrupt.aborted) abort();
  else interrupt.addEventListener("abort", abort, { once: true });
  const stop = (): void => {
    cancel();
    interrupt.removeEventListener("abort", abort);
  };
  return { host: { ...host, interrupt: controller.signal }, stop };
};
