import type { OperationName } from "@windowpane/core";

/** A call of the AWS CLI. */
export interface CliCall {
  /** The operation. */
  readonly operation: OperationName;
  /** The request. */
  readonly input: object;
  /** Additional flags with their values: `["--max-items", "5"]`. */
  readonly flags?: readonly string[] | undefined;
  /** The value that a later call needs. Default: none. */
  readonly gives?: GivenValue | undefined;
}

/** A value of a response, kept in a shell variable. */
export interface GivenValue {
  /** Name of the variable: a `placeholder` of later calls. */
  readonly name: string;
  /** JMESPath expression that extracts it. */
  readonly query: string;
}

/** Calls in order. A text between calls is a comment of the shell. */
export type Calls = readonly (CliCall | string)[];
