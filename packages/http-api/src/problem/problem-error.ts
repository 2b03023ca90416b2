import type { ProblemName } from "./problems.ts";

/** An invalid parameter or body member. */
export interface RequestFault {
  /** Name of the parameter, or of the member of the body. */
  readonly parameter: string;
  /** What is wrong, and what is valid. */
  readonly detail: string;
  /** Position in a filter, in characters from 1. */
  readonly column?: number | undefined;
  /** Valid values. Default: not a fixed set. */
  readonly allowed?: readonly string[] | undefined;
}

/** Details of one occurrence of a problem. */
export interface ProblemDetails {
  /** Description of the occurrence, in one or two sentences. */
  readonly detail: string;
  /** Members of the document beyond those of RFC 9457. */
  readonly members?: Readonly<Record<string, unknown>> | undefined;
  /** Headers that belong to the status: `Allow`, `Retry-After`, `WWW-Authenticate`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** One occurrence of a problem. */
export interface Problem extends ProblemDetails {
  readonly problem: ProblemName;
}

/** Ends a request with a problem. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;

  constructor(problem: ProblemName, details: ProblemDetails, options?: ErrorOptions) {
    super(details.detail, options);
    this.problem = { problem, ...details };
  }
}

/** Creates the error of an invalid request. */
export const invalidRequest = (errors: readonly RequestFault[]): ProblemError =>
  new ProblemError("invalid-request", {
    detail:
      errors.length === 1 && errors[0] !== undefined
        ? `${errors[0].parameter}: ${errors[0].detail}`
        : `${errors.length} errors; see \`errors\`.`,
    members: { errors },
  });
