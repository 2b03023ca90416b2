/** Classifies the errors of a watch. */
import {
  errorCode,
  errorMeaning,
  isRetryable,
  isWindowpaneError,
  type RequestError,
  type ServiceError,
} from "@windowpane/core";

/** A transient error. */
export type Transient = RequestError;

/** Whether a retry may help: there was no response, it was not from AWS, or AWS throttled or had an internal error. */
export const isTransient = (error: unknown): error is Transient => isRetryable(error);

/** Whether AWS rejected the request and would reject it again. */
export const isRefusal = (error: unknown): error is ServiceError =>
  isWindowpaneError(error) && error.kind === "service" && !error.retryable;

/** Whether AWS denied the request. */
export const isDenied = (error: unknown): error is ServiceError =>
  isRefusal(error) && errorMeaning(error) === "denied";

/** The error code, and a sentence. */
export const describeTransient = (error: Transient): { readonly code: string; readonly why: string } => ({
  code: errorCode(error),
  why: `${error.operation}: ${sentences[errorMeaning(error)] ?? "AWS had an internal error"}.`,
});

const sentences: Partial<Record<ReturnType<typeof errorMeaning>, string>> = {
  "no-response": "there was no response",
  foreign: "the response is not from AWS (a sign-in page or a proxy)",
  "invalid-output": "the response cannot be read",
  throttled: "AWS throttled the request",
};
