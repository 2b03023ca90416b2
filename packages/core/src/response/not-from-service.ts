/** Errors for responses that are not from the service. Messages never quote the response, because it can quote the request. */
import { TransportError } from "../errors/transport-error.ts";
import { mediaTypeOf, type ReceivedResponse, type SentRequest } from "./received.ts";
import { retryAfterOf } from "./retry-after.ts";

const CHECK_ENDPOINT = "Check the endpoint, and look for a sign-in page or a proxy.";

/** Error for a status of 300 or more without an AWS error. */
export const foreignError = (
  operation: string,
  request: SentRequest,
  response: ReceivedResponse,
): TransportError => {
  const { status, headers } = response;
  return new TransportError(operation, messageFor(operation, request, response), {
    meaning: "foreign",
    status,
    retryAfter: retryAfterOf(headers),
    retryable: isTransient(status),
  });
};

/** Error for a successful status with a body that is not from Systems Manager. Retryable, because pages of a proxy can be temporary. */
export const foreignPage = (
  operation: string,
  { origin }: SentRequest,
  { status, headers }: ReceivedResponse,
): TransportError =>
  new TransportError(
    operation,
    `${origin} returned ${mediaTypeOf(headers) || "a body without a content type"} (HTTP ${status}) for ${operation} instead of a Systems Manager response. ` +
      CHECK_ENDPOINT,
    { meaning: "foreign", status },
  );

/** Error for a response that ended early. */
export const incompleteResponse = (
  operation: string,
  { origin }: SentRequest,
  { status }: ReceivedResponse,
): TransportError =>
  new TransportError(
    operation,
    `The response from ${origin} to ${operation} is incomplete (HTTP ${status}). Check the network, or try again.`,
    { status },
  );

const messageFor = (
  operation: string,
  { origin }: SentRequest,
  { status, headers }: ReceivedResponse,
): string => {
  if (status < 400) {
    return `${origin} redirects ${operation}${targetOf(headers, origin)} (HTTP ${status}). ` + CHECK_ENDPOINT;
  }
  if (status === 407) {
    return `A proxy requires authentication for ${operation} (HTTP 407). Check the proxy's URL and credentials.`;
  }
  const type = mediaTypeOf(headers);
  return (
    `${origin} returned HTTP ${status}${type === "" ? "" : ` and ${type}`} for ${operation}, without an AWS error. ` +
    "Check the endpoint and its path, and look for a sign-in page or a proxy."
  );
};

/** Only the origin: the path of a redirect can contain a ticket of a sign-in page. */
const targetOf = (headers: ReceivedResponse["headers"], origin: string): string => {
  const location = headers.get("location") ?? "";
  const [absolute] = /^https?:\/\/[^/?#@\s]+(?=[/?#]|$)/iu.exec(location) ?? [];
  if (absolute !== undefined) return ` to ${absolute}`;
  return location.startsWith("/") ? ` to ${origin}` : "";
};

/** 408: the server timed out while reading the request. 501 and 505: the server does not support the request. */
const isTransient = (status: number): boolean =>
  status === 408 || (status >= 500 && status !== 501 && status !== 505);
