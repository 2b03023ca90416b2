import { codeMeaning, type CodeMeaning, type ErrorMeaning } from "./code-meaning.ts";
import type { InvalidOutputError } from "./invalid-output-error.ts";
import type { ServiceError } from "./service-error.ts";
import type { TransportError } from "./transport-error.ts";
import { isWindowpaneError, type WindowpaneError } from "./windowpane-error.ts";

/**
 * What an error means, whichever of its several names the service used.
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
 * Which error a list gives for a token that it does not accept is documented for a few lists only; the others give the
 * general one. After a first page only the token has changed. The text that lists faults of members quotes their values.
 */
const isAboutToken = ({ code, message, resumeFrom }: ServiceError): boolean =>
  code === "ValidationException" &&
  (resumeFrom !== undefined ||
    (/\btoken\b/iu.test(message) && !/validation errors? detected/u.test(message)));

/** An error of a request that was sent, or should have been. */
export type RequestError = ServiceError | TransportError | InvalidOutputError;

/** Whether the same request may succeed later: throttling, a fault, a lost connection, a body that is no response. */
export const isRetryable = (error: unknown): error is RequestError =>
  isWindowpaneError(error) && "retryable" in error && error.retryable;

/** Whether the service refused because of too many requests. Such a request did nothing. */
export const isThrottled = (error: unknown): error is ServiceError =>
  isWindowpaneError(error) && errorMeaning(error) === "throttled";
