import { BaseError } from "./base-error.ts";

/** What is known of a response that cannot be read. */
export interface InvalidOutputErrorOptions extends ErrorOptions {
  /** Whether a retry can succeed: the body is not an object with the operation's members. Default: false. */
  readonly retryable?: boolean | undefined;
}

/** A response that cannot be read: a member has another type than AWS documents, or the body is not an object. Values are not in the message. */
export class InvalidOutputError extends BaseError {
  readonly kind = "invalid-output";
  override readonly name = "InvalidOutputError";
  /** AWS's name of the operation. */
  readonly operation: string;
  /** Members of the wrong type, as `WindowExecutions.3.StartTime: expected date`. */
  readonly faults: readonly string[];
  /** Whether a retry can succeed. */
  readonly retryable: boolean;

  constructor(operation: string, faults: readonly string[], options: InvalidOutputErrorOptions = {}) {
    const { retryable = false, ...rest } = options;
    super(`The response to ${operation} cannot be read: ${faults.join("; ")}. ${advice(retryable)}`, rest);
    this.operation = operation;
    this.faults = faults;
    this.retryable = retryable;
  }
}

const advice = (retryable: boolean): string =>
  retryable
    ? "Check the endpoint and any proxy in between, or try again."
    : "The transport is faulty or the service has changed. Report this message as a bug.";
