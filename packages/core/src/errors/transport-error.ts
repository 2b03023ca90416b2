import { BaseError } from "./base-error.ts";

/** What a TransportError can mean, see `ErrorMeaning`. */
export type TransportMeaning = "no-response" | "unsent" | "foreign";

/** What a transport knows of a request that the service did not answer. */
export interface TransportErrorOptions {
  /** What the transport caught. */
  readonly cause?: unknown;
  /** Whether a retry can succeed. Default: true. */
  readonly retryable?: boolean | undefined;
  /** What it means. Default: `no-response` if a retry can succeed, otherwise `unsent`. */
  readonly meaning?: TransportMeaning | undefined;
  /** The HTTP status, if something other than the service responded. */
  readonly status?: number | undefined;
  /** Delay that the response asked for, in milliseconds (`Retry-After`). */
  readonly retryAfter?: number | undefined;
}

/**
 * The service did not answer: a closed connection, a name that does not resolve, a timeout, a response that broke off, or a
 * response from a sign-in page or a proxy. The request may have arrived.
 */
export class TransportError extends BaseError {
  readonly kind = "transport";
  override readonly name = "TransportError";
  /** AWS's name of the operation. */
  readonly operation: string;
  /** Whether a retry can succeed. */
  readonly retryable: boolean;
  /** What it means for the caller; `errorMeaning` returns it. */
  readonly meaning: TransportMeaning;
  /** The HTTP status, if something other than the service responded. */
  readonly status: number | undefined;
  /** Delay before the next attempt, in milliseconds, if the response asked for one. */
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
