import { ServiceError, TransportError } from "@windowpane/core";

/** An error that may not come again. */
export type Transient = ServiceError | TransportError;

/** Whether waiting may help: no answer came, AWS throttled, or had an error of its own. */
export const isTransient = (error: unknown): error is Transient =>
  (error instanceof ServiceError || error instanceof TransportError) && error.retryable;

/** The error in words: its code, and one sentence. */
export const describeTransient = (error: Transient): { readonly code: string; readonly why: string } => {
  if (error instanceof TransportError)
    return { code: "no-answer", why: `${error.operation}: no answer came.` };
  const throttled = /Throttl|TooManyRequests|RequestLimit|RateExceeded/u.test(error.code);
  const why = throttled ? "AWS refused it as too many requests" : "AWS had an error of its own";
  return { code: error.code, why: `${error.operation}: ${why}.` };
};
