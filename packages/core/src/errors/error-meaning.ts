import { codeMeaning, type CodeMeaning, type ErrorMeaning } from "./code-meaning.ts";
import type { InvalidOutputError } from "./invalid-output-error.ts";
import type { ServiceError } from "./service-error.ts";
import type { TransportError } from "./transport-error.ts";
import { isWindowpaneError, type WindowpaneError } from "./windowpane-error.ts";

/**
 * Meaning of an error, for all the codes that the service uses for it.
 *
 * @example
 * if (isWindowpaneError(error) && errorMeaning(error) === "denied") console.log("Allow ssm:DescribeMaintenanceWindows.");
 */
export const errorMeaning = (error: WindowpaneError): ErrorMeaning => {
  switch (error.kind) {
    case "service":
      return refusalMeaning(error);
    case "transport":
      return error.meaning;
    case "filter-syntax":
      return "invalid-input";
    default:
      return error.kind;
  }
};

const refusalMeaning = (error: ServiceError): CodeMeaning => {
  const meaning = codeMeaning(error.code, error.status);
  if (meaning === "invalid-input" && isAboutToken(error)) return "stale-token";
  return meaning === "refused" && error.retryable ? "fault" : meaning;
};

/**
 * AWS documents the error for a rejected page token for a few lists only; other lists return ValidationException. After the
 * first page, only the token differs. Messages of "validation errors detected" are about members and quote their values.
 */
const isAboutToken = ({ code, message, resumeFrom }: ServiceError): boolean =>
  code === "ValidationException" &&
  (resumeFrom !== undefined ||
    (/\btoken\b/iu.test(message) && !/validation errors? detected/u.test(message)));

/** An error of a request that was sent or could not be sent. */
export type RequestError = ServiceError | TransportError | InvalidOutputError;

/** Whether the same request may succeed later: throttling, a fault, a lost connection, an unreadable response. */
export const isRetryable = (error: unknown): error is RequestError =>
  isWindowpaneError(error) && "retryable" in error && error.retryable;

/** Whether the service refused because of too many requests. Such a request did nothing. */
export const isThrottled = (error: unknown): error is ServiceError =>
  isWindowpaneError(error) && errorMeaning(error) === "throttled";
