/** What the errors of a look mean for the next one. */
import {
  errorCode,
  errorMeaning,
  isRetryable,
  isWindowpaneError,
  type RequestError,
  type ServiceError,
} from "@windowpane/core";

/** An error that may not occur again. */
export type Transient = RequestError;

/** Whether waiting may help: no response came, it was none of AWS, AWS throttled, or had an error of its own. */
export const isTransient = (error: unknown): error is Transient => isRetryable(error);

/** Whether AWS refused the request and would refuse it again. */
export const isRefusal = (error: unknown): error is ServiceError =>
  isWindowpaneError(error) && error.kind === "service" && !error.retryable;

/** Whether AWS refused the request for lack of permission. */
export const isDenied = (error: unknown): error is ServiceError =>
  isRefusal(error) && errorMeaning(error) === "denied";

/** The error's code, and one sentence. */
export const describeTransient = (error: Transient): { readonly code: string; readonly why: string } => ({
  code: errorCode(error),
  why: `${error.operation}: ${sentences[errorMeaning(error)] ?? "AWS had an error of its own"}.`,
});

const sentences: Partial<Record<ReturnType<typeof errorMeaning>, string>> = {
  "no-response": "no response came",
  foreign: "something other than AWS responded (a sign-in page or a proxy)",
  "invalid-output": "the response cannot be read",
  throttled: "AWS refused it as too many requests",
};
