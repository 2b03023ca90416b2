import type { Client, Signal } from "@windowpane/core";
import type { Recorder } from "./recorder.ts";

/** Whose whole output is asked for. */
export type OutputChoice = "all" | "needed";

/** What reading a part of a snapshot needs. */
export interface TakeContext {
  readonly recorder: Recorder;
  readonly client: Client;
  readonly signal: Signal | undefined;
  readonly takenAt: Date;
  readonly output: OutputChoice;
  readonly counted: { invocations: number; machines: number };
}
