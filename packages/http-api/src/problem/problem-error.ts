import type { ProblemName } from "./problems.ts";

/** One fault of a request. */
export interface RequestFault {
  /** The parameter or the member of the body. */
  readonly parameter: string;
  /** What is wrong with it, and what would be right. */
  readonly detail: string;
}

/** What an occurrence of a problem carries beside its row. */
export interface ProblemDetails {
  /** This occurrence in a sentence or two. */
  readonly detail: string;
  /** Members of the document beyond RFC 9457's own. */
  readonly members?: Readonly<Record<string, unknown>> | undefined;
  /** Headers that the status asks for: `Allow`, `Retry-After`, `WWW-Authenticate`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** An occurrence of a problem. */
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

/** The problem of a request that breaks its rules. */
export const invalidRequest = (errors: readonly RequestFault[]): ProblemError =>
  new ProblemError("invalid-request", {
    detail:
      errors.length === 1 && errors[0] !== undefined
        ? `${errors[0].parameter}: ${errors[0].detail}`
        : `${errors.length} faults; see errors.`,
    members: { errors },
  });
