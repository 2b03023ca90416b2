import { BaseError } from "./base-error.ts";

/** One broken constraint. */
export interface Fault {
  /** Where it is, in the spelling of the request: `["Filters", 0, "Key"]`. Empty for the request itself. */
  readonly path: readonly (string | number)[];
  /** The same as AWS's messages have it: `filters.1.member.key`. */
  readonly member: string;
  /** Which kind of rule is broken. `operation`, `type` and `unknown` are checked before the service's constraints. */
  readonly rule: "required" | "type" | "unknown" | "length" | "range" | "pattern" | "enum" | "operation";
  /** AWS's sentence about it; a sensitive value is left out. */
  readonly message: string;
}

/** A request that breaks the constraints of AWS's model. Nothing was sent. */
export class InvalidInputError extends BaseError {
  readonly kind = "invalid-input";
  override readonly name = "InvalidInputError";
  /** AWS's name of the operation. */
  readonly operation: string;
  /** Every fault of the request, at least one. */
  readonly faults: readonly Fault[];

  /** @param faults - every fault of the request, at least one; the message is AWS's own text for all of them. */
  constructor(operation: string, faults: readonly Fault[]) {
    const count = faults.length === 1 ? "1 validation error" : `${faults.length} validation errors`;
    super(`${count} detected: ${faults.map((fault) => fault.message).join("; ")}`);
    this.operation = operation;
    this.faults = faults;
  }
}
