import type { Recorder } from "./recorder.ts";

/** Whose whole output is asked for. */
export type OutputChoice = "all" | "needed";

/** What reading a part of a snapshot needs. */
export interface TakeContext {
  readonly recorder: Recorder;
  readonly takenAt: Date;
  readonly output: OutputChoice;
  readonly counted: { invocations: number; machines: number };
}
