import { BaseError } from "./base-error.ts";

/** An answer that cannot be read: a member has another type than AWS documents. Its values stay out of the message. */
export class InvalidOutputError extends BaseError {
  readonly kind = "invalid-output";
  override readonly name = "InvalidOutputError";
  /** AWS's name of the operation. */
  readonly operation: string;
  /** Where the answer went wrong, as `WindowExecutions.3.StartTime: expected date`. */
  readonly faults: readonly string[];

  constructor(operation: string, faults: readonly string[], options?: ErrorOptions) {
    super(
      `The answer to ${operation} cannot be read: ${faults.join("; ")}. ` +
        "Either the transport is wrong or the service has changed; report it with these words.",
      options,
    );
    this.operation = operation;
    this.faults = faults;
  }
}
