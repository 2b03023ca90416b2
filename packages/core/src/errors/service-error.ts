import { BaseError } from "./base-error.ts";
import { codeMeaning, type CodeMeaning } from "./code-meaning.ts";

/** Options of a ServiceError. */
export interface ServiceErrorOptions {
  /** AWS's error code without a namespace, such as `ThrottlingException`. */
  readonly code: string;
  /** AWS's message. Default: empty, because some AWS errors have no message. */
  readonly message?: string | undefined;
  /** HTTP status, if the response came over HTTP. */
  readonly status?: number | undefined;
  /** AWS's request ID, for AWS Support. */
  readonly requestId?: string | undefined;
  /** Whether the same request may succeed later. Default: true for throttling and internal errors of the service. */
  readonly retryable?: boolean | undefined;
  /** Delay that the service requested, in milliseconds (`Retry-After`). */
  readonly retryAfter?: number | undefined;
  /** Error that the transport caught. */
  readonly cause?: unknown;
}

/** The service rejected the request. */
export class ServiceError extends BaseError {
  readonly kind = "service";
  override readonly name = "ServiceError";
  /** AWS's name of the operation. */
  readonly operation: string;
  /** AWS's error code, such as `ThrottlingException`. `errorMeaning` returns its meaning. */
  readonly code: string;
  /** HTTP status, if the response came over HTTP. */
  readonly status: number | undefined;
  /** AWS's request ID, for AWS Support. */
  readonly requestId: string | undefined;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** Delay before the next attempt in milliseconds, if the service requested one. */
  readonly retryAfter: number | undefined;

  constructor(operation: string, options: ServiceErrorOptions) {
    const { code, message = "", status, requestId, retryable, retryAfter, cause } = options;
    super(message === "" ? code : message, cause === undefined ? undefined : { cause });
    this.operation = operation;
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.retryable = retryable ?? mayPass.has(codeMeaning(code, status));
    this.retryAfter = retryAfter;
  }
}

/** Meanings of temporary errors. The code counts more than the HTTP status. */
const mayPass: ReadonlySet<CodeMeaning> = new Set(["throttled", "fault"]);
