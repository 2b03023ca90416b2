import type { OperationName } from "@windowpane/core";

/** A call of the AWS CLI. */
export interface CliCall {
  readonly operation: OperationName;
  readonly input: object;
  /** Additional flags with their values: `["--max-items", "5"]`. */
  readonly flags?: readonly string[] | undefined;
}

/** Calls in order. A text between calls is a comment of the shell. */
export type Calls = readonly (CliCall | string)[];
