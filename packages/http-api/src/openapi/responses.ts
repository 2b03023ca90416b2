import { problems, type ProblemName } from "../problem/problems.ts";
import type { ResponseFormat, Route } from "../route/route.ts";
import type { OpenApiResponse } from "./document.ts";
import { examples } from "./examples.ts";
import { ref } from "../schema/schema.ts";

/** Builds the responses of a route, by status. */
export const responsesOf = (route: Route): Readonly<Record<string, OpenApiResponse>> => {
  const responses: Record<string, OpenApiResponse> = {
    [String(route.status ?? 200)]: {
      description: route.status === 202 ? "The request was accepted." : "Success.",
      headers: successHeaders(route),
      content: Object.fromEntries(route.formats.map((format) => [format.media, contentOf(route, format)])),
    },
  };
  if (route.id === "followExecution")
    responses["204"] = { description: "The client has already received the last event." };
  else if (route.method === "GET" && route.role !== undefined) {
    responses["304"] = { description: "The client's copy is current (`If-None-Match`)." };
  }
  for (const [status, names] of byStatus(problemsOf(route))) {
    responses[status] = {
      description: names.map((name) => `${problems[name].title} (\`${name}\`).`).join(" "),
      content: { "application/problem+json": { schema: ref("Problem") } },
      ...(status === "429" || status === "401" ? { headers: errorHeaders[status] } : {}),
    };
  }
  return responses;
};

const contentOf = (
  { id }: Route,
  { media, schema }: ResponseFormat,
): NonNullable<OpenApiResponse["content"]>[string] => {
  const example = media === "application/json" ? examples[id]?.response : undefined;
  return {
    ...(schema === undefined ? {} : { schema }),
    ...(example === undefined ? {} : { example: JSON.parse(example) }),
  };
};

const header = (description: string): unknown => ({ description, schema: { type: "string" } });

const requestIdHeader = { "X-Request-Id": header("Request ID, as in the server's log.") };

const successHeaders = ({ method, queryParameters }: Route): Readonly<Record<string, unknown>> => ({
  ...requestIdHeader,
  ...(method === "GET"
    ? {
        "Cache-Control": header(
          "Finished executions can be cached for one day, running ones cannot be cached.",
        ),
        ETag: header("For `If-None-Match`. Absent on responses that cannot be cached."),
      }
    : {}),
  ...("nextToken" in queryParameters || "cursor" in queryParameters
    ? { Link: header('The next page, as `rel="next"`. Absent on the last page.') }
    : {}),
});

const errorHeaders = {
  "401": { "WWW-Authenticate": header("Authentication scheme, if it has a challenge.") },
  "429": { "Retry-After": header("Seconds to wait before the next request.") },
};

const byStatus = (names: readonly ProblemName[]): ReadonlyMap<string, readonly ProblemName[]> => {
  const statuses = new Map<string, ProblemName[]>();
  for (const name of names) {
    const status = String(problems[name].status);
    statuses.set(status, [...(statuses.get(status) ?? []), name]);
  }
  return new Map([...statuses].toSorted(([one], [other]) => Number(one) - Number(other)));
};

/** Returns all problems of a route. */
const problemsOf = (route: Route): readonly ProblemName[] => [
  ...new Set<ProblemName>([
    "malformed-url",
    "invalid-request",
    "not-acceptable",
    "url-too-long",
    "internal",
    "timed-out",
    ...(route.role === undefined ? [] : admission),
    ...(route.operations.length === 0 ? [] : service),
    ...(route.formats.some((format) => format.scans === true) ? scans : []),
    ...(route.problems ?? []),
  ]),
];

const admission: readonly ProblemName[] = ["not-authenticated", "not-allowed", "too-many-requests"];

const service: readonly ProblemName[] = [
  "invalid-input",
  "throttled-by-aws",
  "rejected-by-aws",
  "failed-at-aws",
  "no-response",
  "invalid-response",
];

const scans: readonly ProblemName[] = ["too-many-scans", "stalled-list", "too-many-aws-requests"];
