import type { ErrorKind } from "@windowpane/core";
import type { SourceErrorKind } from "@windowpane/sources";

/** The exit codes. Those from 252 on are the AWS CLI's. */
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

/** The exit code of a command that succeeded: 1 if it did not pass and `--exit-status` is given, else 0. */
export const exitCodeFor = (passed: boolean, { exitStatus }: { readonly exitStatus: boolean }): ExitCode =>
  exitStatus && !passed ? exitCodes.notPassed : exitCodes.done;

/** The exit code for each kind of the core's errors. */
export const exitCodeOf: Readonly<Record<ErrorKind, ExitCode>> = {
  "invalid-input": exitCodes.usage,
  "filter-syntax": exitCodes.usage,
  service: exitCodes.refused,
  transport: exitCodes.failed,
  "invalid-output": exitCodes.failed,
  stalled: exitCodes.failed,
  "unread-locations": exitCodes.failed,
};

/** The exit code for each kind of error of a source. */
export const exitCodeOfSource: Readonly<Record<SourceErrorKind, ExitCode>> = {
  usage: exitCodes.usage,
  configuration: exitCodes.configuration,
  unreachable: exitCodes.failed,
  "not-found": exitCodes.refused,
};
