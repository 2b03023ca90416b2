import { BaseError } from "./base-error.ts";

/** A violation of one constraint. */
export interface Violation {
  /** Path of the member in the spelling of the request: `["Filters", 0, "Key"]`. Empty for the request itself. */
  readonly path: readonly (string | number)[];
  /** Path of the member in the spelling of AWS's messages: `filters.1.member.key`. */
  readonly member: string;
  /** Kind of the constraint. `operation`, `type` and `unknown` are checked before the constraints of the service. */
  readonly rule: "required" | "type" | "unknown" | "length" | "range" | "pattern" | "enum" | "operation";
  /** AWS's message, without sensitive values. */
  readonly message: string;
}

/** The request violates constraints of AWS's model. It was not sent. */
export class InvalidInputError extends BaseError {
  readonly kind = "invalid-input";
  override readonly name = "InvalidInputError";
  /** AWS's name of the operation. */
  readonly operation: string;
  /** All violations, at least one. */
  readonly violations: readonly Violation[];

  /** @param violations - all violations, at least one. The message is AWS's text for all of them. */
  constructor(operation: string, violations: readonly Violation[]) {
    const count = violations.length === 1 ? "1 validation error" : `${violations.length} validation errors`;
    super(`${count} detected: ${violations.map((violation) => violation.message).join("; ")}`);
    this.operation = operation;
    this.violations = violations;
  }
}
