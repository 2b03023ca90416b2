/** Error responses, in the form of AWS's JSON services. */
import {
  isWindowpaneError,
  operations,
  UNREAD_LOCATIONS,
  unreadLocationsToWire,
  type OperationName,
  type ServiceError,
} from "@windowpane/core";
import { isSignatureError } from "../sigv4/signature-error.ts";

/** An error response. */
export interface ErrorResponse {
  readonly status: number;
  readonly body: string;
  /** Content type. Undefined for AWS's XML errors, which have none. */
  readonly contentType: string | undefined;
  /** Request ID of the service behind the transport. */
  readonly requestId?: string | undefined;
  /** Delay before the next attempt in milliseconds. */
  readonly retryAfter?: number | undefined;
  /** Time of the server, sent as `Date` to clients whose clock is wrong. */
  readonly clock?: Date | undefined;
}

/** The request was rejected before it reached the transport. */
export class RejectedRequestError extends Error {
  override readonly name = "RejectedRequestError";
  readonly response: ErrorResponse;

  constructor(response: ErrorResponse) {
    super(response.body);
    this.response = response;
  }
}

/** Creates the response to an error. From status 500 on, the message is general, so that clients do not see internal errors. */
export const errorResponseOf = (error: unknown, operation: OperationName | undefined): ErrorResponse => {
  if (error instanceof RejectedRequestError) return error.response;
  if (isSignatureError(error)) {
    return { ...jsonError(400, error.code, { message: error.message }), clock: error.clock };
  }
  if (isWindowpaneError(error) && error.kind === "invalid-input")
    return jsonError(400, "ValidationException", { message: error.message });
  if (isWindowpaneError(error) && error.kind === "service") return serviceErrorResponse(error, operation);
  if (isWindowpaneError(error) && error.kind === "unread-locations") {
    const { message, locations, sought: Sought } = error;
    return jsonError(400, UNREAD_LOCATIONS, { message, Locations: unreadLocationsToWire(locations), Sought });
  }
  // All operations document InternalServerError, and all clients of AWS retry after it.
  return jsonError(500, "InternalServerError", { Message: SERVER_FAULT });
};

/** Creates an error response in AWS JSON 1.1. */
export const jsonError = (
  status: number,
  code: string,
  members:
    | {
        readonly message?: string;
        readonly Locations?: readonly object[];
        readonly Sought?: string | undefined;
      }
    | { readonly Message: string } = {},
): ErrorResponse => ({
  status,
  body: JSON.stringify({ __type: code, ...members }),
  contentType: "application/x-amz-json-1.1",
});

const SERVER_FAULT = "An error occurred on the server side.";

const serviceErrorResponse = (error: ServiceError, operation: OperationName | undefined): ErrorResponse => {
  const { code, requestId, retryAfter } = error;
  const status = statusOf(error);
  // The message of a ServiceError is its code if the service sent no message.
  const message = error.message === code ? undefined : error.message;
  const text = status >= 500 ? SERVER_FAULT : message;
  return { ...jsonError(status, code, messageMember(code, text, operation)), requestId, retryAfter };
};

/** SSM uses the statuses 400 and 500; other statuses are from systems in front of the service. */
const statusOf = ({ status, code }: ServiceError): number => {
  if (status !== undefined && status >= 400 && status <= 599) return status;
  return code === "InternalServerError" ? 500 : 400;
};

/** Modelled errors have the member `Message`, errors of AWS's framework `message`. */
const messageMember = (
  code: string,
  text: string | undefined,
  operation: OperationName | undefined,
): { readonly message?: string } | { readonly Message: string } => {
  if (text === undefined) return {};
  const isModelled = operation !== undefined && operations[operation].errors.includes(code);
  return isModelled ? { Message: text } : { message: text };
};
