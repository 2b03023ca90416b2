/** What screens know of the AWS CLI calls behind views. The calls themselves are in `calls/`. */
import type { OutputText } from "@windowpane/report";
import type { Calls } from "./cli-call.ts";
import type { ItemRef } from "./item-ref.ts";

/** The calls behind each view that a screen can have. */
export interface ViewCalls {
  readonly judgedExecutions: (ref: ItemRef) => Calls;
  readonly execution: (ref: ItemRef) => Calls;
  readonly timeline: (ref: ItemRef) => Calls;
  readonly diff: (ref: ItemRef) => Calls;
  readonly failures: (options: PeriodOptions) => Calls;
  readonly history: (ref: ItemRef, options: PeriodOptions) => Calls;
  readonly output: (ref: ItemRef, started: StartedOptions) => Calls;
  readonly patches: (ref: ItemRef) => Calls;
}

/** What decides which calls are shown. */
export interface ViewOptions {
  /** Whether patch state is read. Default: true. */
  readonly patches?: boolean | undefined;
}

/** What decides which calls over a period are shown. */
export interface PeriodOptions extends ViewOptions {
  /** Start of the period. Default: not shown. */
  readonly since?: Date | undefined;
}

/** What an invocation started, as far as it is known. */
export interface StartedOptions {
  readonly TaskType?: string | undefined;
  /** ID of the command or automation. Default: a variable that the first call assigns. */
  readonly ExecutionId?: string | undefined;
  /** Names of the command's steps. */
  readonly plugins?: readonly string[] | undefined;
  /** Where the command stores its output. */
  readonly rests?: readonly StoredOutput[] | undefined;
}

/** Where the whole text of an output is stored. */
export type StoredOutput = NonNullable<OutputText["rest"]>;
