import { InvalidOutputError } from "../errors/invalid-output-error.ts";
import { ServiceError } from "../errors/service-error.ts";
import { isPaged, itemsMember, shapeOf, type OperationName } from "../operations/operations.ts";
import { isOutput } from "../payload/check-response.ts";
import { fromWire } from "../payload/wire.ts";
import { incompleteResponse, foreignError, foreignPage } from "./not-from-service.ts";
import { firstValue, mediaTypeOf, type ReceivedResponse, type SentRequest } from "./received.ts";
import { awsErrorIn, awsErrorInSuccess, type AwsError } from "./aws-error.ts";
import { retryAfterOf } from "./retry-after.ts";
import { UNREAD_LOCATIONS, unreadLocationsIn } from "./unread-locations.ts";

/**
 * Reads an HTTP response of AWS JSON 1.1. This is the only place that decides whether a body is a response to its operation: it
 * must be a JSON object, its list (if present) must be a list, and it must have a member of the operation's output or no members.
 * (It is unknown whether the service omits empty lists, so `{}` is an empty page.) An empty body, `null`, another JSON value or a
 * web page is never read as an empty page.
 *
 * @returns the output as a transport returns it.
 * @throws ServiceError for an AWS error or a status 429; TransportError for an incomplete response or one that is not from the
 * service (`foreign`); InvalidOutputError if the body is not an object or its list is not a list. The last two are `retryable`
 * unless a retry cannot help.
 */
export const readResponse = (
  operation: OperationName,
  request: SentRequest,
  response: ReceivedResponse,
): object => {
  const { status } = response;
  const body = parse(response.text);
  if (status < 200 || status > 299) throw failure(operation, request, response, body);
  const awsError = awsErrorInSuccess(response, body);
  if (awsError !== undefined) throw serviceError(operation, awsError, response);
  if (body === undefined && response.text.trim() !== "") throw notJson(operation, request, response);
  if (!isObject(body)) throw invalid(operation, `expected object, received ${kindOf(body)}`);
  // Also detects sign-in pages that are JSON, such as `{"error":"login_required"}`, or `{}` as HTML.
  const isEmpty = Object.keys(body).length === 0;
  if (!isOutput(shapeOf(operation, "output"), body) || (isEmpty && !isJson(response)))
    throw foreignPage(operation, request, response);
  if (isPaged(operation)) {
    const items = itemsMember(operation);
    const list = body[items] ?? [];
    if (!Array.isArray(list)) throw invalid(operation, `${items}: expected array, received ${kindOf(list)}`);
  }
  // fromWire returns an object for an object.
  return fromWire(operation, body) as object;
};

const failure = (
  operation: OperationName,
  request: SentRequest,
  response: ReceivedResponse,
  body: unknown,
): Error => {
  const awsError = response.status < 400 ? undefined : awsErrorIn(response, body);
  if (awsError !== undefined) {
    const unread = awsError.code === UNREAD_LOCATIONS ? unreadLocationsIn(operation, body) : undefined;
    return unread ?? serviceError(operation, awsError, response);
  }
  // 429 has the same meaning from a proxy as from the service.
  if (response.status === 429) return serviceError(operation, { code: "TooManyRequestsException" }, response);
  return foreignError(operation, request, response);
};

const serviceError = (
  operation: string,
  { code, message }: AwsError,
  { status, headers }: ReceivedResponse,
): ServiceError =>
  new ServiceError(operation, {
    code,
    message,
    status,
    requestId:
      firstValue(headers, "x-amzn-requestid") || firstValue(headers, "x-amz-request-id") || undefined,
    retryAfter: retryAfterOf(headers),
  });

const notJson = (operation: string, request: SentRequest, response: ReceivedResponse): Error => {
  const isCutOff = /^\s*\{/u.test(response.text) && isJson(response);
  return (isCutOff ? incompleteResponse : foreignPage)(operation, request, response);
};

const isJson = ({ headers }: ReceivedResponse): boolean => {
  const type = mediaTypeOf(headers);
  return type === "" || type.includes("json");
};

const invalid = (operation: string, mismatch: string): InvalidOutputError =>
  new InvalidOutputError(operation, [mismatch], { retryable: true });

/** Parses JSON. Returns undefined for other text. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const kindOf = (value: unknown): string => {
  if (value === undefined) return "an empty body";
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
};
