import { isWindowpaneError, type FilterSyntaxError, type WindowpaneError } from "@windowpane/core";
import { isAuthenticationError } from "../auth/authentication-error.ts";
import { DeadlineError } from "../limits/deadline.ts";
import { ProblemError, invalidRequest, type Problem } from "./problem-error.ts";
import type { ProblemName } from "./problems.ts";
import { serviceProblem } from "./service-problem.ts";

/** The problem that an error is, for whoever asked. Nothing that AWS says about the account gets into it. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof ProblemError) return error.problem;
  if (isAuthenticationError(error)) {
    return { problem: "not-authenticated", detail: error.message, members: { code: error.code } };
  }
  if (error instanceof DeadlineError) return { problem: "timed-out", detail: error.message };
  if (isWindowpaneError(error)) return ofFamily(error);
  return { problem: "internal", detail: "Something went wrong here that nobody foresaw." };
};

const ofFamily = (error: WindowpaneError): Problem => {
  const problem = ofKind(error);
  return error.resumeFrom === undefined
    ? problem
    : { ...problem, members: { ...problem.members, resumeFrom: error.resumeFrom } };
};

/** Complete by its type: a new kind of error asks for its problem here. */
const ofKind = (error: WindowpaneError): Problem => {
  switch (error.kind) {
    case "invalid-input":
      return invalidRequest(
        error.faults.map(({ member, message }) => ({ parameter: member, detail: message })),
      ).problem;
    case "filter-syntax":
      return invalidRequest([filterFault("filter", error)]).problem;
    case "service":
      return serviceProblem(error);
    case "transport":
      return about(error, "no-answer", "No answer came to {operation}.");
    case "invalid-output":
      return about(
        error,
        "unreadable-answer",
        "The answer to {operation} has another shape than AWS documents.",
      );
    case "stalled":
      return about(error, "stalled-list", "{operation} gave the same NextToken twice.");
  }
};

const about = (
  { operation }: { readonly operation: string },
  problem: ProblemName,
  detail: string,
): Problem => ({
  problem,
  detail: detail.replace("{operation}", operation),
  members: { operation },
});

/** A filter's fault, without the picture of the filter that its message draws below its first line. */
export const filterFault = (
  parameter: string,
  { message, column }: FilterSyntaxError,
): { readonly parameter: string; readonly detail: string; readonly column: number } => ({
  parameter,
  detail: message.split("\n", 1)[0] ?? message,
  column,
});
