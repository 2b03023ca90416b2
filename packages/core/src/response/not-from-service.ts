/** Errors for responses that are not from the service. Their text is never quoted, as it can quote the request. */
import { TransportError } from "../errors/transport-error.ts";
import { mediaTypeOf, type ReceivedResponse, type SentRequest } from "./received.ts";
import { retryAfterOf } from "./retry-after.ts";

/** A status that tells of a failure, without an error of AWS. */
export const foreignError = (
  operation: string,
  request: SentRequest,
  response: ReceivedResponse,
): TransportError => {
  const { status, headers } = response;
  return new TransportError(operation, wordsFor(operation, request, response), {
    meaning: "foreign",
    status,
    retryAfter: retryAfterOf(headers),
    retryable: isTransient(status),
  });
};

/** A status of success, and a body that Systems Manager does not send. A page that a proxy shows for a moment may pass. */
export const foreignPage = (
  operation: string,
  { origin }: SentRequest,
  { status, headers }: ReceivedResponse,
): TransportError =>
  new TransportError(
    operation,
    `${origin} returned ${mediaTypeOf(headers) || "a body without a content type"} (HTTP ${status}) for ${operation}, not a response of Systems Manager. ` +
      "Check the endpoint, and look for a sign-in page or a proxy in between.",
    { meaning: "foreign", status },
  );

/** The response ended before its end. */
export const brokenOff = (
  operation: string,
  { origin }: SentRequest,
  { status }: ReceivedResponse,
): TransportError =>
  new TransportError(
    operation,
    `The response of ${origin} to ${operation} broke off (HTTP ${status}). Check the network, or try again.`,
    { status },
  );

const wordsFor = (
  operation: string,
  { origin }: SentRequest,
  { status, headers }: ReceivedResponse,
): string => {
  if (status < 400) {
    return (
      `${origin} redirects ${operation}${targetOf(headers, origin)} (HTTP ${status}). ` +
      "Check the endpoint, and look for a sign-in page or a proxy in between."
    );
  }
  if (status === 407) {
    return `A proxy requires authentication for ${operation} (HTTP 407). Check the proxy's address and its credentials.`;
  }
  const type = mediaTypeOf(headers);
  return (
    `${origin} returned HTTP ${status}${type === "" ? "" : ` and ${type}`} for ${operation}, without an error of AWS. ` +
    "Check the endpoint and its path, and look for a sign-in page or a proxy in between."
  );
};

/** The path of a redirect can hold a ticket of a sign-in page. */
const targetOf = (headers: ReceivedResponse["headers"], origin: string): string => {
  const location = headers.get("location") ?? "";
  const [absolute] = /^https?:\/\/[^/?#@\s]+(?=[/?#]|$)/iu.exec(location) ?? [];
  if (absolute !== undefined) return ` to ${absolute}`;
  return location.startsWith("/") ? ` to ${origin}` : "";
};

/** 408: a server that gave up reading. 501 and 505: a server that will never do it. */
const isTransient = (status: number): boolean =>
  status === 408 || (status >= 500 && status !== 501 && status !== 505);
