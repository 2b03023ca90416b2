import {
  isWindowpaneError,
  type FilterSyntaxError,
  type OperationName,
  type UnreadLocationsError,
  type WindowpaneError,
} from "@windowpane/core";
import { gapsOf } from "@windowpane/report";
import { isKeysUnavailable } from "../auth/access-keys.ts";
import { isAuthenticationError } from "../auth/authentication-error.ts";
import { DeadlineError } from "../limits/deadline.ts";
import { publicGaps } from "./public-gaps.ts";
import { invalidRequest, ProblemError, type Problem, type RequestFault } from "./problem-error.ts";
import type { ProblemName } from "./problems.ts";
import { serviceProblem } from "./service-problem.ts";

/** Translates an error to a problem. AWS's messages about the account are never passed on. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof ProblemError) return error.problem;
  if (isAuthenticationError(error)) {
    return { problem: "not-authenticated", detail: error.message, members: { code: error.code } };
  }
  if (isKeysUnavailable(error)) {
    const seconds = Math.ceil(error.retryAfter / 1000);
    return {
      problem: "authentication-unavailable",
      detail: `${error.message} Retry in ${seconds} s.`,
      headers: { "retry-after": String(seconds) },
    };
  }
  if (error instanceof DeadlineError) return { problem: "timed-out", detail: error.message };
  if (isWindowpaneError(error)) return windowpaneProblem(error);
  return { problem: "internal", detail: "An unexpected error occurred. The server's log has the details." };
};

const windowpaneProblem = (error: WindowpaneError): Problem => {
  const problem = problemOfKind(error);
  return error.resumeFrom === undefined
    ? problem
    : { ...problem, members: { ...problem.members, resumeFrom: error.resumeFrom } };
};

/** Exhaustive by type: a new kind of error does not compile without its problem. */
const problemOfKind = (error: WindowpaneError): Problem => {
  switch (error.kind) {
    case "invalid-input":
      return invalidRequest(
        error.violations.map(({ member, message }) => ({ parameter: member, detail: message })),
      ).problem;
    case "filter-syntax":
      return invalidRequest(filterFaults("filter", error)).problem;
    case "service":
      return serviceProblem(error);
    case "transport":
      return error.meaning === "damaged"
        ? operationProblem(error, "internal", "The stored response to {operation} is damaged.")
        : operationProblem(error, "no-response", "AWS sent no response to {operation}.");
    case "invalid-output":
      return operationProblem(
        error,
        "invalid-response",
        "The response to {operation} does not have the shape that AWS documents.",
      );
    case "stalled":
      return operationProblem(error, "stalled-list", "{operation} returned the same NextToken twice.");
    case "unread-locations":
      return unreadProblem(error);
  }
};

/** One gap for each account and region, with its reason and remedy. */
const unreadProblem = (error: UnreadLocationsError): Problem => {
  const { operation, locations, message } = error;
  // Merged lists are lists of AWS.
  const subject = { operation: operation as OperationName, ids: {}, what: "The list" };
  return {
    problem: "unread-locations",
    detail: message,
    members: { operation, unread: locations.length, gaps: publicGaps(gapsOf(error, subject), false) },
  };
};

const operationProblem = (
  { operation }: { readonly operation: string },
  problem: ProblemName,
  detail: string,
): Problem => ({
  problem,
  detail: detail.replace("{operation}", operation),
  members: { operation },
});

/** Describes the errors in a filter, one for each term that has one. */
export const filterFaults = (parameter: string, error: FilterSyntaxError): readonly RequestFault[] =>
  [error, ...error.others].map(({ problem, column, allowed }) => ({
    parameter,
    detail: `${problem} (column ${column})`,
    column,
    ...(allowed === undefined ? {} : { allowed }),
  }));
