import { ownUrl } from "../links/own-url.ts";
import type { Problem } from "./problem-error.ts";
import { problems } from "./problems.ts";

/** What a problem document contains about its request. */
export interface ProblemContext {
  readonly requestId: string;
  /** Path of the app at its host; empty at the root. */
  readonly base: string;
}

/** Builds an RFC 9457 problem document. `type` links to the problem's section on the reference page. */
export const problemDocument = (
  { problem, detail, members }: Problem,
  { requestId, base }: ProblemContext,
): Readonly<Record<string, unknown>> => ({
  type: ownUrl(base, `/docs#problem-${problem}`),
  name: problem,
  title: problems[problem].title,
  status: problems[problem].status,
  detail,
  requestId,
  ...members,
});

/** Builds the response for a problem. */
export const problemResponse = (problem: Problem, context: ProblemContext): Response =>
  new Response(JSON.stringify(problemDocument(problem, context)), {
    status: problems[problem.problem].status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...problem.headers,
    },
  });
