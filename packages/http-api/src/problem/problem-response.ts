import { problems } from "./problems.ts";
import type { Problem } from "./problem-error.ts";

/** The document of a problem, as RFC 9457 writes it. `type` leads to its section on the reference page. */
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

/** The answer that a problem is. */
export const problemResponse = (problem: Problem, requestId: string): Response =>
  new Response(JSON.stringify(problemDocument(problem, requestId)), {
    status: problems[problem.problem].status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...problem.headers,
    },
  });
