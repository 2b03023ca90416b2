import { problems, type ProblemName } from "../problem/problems.ts";
import type { Form, Route } from "../route.ts";
import type { OpenApiResponse } from "./document.ts";
import { examples } from "./examples.ts";
import { ref } from "./schema.ts";

/** Every answer of a route, by its status. */
export const responsesOf = (row: Route): Readonly<Record<string, OpenApiResponse>> => {
  const responses: Record<string, OpenApiResponse> = {
    [String(row.status ?? 200)]: {
      description: row.summary,
      headers: successHeaders(row),
      content: Object.fromEntries(row.forms.map((form) => [form.media, contentOf(row, form)])),
    },
  };
  if (row.id === "followExecution")
    responses["204"] = { description: "The client has the last event already." };
  else if (row.method === "GET" && row.role !== undefined) {
    responses["304"] = { description: "The client has it already (`If-None-Match`)." };
  }
  for (const [status, names] of byStatus(problemsOf(row))) {
    responses[status] = {
      description: names.map((name) => `${problems[name].title} (\`${name}\`).`).join(" "),
      content: { "application/problem+json": { schema: ref("Problem") } },
      ...(status === "429" || status === "401" ? { headers: refusalHeaders[status] } : {}),
    };
  }
  return responses;
};

const contentOf = (
  { id }: Route,
  { media, schema }: Form,
): NonNullable<OpenApiResponse["content"]>[string] => {
  const example = media === "application/json" ? examples[id]?.answer : undefined;
  return {
    ...(schema === undefined ? {} : { schema }),
    ...(example === undefined ? {} : { example: JSON.parse(example) }),
  };
};

const header = (description: string): unknown => ({ description, schema: { type: "string" } });

const requestIdHeader = { "X-Request-Id": header("The id of the request, as the server's log has it.") };

const successHeaders = ({ method, queryParameters }: Route): Readonly<Record<string, unknown>> => ({
  ...requestIdHeader,
  ...(method === "GET"
    ? {
        "Cache-Control": header(
          "How long the answer holds: a finished execution is kept, a running one is not.",
        ),
        ETag: header("For `If-None-Match`; absent on answers that are not kept."),
      }
    : {}),
  ...("nextToken" in queryParameters || "cursor" in queryParameters
    ? { Link: header('The next page, as `rel="next"`; absent on the last one.') }
    : {}),
});

const refusalHeaders = {
  "401": { "WWW-Authenticate": header("How to prove who asks, where a header can say so.") },
  "429": { "Retry-After": header("Seconds.") },
};

const byStatus = (names: readonly ProblemName[]): ReadonlyMap<string, readonly ProblemName[]> => {
  const statuses = new Map<string, ProblemName[]>();
  for (const name of names) {
    const status = String(problems[name].status);
    statuses.set(status, [...(statuses.get(status) ?? []), name]);
  }
  return new Map([...statuses].toSorted(([one], [other]) => Number(one) - Number(other)));
};

/** Every problem that a route can answer with. */
const problemsOf = (row: Route): readonly ProblemName[] => [
  ...new Set<ProblemName>([
    "malformed-url",
    "invalid-request",
    "not-acceptable",
    "address-too-long",
    "internal",
    "timed-out",
    ...(row.role === undefined ? [] : admission),
    ...(row.operations.length === 0 ? [] : service),
    ...(row.forms.some((form) => form.walks === true) ? walks : []),
    ...(row.problems ?? []),
  ]),
];

const admission: readonly ProblemName[] = ["not-authenticated", "not-allowed", "too-many-requests"];

const service: readonly ProblemName[] = [
  "refused-input",
  "throttled-by-aws",
  "refused-by-aws",
  "failed-at-aws",
  "no-answer",
  "unreadable-answer",
];

const walks: readonly ProblemName[] = ["too-many-walks", "stalled-list", "too-much-work"];
