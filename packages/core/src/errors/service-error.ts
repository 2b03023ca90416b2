import { WindowpaneError } from "./windowpane-error.ts";

/** What a transport knows of a refusal. */
export interface ServiceErrorOptions {
  /** AWS's name of the error, without a namespace: `ThrottlingException`. */
  readonly code: string;
  /** AWS's text. Default: empty, as some framework errors carry none. */
  readonly message?: string | undefined;
  /** The HTTP status, where there was one. */
  readonly status?: number | undefined;
  /** AWS's id of the request, for its support. */
  readonly requestId?: string | undefined;
  /** Whether the same request may succeed later. Default: read off the code and the status. */
  readonly retryable?: boolean | undefined;
  /** How long the service asked to wait, in milliseconds (`Retry-After`). */
  readonly retryAfter?: number | undefined;
  /** What the transport caught. */
  readonly cause?: unknown;
}

/** The service answered, and the answer is no. */
export class ServiceError extends WindowpaneError {
  readonly kind = "service";
  override readonly name = "ServiceError";
  readonly operation: string;
  readonly code: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;

  constructor(operation: string, options: ServiceErrorOptions) {
    const { code, message = "", status, requestId, retryable, retryAfter, cause } = options;
    super(message === "" ? code : message, cause === undefined ? undefined : { cause });
    this.operation = operation;
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.retryable = retryable ?? (transientCodes.has(code) || isTransientStatus(status));
    this.retryAfter = retryAfter;
  }
}

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const transientCodes: ReadonlySet<string> = new Set([
  "InternalServerError",
  "InternalFailure",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "RequestTimeout",
  "RequestTimeoutException",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "Throttling",
  "ThrottlingException",
  "ThrottledException",
  "TooManyRequestsException",
]);

const isTransientStatus = (status: number | undefined): boolean =>
  status !== undefined && (status === 429 || (status >= 500 && status !== 501));
