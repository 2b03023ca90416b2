import { errorMeaning, type ServiceError } from "@windowpane/core";
import { REQUEST_LIMIT } from "../limits/with-budget.ts";
import type { Problem } from "./problem-error.ts";

/** Translates an error of AWS to a problem for the caller. */
export const serviceProblem = (error: ServiceError): Problem => {
  const { code, operation, requestId } = error;
  const members = {
    operation,
    code,
    // AWS support asks for it.
    ...(requestId === undefined ? {} : { awsRequestId: requestId }),
  };
  if (code === REQUEST_LIMIT) {
    return { problem: "too-many-aws-requests", detail: error.message, members: { operation } };
  }
  switch (errorMeaning(error)) {
    case "throttled": {
      const seconds = Math.max(1, Math.ceil((error.retryAfter ?? 1000) / 1000));
      return {
        problem: "throttled-by-aws",
        detail: `AWS responded to ${operation} with ${code}. Retry in ${seconds} s.`,
        members,
        headers: { "retry-after": String(seconds) },
      };
    }
    case "not-found":
      return { problem: "not-found", detail: messageOf(error), members };
    case "stale-token":
    case "invalid-input":
      return { problem: "invalid-input", detail: messageOf(error), members };
    case "fault":
      return { problem: "failed-at-aws", detail: `AWS responded to ${operation} with ${code}.`, members };
    default:
      return {
        problem: "rejected-by-aws",
        // AWS's message names accounts, roles and sessions, which callers must not see.
        detail: `AWS responded to ${operation} with ${code}. The server's AWS credentials must be valid and allow ssm:${operation}.`,
        members,
      };
  }
};

/** Returns AWS's message for errors about the request itself; it reveals nothing about the account. */
const messageOf = ({ message, code, operation }: ServiceError): string =>
  message === code ? `AWS responded to ${operation} with ${code}.` : message;
