/** What the wire says instead of an answer, in the forms that AWS's JSON services have for it. */
import { isWindowpaneError, operations, type OperationName, type ServiceError } from "@windowpane/core";
import { isSignatureError } from "../sigv4/signature-error.ts";

/** An answer that says no, as it goes onto the wire. */
export interface Refusal {
  readonly status: number;
  readonly body: string;
  /** Absent: the answer carries none, as AWS's XML does. */
  readonly contentType: string | undefined;
  /** The id that the service behind the transport gave the request, where it gave one. */
  readonly requestId?: string | undefined;
  /** How long to wait before the next try, in milliseconds. */
  readonly retryAfter?: number | undefined;
  /** Our time, for a client whose clock is wrong: it is sent as `Date`. */
  readonly clock?: Date | undefined;
}

/** A request that is refused before its transport is asked. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.body);
    this.refusal = refusal;
  }
}

/** How an error is put on the wire. From 500 on the text is general: what is broken here is not the client's to read. */
export const refusalOf = (error: unknown, operation: OperationName | undefined): Refusal => {
  if (error instanceof RefusedError) return error.refusal;
  if (isSignatureError(error)) {
    return { ...jsonError(400, error.code, { message: error.message }), clock: error.clock };
  }
  if (isWindowpaneError(error) && error.kind === "invalid-input")
    return jsonError(400, "ValidationException", { message: error.message });
  if (isWindowpaneError(error) && error.kind === "service") return serviceRefusal(error, operation);
  // Every operation documents InternalServerError, and every client of AWS tries again after it.
  return jsonError(500, "InternalServerError", { Message: SERVER_FAULT });
};

/** The body of an error in AWS JSON 1.1. */
export const jsonError = (
  status: number,
  code: string,
  text: { readonly message?: string } | { readonly Message: string } = {},
): Refusal => ({
  status,
  body: JSON.stringify({ __type: code, ...text }),
  contentType: "application/x-amz-json-1.1",
});

const SERVER_FAULT = "An error occurred on the server side.";

const serviceRefusal = (error: ServiceError, operation: OperationName | undefined): Refusal => {
  const { code, requestId, retryAfter } = error;
  const status = statusOf(error);
  // The core's error repeats its code where the service gave no text; on the wire that stays no text.
  const said = error.message === code ? undefined : error.message;
  const text = status >= 500 ? SERVER_FAULT : said;
  return { ...jsonError(status, code, worded(code, text, operation)), requestId, retryAfter };
};

/** SSM's JSON has no statuses of its own but these two; another one comes from what stands before the service. */
const statusOf = ({ status, code }: ServiceError): number => {
  if (status !== undefined && status >= 400 && status <= 599) return status;
  return code === "InternalServerError" ? 500 : 400;
};

/** The errors of AWS's model spell the member `Message`, those of its framework `message`. */
const worded = (
  code: string,
  text: string | undefined,
  operation: OperationName | undefined,
): { readonly message?: string } | { readonly Message: string } => {
  if (text === undefined) return {};
  const isModelled = operation !== undefined && operations[operation].errors.includes(code);
  return isModelled ? { Message: text } : { message: text };
};
