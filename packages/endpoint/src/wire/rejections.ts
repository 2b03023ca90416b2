/** Errors of requests that do not reach an operation. Observed on similar AWS services, not verified with SSM. */
import { operationNames } from "@windowpane/core";
import { jsonError, RejectedRequestError } from "./errors.ts";

/** Error for a request without a recognisable operation. */
export const undetermined = (): RejectedRequestError =>
  new RejectedRequestError({
    status: 403,
    body:
      "<AccessDeniedException>\n" +
      "  <Message>Unable to determine service/operation name to be authorized</Message>\n" +
      "</AccessDeniedException>\n",
    contentType: undefined,
  });

/** Error for an unknown content type. */
export const unknownContentType = (): RejectedRequestError =>
  new RejectedRequestError({ status: 404, body: "<UnknownOperationException/>\n", contentType: undefined });

/** Error for `application/json`, another protocol of AWS's framework that SSM does not support. */
export const plainJson = (isUnreadable: boolean): RejectedRequestError => {
  const [status, code] = isUnreadable ? [400, "SerializationException"] : [404, "UnknownOperationException"];
  const body = { Output: { __type: `com.amazon.coral.service#${code}` }, Version: "1.0" };
  return new RejectedRequestError({ status, body: JSON.stringify(body), contentType: "application/json" });
};

/** Error for a body that is not a JSON object, or (with a message) for a member with another JSON type. */
export const serialization = (text?: string): RejectedRequestError =>
  new RejectedRequestError(
    jsonError(400, "SerializationException", text === undefined ? {} : { Message: text }),
  );

/**
 * Error for an unknown target. AWS sends no message; for the form of SSM's operations, this endpoint adds a list of the operations
 * that it supports.
 */
export const unknownOperation = (target: string): RejectedRequestError => {
  const name = /^AmazonSSM\.(\w+)$/.exec(target)?.[1];
  if (name === undefined) return new RejectedRequestError(jsonError(400, "UnknownOperationException"));
  const message =
    `This endpoint does not support the operation ${name}. ` +
    `Use AWS Systems Manager itself, or one of: ${operationNames.join(", ")}.`;
  return new RejectedRequestError(jsonError(400, "UnknownOperationException", { message }));
};

/** Error for a body that is too large. 413 is observed on similar AWS services and not verified with SSM. */
export const tooLong = (limit: number): RejectedRequestError => {
  const message = `The request is larger than ${limit} bytes. Remove members that the operation does not need.`;
  return new RejectedRequestError(jsonError(413, "RequestEntityTooLargeException", { message }));
};
