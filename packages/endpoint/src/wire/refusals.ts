/** Refusals before an operation is looked at. Their forms were seen on sibling services and are not verified on SSM. */
import { operationNames } from "@windowpane/core";
import { jsonError, RefusedError } from "./errors.ts";

/** Neither the method nor the headers say what is asked for. */
export const undetermined = (): RefusedError =>
  new RefusedError({
    status: 403,
    body:
      "<AccessDeniedException>\n" +
      "  <Message>Unable to determine service/operation name to be authorized</Message>\n" +
      "</AccessDeniedException>\n",
    contentType: undefined,
  });

/** There is a target, but its body is in no form that the service reads. */
export const unknownContentType = (): RefusedError =>
  new RefusedError({ status: 404, body: "<UnknownOperationException/>\n", contentType: undefined });

/** `application/json` is another protocol of AWS's framework, in which SSM has no operations. */
export const plainJson = (isUnreadable: boolean): RefusedError => {
  const [status, code] = isUnreadable ? [400, "SerializationException"] : [404, "UnknownOperationException"];
  const body = { Output: { __type: `com.amazon.coral.service#${code}` }, Version: "1.0" };
  return new RefusedError({ status, body: JSON.stringify(body), contentType: "application/json" });
};

/** A body that is no JSON object, or a member of another JSON type; only the second has a text. */
export const serialization = (text?: string): RefusedError =>
  new RefusedError(jsonError(400, "SerializationException", text === undefined ? {} : { Message: text }));

/**
 * An unknown target. AWS says no more; for one of SSM's own operations we add what this endpoint supports, because its client
 * did nothing wrong.
 */
export const unknownOperation = (target: string): RefusedError => {
  const name = /^AmazonSSM\.(\w+)$/.exec(target)?.[1];
  if (name === undefined) return new RefusedError(jsonError(400, "UnknownOperationException"));
  const message =
    `${name} is not among the operations of AWS Systems Manager that this endpoint answers. ` +
    `Ask the service itself, or one of: ${operationNames.join(", ")}.`;
  return new RefusedError(jsonError(400, "UnknownOperationException", { message }));
};

/** A body beyond the limit. What SSM says to it is unverified; 413 is what its siblings answer. */
export const tooLong = (limit: number): RefusedError => {
  const message = `The request is longer than ${limit} bytes. Leave out what the operation does not need.`;
  return new RefusedError(jsonError(413, "RequestEntityTooLargeException", { message }));
};
