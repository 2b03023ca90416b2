/** What the errors of a look mean for the next one. */
import { ServiceError, TransportError } from "@windowpane/core";

/** An error that may not occur again. */
export type Transient = ServiceError | TransportError;

/** Whether waiting may help: no response came, AWS throttled, or had an error of its own. */
export const isTransient = (error: unknown): error is Transient =>
  (error instanceof ServiceError || error instanceof TransportError) && error.retryable;

/** Whether AWS refused the request and would refuse it again. */
export const isRefusal = (error: unknown): error is ServiceError =>
  error instanceof ServiceError && !error.retryable;

/** Whether AWS refused the request for lack of permission. */
export const isDenied = (error: unknown): error is ServiceError =>
  isRefusal(error) && /^AccessDenied|^Unauthorized/u.test(error.code);

/** The error's code, and one sentence. */
export const describeTransient = (error: Transient): { readonly code: string; readonly why: string } => {
  if (error instanceof TransportError)
    return { code: "no-answer", why: `${error.operation}: no answer came.` };
  const throttled = /Throttl|TooManyRequests|RequestLimit|RateExceeded/u.test(error.code);
  const why = throttled ? "AWS refused it as too many requests" : "AWS had an error of its own";
  return { code: error.code, why: `${error.operation}: ${why}.` };
};
