import type { Signal } from "@windowpane/core";

/** Rejects as a transport must when its caller has aborted: with the caller's own reason, untouched. */
export const throwIfAborted = (signal: Signal | undefined): void => {
  if (signal?.aborted === true) throw signal.reason;
};
