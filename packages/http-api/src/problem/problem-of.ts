import {
  WindowpaneError,
  type ErrorKind,
  type FilterSyntaxError,
  type InvalidInputError,
  type InvalidOutputError,
  type ServiceError,
  type StalledError,
  type TransportError,
} from "@windowpane/core";
import { AuthenticationError } from "../auth/authentication-error.ts";
import { DeadlineError } from "../limits/deadline.ts";
import { ProblemError, invalidRequest, type Problem } from "./problem-error.ts";
import { serviceProblem } from "./service-problem.ts";

/** The problem that an error is, for whoever asked. Nothing that AWS says about the account gets into it. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof AuthenticationError) {
    return { problem: "not-authenticated", detail: error.message, members: { code: error.code } };
  }
  if (error instanceof DeadlineError) return { problem: "timed-out", detail: error.message };
  if (error instanceof WindowpaneError) return ofFamily(error);
  return { problem: "internal", detail: "Something went wrong here that nobody foresaw." };
};

const ofFamily = (error: WindowpaneError): Problem => {
  // The table pairs kind and class; a union of functions cannot say so.
  const toProblem = problemsByKind[error.kind] as (error: WindowpaneError) => Problem;
  const problem = toProblem(error);
  return error.resumeFrom === undefined
    ? problem
    : { ...problem, members: { ...problem.members, resumeFrom: error.resumeFrom } };
};

interface ErrorsByKind extends Record<ErrorKind, WindowpaneError> {
  readonly "invalid-input": InvalidInputError;
  readonly "filter-syntax": FilterSyntaxError;
  readonly service: ServiceError;
  readonly transport: TransportError;
  readonly "invalid-output": InvalidOutputError;
  readonly stalled: StalledError;
}

/** Complete by its type: a new kind of error asks for its problem here. */
const problemsByKind: { readonly [Kind in ErrorKind]: (error: ErrorsByKind[Kind]) => Problem } = {
  "invalid-input": ({ faults }) =>
    invalidRequest(faults.map(({ member, message }) => ({ parameter: member, detail: message }))).problem,
  "filter-syntax": (error) => invalidRequest([filterFault("filter", error)]).problem,
  service: serviceProblem,
  transport: ({ operation }) => ({
    problem: "no-answer",
    detail: `No answer came to ${operation}.`,
    members: { operation },
  }),
  "invalid-output": ({ operation }) => ({
    problem: "unreadable-answer",
    detail: `The answer to ${operation} has another shape than AWS documents.`,
    members: { operation },
  }),
  stalled: ({ operation }) => ({
    problem: "stalled-list",
    detail: `${operation} gave the same NextToken twice.`,
    members: { operation },
  }),
};

/** A filter's fault, without the picture of the filter that its message draws below its first line. */
export const filterFault = (
  parameter: string,
  { message, column }: FilterSyntaxError,
): { readonly parameter: string; readonly detail: string; readonly column: number } => ({
  parameter,
  detail: message.split("\n", 1)[0] ?? message,
  column,
});
