import { BaseError } from "./base-error.ts";

/** No response came: a closed connection, a name that does not resolve, a timeout. The request may have arrived. */
export class TransportError extends BaseError {
  readonly kind = "transport";
  override readonly name = "TransportError";
  /** AWS's name of the operation. */
  readonly operation: string;
  /** Whether a retry can succeed. Default: true. */
  readonly retryable: boolean;

  constructor(
    operation: string,
    message: string,
    options: { readonly cause?: unknown; readonly retryable?: boolean } = {},
  ) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.operation = operation;
    this.retryable = options.retryable ?? true;
  }
}
