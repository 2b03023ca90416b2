import { BaseError } from "./base-error.ts";

/** Meaning of a TransportError. See `ErrorMeaning`. */
export type TransportMeaning = "no-response" | "unsent" | "foreign" | "damaged";

/** Options of a TransportError. */
export interface TransportErrorOptions {
  /** Error that the transport caught. */
  readonly cause?: unknown;
  /** Whether a retry can succeed. Default: true. */
  readonly retryable?: boolean | undefined;
  /** Meaning of the error. Default: `no-response` if a retry can succeed, otherwise `unsent`. */
  readonly meaning?: TransportMeaning | undefined;
  /** The HTTP status, if something other than the service responded. */
  readonly status?: number | undefined;
  /** Delay that the response requested, in milliseconds (`Retry-After`). */
  readonly retryAfter?: number | undefined;
}

/**
 * No response from the service: the connection closed, the host name did not resolve, the request timed out, the response was
 * incomplete, or a sign-in page or a proxy responded. The service may have received the request. Or the response was stored before,
 * and what is stored is damaged.
 */
export class TransportError extends BaseError {
  readonly kind = "transport";
  override readonly name = "TransportError";
  /** AWS's name of the operation. */
  readonly operation: string;
  /** Whether a retry can succeed. */
  readonly retryable: boolean;
  /** Meaning for the caller. `errorMeaning` returns it. */
  readonly meaning: TransportMeaning;
  /** The HTTP status, if something other than the service responded. */
  readonly status: number | undefined;
  /** Delay before the next attempt in milliseconds, if the response requested one. */
  readonly retryAfter: number | undefined;

  constructor(operation: string, message: string, options: TransportErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.operation = operation;
    this.retryable = options.retryable ?? true;
    this.meaning = options.meaning ?? (this.retryable ? "no-response" : "unsent");
    this.status = options.status;
    this.retryAfter = options.retryAfter;
  }
}
