import type { ErrorKind } from "@windowpane/core";
import type { SourceErrorKind } from "@windowpane/sources";

/** What the program says to the shell when it ends. From 252 on they are the AWS CLI's. */
export const exitCodes = {
  done: 0,
  /** Only with `--exit-status`. */
  notPassed: 1,
  interrupted: 130,
  usage: 252,
  configuration: 253,
  refused: 254,
  failed: 255,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What `--exit-status` makes of a command whose answer came: only with it does the verdict count. */
export const exitCodeFor = (passed: boolean, { exitStatus }: { readonly exitStatus: boolean }): ExitCode =>
  exitStatus && !passed ? exitCodes.notPassed : exitCodes.done;

/** The core's kinds of error in the language of exit codes. */
export const exitCodeOf: Readonly<Record<ErrorKind, ExitCode>> = {
  "invalid-input": exitCodes.usage,
  "filter-syntax": exitCodes.usage,
  service: exitCodes.refused,
  transport: exitCodes.failed,
  "invalid-output": exitCodes.failed,
  stalled: exitCodes.failed,
};

/** The exit code for each kind of error of a source. */
export const exitCodeOfSource: Readonly<Record<SourceErrorKind, ExitCode>> = {
  usage: exitCodes.usage,
  configuration: exitCodes.configuration,
  "not-found": exitCodes.refused,
};
