import type { Fault } from "../shape/fault.ts";
import { BaseError } from "./base-error.ts";

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
