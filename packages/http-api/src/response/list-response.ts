import {
  createReader,
  itemsOf,
  jsonSchema,
  operations,
  planFilter,
  tokenOf,
  withoutSensitive,
  type FilterPlan,
  type Input,
  type Output,
  type PagedName,
  type Term,
} from "@windowpane/core";
import { budgetOf } from "../limits/with-budget.ts";
import { problemOf } from "../problem/problem-of.ts";
import { problemDocument, type ProblemContext } from "../problem/problem-response.ts";
import { jsonResponse, type Freshness, type RouteResponse } from "../route/route-response.ts";
import type { RouteRequest } from "../route/route.ts";

/** Media type of JSON lines, one item per line. */
export const NDJSON = "application/x-ndjson";

/** Query for one of AWS's lists. */
export interface ListQuery<Name extends PagedName> {
  readonly operation: Name;
  /** Input without MaxResults and NextToken. */
  readonly input: Input<Name>;
  readonly maxResults: number | undefined;
  readonly nextToken: string | undefined;
  readonly terms: readonly Term[];
  readonly includeSensitive: boolean;
  /** Called before the page is requested; the result is called with AWS's response. Default: `registered`. */
  readonly freshness?: ((input: Input<Name>) => Promise<(output: Output<Name>) => Freshness>) | undefined;
}

/** Responds with one page of a list as JSON, or with all pages as NDJSON. */
export const listResponse = async <Name extends PagedName>(
  request: RouteRequest,
  query: ListQuery<Name>,
): Promise<RouteResponse> => {
  const plan = planFilter(query.operation, { text: "", terms: query.terms }, { now: request.now });
  return request.media === NDJSON
    ? allPagesResponse(request, query, plan)
    : onePageResponse(request, query, plan);
};

const onePageResponse = async <Name extends PagedName>(
  request: RouteRequest,
  query: ListQuery<Name>,
  plan: FilterPlan,
): Promise<RouteResponse> => {
  const { operation, maxResults, nextToken, freshness } = query;
  const client = request.client({ left: 2 });
  const input = inputOf(query, plan, maxResults, nextToken);
  const freshnessOf = await freshness?.(input);
  const output = await client.call(operation, input, { signal: request.signal });
  const items = itemsOf(operation, output);
  const matching = items.filter((item) => plan.matches(item));
  const member = operations[operation].items;
  const token = tokenOf(output);
  const body = {
    [member]: matching.map(redactFor(query)),
    ...(token === undefined ? {} : { NextToken: token }),
    loaded: items.length,
    shown: matching.length,
  };
  const next = token === undefined ? {} : { next: { nextToken: token } };
  return jsonResponse(body, freshnessOf?.(output) ?? "registered", next);
};

const allPagesResponse = async <Name extends PagedName>(
  request: RouteRequest,
  query: ListQuery<Name>,
  plan: FilterPlan,
): Promise<RouteResponse> => {
  const { operation, maxResults, nextToken } = query;
  const client = request.client(budgetOf(request.limits, "requestsPerScan"));
  const pages = createReader(client, { signal: request.signal }).pages(
    operation,
    inputOf(query, plan, maxResults ?? maxPageSize(operation), nextToken),
    { prefetch: true },
  );
  // An error on the first page sets the status. Later errors can only be reported in the last line.
  const first = await pages.next();
  return { kind: "streamed", media: NDJSON, chunks: writeLines(request, query, plan, first, pages) };
};

async function* writeLines<Name extends PagedName>(
  request: RouteRequest,
  query: ListQuery<Name>,
  plan: FilterPlan,
  first: IteratorResult<Output<Name>, void>,
  pages: AsyncGenerator<Output<Name>, void, undefined>,
): AsyncGenerator<string, void, undefined> {
  const { operation } = query;
  const redact = redactFor(query);
  let next: string | undefined;
  try {
    for (let step = first; step.done !== true; step = await pages.next()) {
      const items = itemsOf(operation, step.value);
      next = tokenOf(step.value);
      const text = items
        .filter((item) => plan.matches(item))
        .map((item) => `${JSON.stringify(redact(item))}\n`)
        .join("");
      if (text !== "") yield text;
    }
  } catch (error) {
    yield problemLine(error, request, next);
  } finally {
    await pages.return();
  }
}

/** Writes the last line of an incomplete list: the problem, with the token to resume from. */
const problemLine = (error: unknown, context: ProblemContext, resumeFrom: string | undefined): string => {
  const document = problemDocument(problemOf(error), context);
  // Errors of a list contain the token; an abort does not.
  const problem = { ...(resumeFrom === undefined ? {} : { resumeFrom }), ...document };
  return `${JSON.stringify({ problem })}\n`;
};

const inputOf = <Name extends PagedName>(
  { input }: ListQuery<Name>,
  { Filters }: FilterPlan,
  MaxResults: number | undefined,
  NextToken: string | undefined,
): Input<Name> => ({
  ...input,
  ...(Filters === undefined ? {} : { Filters }),
  ...(MaxResults === undefined ? {} : { MaxResults }),
  ...(NextToken === undefined ? {} : { NextToken }),
});

const redactFor =
  ({ operation, includeSensitive }: Pick<ListQuery<PagedName>, "operation" | "includeSensitive">) =>
  (item: object): unknown =>
    includeSensitive ? item : itemWithoutSensitive(operation, item);

/** Removes the sensitive members of an item of a list. */
export const itemWithoutSensitive = (operation: PagedName, item: object): unknown => {
  const member = operations[operation].items;
  const redacted = withoutSensitive(operation, { [member]: [item] });
  // The copy has the same shape.
  return (redacted as Readonly<Record<string, readonly unknown[]>>)[member]?.[0];
};

const maxPageSize = (operation: PagedName): number | undefined =>
  jsonSchema(operation, "input").properties?.["MaxResults"]?.maximum;
