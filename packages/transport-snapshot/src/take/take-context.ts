import type { Recorder } from "./recorder.ts";

/** Whose whole output is asked for. */
export type OutputChoice = "all" | "needed";

/** What reading a part of a snapshot needs. */
export interface TakeContext {
  readonly recorder: Recorder;
  readonly takenAt: Date;
  readonly output: OutputChoice;
  readonly includeSensitive: boolean;
  /** Machines that may have been patched, by what was read so far. */
  readonly patchMachines: Set<string>;
  readonly counted: { invocations: number; machines: number };
}
