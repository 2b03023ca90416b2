import { BaseError } from "./base-error.ts";

/** Options of an InvalidOutputError. */
export interface InvalidOutputErrorOptions extends ErrorOptions {
  /** Whether a retry can succeed, because the body is not a response to the operation. Default: false. */
  readonly retryable?: boolean | undefined;
}

/** The response cannot be read: a member has the wrong type, or the body is not an object. The message contains no values. */
export class InvalidOutputError extends BaseError {
  readonly kind = "invalid-output";
  override readonly name = "InvalidOutputError";
  /** AWS's name of the operation. */
  readonly operation: string;
  /** Members with the wrong type, such as `WindowExecutions.3.StartTime: expected date`. */
  readonly mismatches: readonly string[];
  /** Whether a retry can succeed. */
  readonly retryable: boolean;

  constructor(operation: string, mismatches: readonly string[], options: InvalidOutputErrorOptions = {}) {
    const { retryable = false, ...rest } = options;
    super(
      `The response to ${operation} cannot be read: ${mismatches.join("; ")}. ${advice(retryable)}`,
      rest,
    );
    this.operation = operation;
    this.mismatches = mismatches;
    this.retryable = retryable;
  }
}

const advice = (retryable: boolean): string =>
  retryable
    ? "Check the endpoint and any proxy in between, or try again."
    : "The transport has a bug or the service has changed. Report this message as a bug.";
