import type { Signal } from "@windowpane/core";

/** Throws the signal's reason, unchanged, if the caller has aborted: every transport must do so. */
export const throwIfAborted = (signal: Signal | undefined): void => {
  if (signal?.aborted === true) throw signal.reason;
};
