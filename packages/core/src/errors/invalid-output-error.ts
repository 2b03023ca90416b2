import { BaseError } from "./base-error.ts";

/** A response that cannot be read: a member has another type than AWS documents. Values are not in the message. */
export class InvalidOutputError extends BaseError {
  readonly kind = "invalid-output";
  override readonly name = "InvalidOutputError";
  /** AWS's name of the operation. */
  readonly operation: string;
  /** Members of the wrong type, as `WindowExecutions.3.StartTime: expected date`. */
  readonly faults: readonly string[];

  constructor(operation: string, faults: readonly string[], options?: ErrorOptions) {
    super(
      `The response to ${operation} cannot be read: ${faults.join("; ")}. ` +
        "The transport is faulty or the service has changed. Report this message as a bug.",
      options,
    );
    this.operation = operation;
    this.faults = faults;
  }
}
