import type { Problem } from "./problem-error.ts";
import { problems } from "./problems.ts";

/** Builds an RFC 9457 problem document. `type` links to the problem's section on the reference page. */
export const problemDocument = (
  { problem, detail, members }: Problem,
  requestId: string,
): Readonly<Record<string, unknown>> => ({
  type: `/docs#problem-${problem}`,
  title: problems[problem].title,
  status: problems[problem].status,
  detail,
  requestId,
  ...members,
});

/** Builds the response for a problem. */
export const problemResponse = (problem: Problem, requestId: string): Response =>
  new Response(JSON.stringify(problemDocument(problem, requestId)), {
    status: problems[problem.problem].status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...problem.headers,
    },
  });
