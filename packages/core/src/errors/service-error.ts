import { BaseError } from "./base-error.ts";
import { codeMeaning, type CodeMeaning } from "./code-meaning.ts";

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
  /** Whether the same request may succeed later. Default: when it was throttled or the service failed by itself. */
  readonly retryable?: boolean | undefined;
  /** How long the service asked to wait, in milliseconds (`Retry-After`). */
  readonly retryAfter?: number | undefined;
  /** What the transport caught. */
  readonly cause?: unknown;
}

/** The service refused the request. */
export class ServiceError extends BaseError {
  readonly kind = "service";
  override readonly name = "ServiceError";
  /** AWS's name of the operation. */
  readonly operation: string;
  /** AWS's name of the error, as `ThrottlingException`; what it means is `errorMeaning`. */
  readonly code: string;
  /** The HTTP status; undefined where there was none. */
  readonly status: number | undefined;
  /** AWS's ID of the request, for its support. */
  readonly requestId: string | undefined;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** How long to wait before the next try, in milliseconds, where the service said so. */
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

/** What passes by itself. A service that names another reason knows better than its status. */
const mayPass: ReadonlySet<CodeMeaning> = new Set(["throttled", "fault"]);
