import { InvalidOutputError } from "../errors/invalid-output-error.ts";
import { ServiceError } from "../errors/service-error.ts";
import { isPaged, operations, shapeOf, type OperationName } from "../operations/operations.ts";
import { fromWire } from "../payload/wire.ts";
import { brokenOff, foreignError, foreignPage } from "./not-from-service.ts";
import { firstValue, mediaTypeOf, type ReceivedResponse, type SentRequest } from "./received.ts";
import { refusalIn, refusalInSuccess, type Refusal } from "./refusal.ts";
import { retryAfterOf } from "./retry-after.ts";

/**
 * Reads an HTTP response of AWS JSON 1.1: the one place that decides whether a body is a response to its operation. It is, if
 * it is a JSON object; whose list, if present, is a list; and which has a member of the operation's output, or no member at all.
 * (Whether the service leaves out empty lists is unknown, so `{}` counts as an empty page.) Nothing else is ever read as an
 * empty page: an empty body, `null`, another JSON value or a web page.
 *
 * @returns the output as a transport returns it.
 * @throws ServiceError for an error of AWS, or a status 429; TransportError for a response that broke off or is not from the
 * service (`foreign`); InvalidOutputError for a body that is no object or whose list is no list. The last two are marked
 * `retryable` unless a retry cannot help.
 */
export const readResponse = (
  operation: OperationName,
  request: SentRequest,
  response: ReceivedResponse,
): object => {
  const { status } = response;
  const body = parse(response.text);
  if (status < 200 || status > 299) throw failure(operation, request, response, body);
  const refusal = refusalInSuccess(response, body);
  if (refusal !== undefined) throw serviceError(operation, refusal, response);
  if (body === undefined && response.text.trim() !== "") throw notJson(operation, request, response);
  if (!isObject(body)) throw invalid(operation, `expected object, received ${kindOf(body)}`);
  if (!isOutput(operation, response, body)) throw foreignPage(operation, request, response);
  if (isPaged(operation)) {
    const { items } = operations[operation];
    const list = body[items] ?? [];
    if (!Array.isArray(list)) throw invalid(operation, `${items}: expected array, received ${kindOf(list)}`);
  }
  // An object stays an object.
  return fromWire(operation, body) as object;
};

const failure = (
  operation: OperationName,
  request: SentRequest,
  response: ReceivedResponse,
  body: unknown,
): Error => {
  const refusal = response.status < 400 ? undefined : refusalIn(response, body);
  if (refusal !== undefined) return serviceError(operation, refusal, response);
  // The only status whose meaning does not depend on who sends it.
  if (response.status === 429) return serviceError(operation, { code: "TooManyRequestsException" }, response);
  return foreignError(operation, request, response);
};

const serviceError = (
  operation: string,
  { code, message }: Refusal,
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
  const type = mediaTypeOf(response.headers);
  const isCutOff = /^\s*\{/u.test(response.text) && (type === "" || type.includes("json"));
  return (isCutOff ? brokenOff : foreignPage)(operation, request, response);
};

const invalid = (operation: string, fault: string): InvalidOutputError =>
  new InvalidOutputError(operation, [fault], { retryable: true });

/** A sign-in page can be JSON, too: `{"error":"login_required"}`. */
const isOutput = (
  operation: OperationName,
  { headers }: ReceivedResponse,
  body: Readonly<Record<string, unknown>>,
): boolean => {
  const { members } = shapeOf(operation, "output");
  let isEmpty = true;
  for (const name in body) {
    if (Object.hasOwn(members, name)) return true;
    isEmpty = false;
  }
  const type = mediaTypeOf(headers);
  return isEmpty && (type === "" || type.includes("json"));
};

/** The value; undefined if the text is not JSON, which has no undefined. */
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
