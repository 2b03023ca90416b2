import type { Recorder } from "./recorder.ts";

/** Steps whose complete output is read. */
export type OutputChoice = "all" | "needed";

/** Context of reading a part of a snapshot. */
export interface TakeContext {
  readonly recorder: Recorder;
  readonly takenAt: Date;
  readonly output: OutputChoice;
  readonly includeSensitive: boolean;
  /** Machines that may have been patched, collected while reading. */
  readonly patchMachines: Set<string>;
  readonly counted: { invocations: number; machines: number };
}

/** Marks a promise that is awaited later, so that its rejection is not reported as unhandled. */
export const handled = <Value>(promise: Promise<Value>): Promise<Value> => {
  promise.catch(() => {});
  return promise;
};
