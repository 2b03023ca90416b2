import { problems, type ProblemName } from "../problem/problems.ts";
import type { ResponseFormat, Route } from "../route/route.ts";
import type { OpenApiContent, OpenApiResponse } from "./document.ts";
import { examples } from "./examples.ts";
import { ref, text, type Schema } from "../schema/schema.ts";

const JSON_MEDIA = "application/json";

/** Builds the responses of a route, by status. */
export const responsesOf = (route: Route): Readonly<Record<string, OpenApiResponse>> => {
  const { main, others } = splitFormats(route);
  const responses: Record<string, OpenApiResponse> = {
    [String(route.status ?? 200)]: {
      description: [
        route.status === 202 ? "The request was accepted." : "Success.",
        ...(others.length === 0 ? [] : [otherFormatsText(route, others)]),
      ].join(" "),
      headers: successHeaders(route),
      content: contentsOf(route, main),
      ...(others.length === 0 ? {} : { "x-other-formats": contentsOf(route, others) }),
    },
  };
  if (route.id === "listEarlierRuns") responses["204"] = { description: "The server has no archive." };
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

/**
 * Splits the formats of a route. `content` has JSON only, if the route has it: generated clients parse responses as JSON, and
 * many give them a union of the types of all media types, whose members cannot be used.
 */
const splitFormats = ({
  formats,
}: Route): { readonly main: readonly ResponseFormat[]; readonly others: readonly ResponseFormat[] } => {
  const json = formats.filter(({ media }) => media === JSON_MEDIA);
  return json.length === 0
    ? { main: formats, others: [] }
    : { main: json, others: formats.filter(({ media }) => media !== JSON_MEDIA) };
};

const otherFormatsText = ({ formatParameter }: Route, others: readonly ResponseFormat[]): string => {
  const selectors = ["`Accept`", ...(formatParameter === undefined ? [] : [`\`${formatParameter}\``])];
  return `Other formats, selected with ${selectors.join(" or ")}: ${others.map(({ media }) => `\`${media}\``).join(", ")}.`;
};

const contentsOf = (
  route: Route,
  formats: readonly ResponseFormat[],
): Readonly<Record<string, OpenApiContent>> =>
  Object.fromEntries(formats.map((format) => [format.media, contentOf(route, format)]));

const contentOf = (route: Route, { media, schema, about }: ResponseFormat): OpenApiContent => {
  const example = media === JSON_MEDIA ? examples[route.id]?.response : undefined;
  const name = media === JSON_MEDIA && isNameless(schema) ? resultName(route) : undefined;
  return {
    schema: name === undefined ? (schema ?? text(about)) : ref(name),
    ...(example === undefined ? {} : { example: JSON.parse(example) }),
  };
};

/** Names the result of a route as AWS names the results of its operations. */
const resultName = ({ id }: Route): string => `${id.charAt(0).toUpperCase()}${id.slice(1)}Result`;

const isNameless = (schema: Schema | undefined): schema is Schema => schema?.properties !== undefined;

/** Returns the schemas of the results that have no named schema, by their new names. */
export const resultSchemas = (routes: readonly Route[]): Readonly<Record<string, Schema>> =>
  Object.fromEntries(
    routes.flatMap((route) => {
      const schema = route.formats.find(({ media }) => media === JSON_MEDIA)?.schema;
      return isNameless(schema) ? [[resultName(route), schema] as const] : [];
    }),
  );

const header = (description: string): unknown => ({ description, schema: { type: "string" } });

const requestIdHeader = { "X-Request-Id": header("Request ID, as in the server's log.") };

const successHeaders = ({ method, queryParameters }: Route): Readonly<Record<string, unknown>> => ({
  ...requestIdHeader,
  ...(method === "GET"
    ? {
        "Cache-Control": header(
          "Finished executions can be cached for one day, running ones cannot be cached.",
        ),
        ETag: header("For `If-None-Match`, also of a response that must not be cached by others."),
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

const admission: readonly ProblemName[] = [
  "not-authenticated",
  "not-allowed",
  "too-many-requests",
  "authentication-unavailable",
];

const service: readonly ProblemName[] = [
  "invalid-input",
  "throttled-by-aws",
  "rejected-by-aws",
  "failed-at-aws",
  "no-response",
  "invalid-response",
];

const scans: readonly ProblemName[] = ["too-many-scans", "stalled-list", "too-many-aws-requests"];
