import { WindowpaneError } from "./windowpane-error.ts";

/** No answer came: a closed connection, a name that does not resolve, a timeout. The request may have arrived. */
export class TransportError extends WindowpaneError {
  readonly kind = "transport";
  override readonly name = "TransportError";
  readonly operation: string;
  /** Whether trying again makes sense. Default: true. */
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
