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
import { problemDocument } from "../problem/problem-response.ts";
import { problemOf } from "../problem/problem-of.ts";
import type { Asked } from "../route.ts";
import { json, type Answer, type Freshness } from "./answer.ts";

/** Lines of JSON, one for each item. */
export const NDJSON = "application/x-ndjson";

/** What a list is asked for. */
export interface ListRequest<Name extends PagedName> {
  readonly operation: Name;
  /** Without token and size. */
  readonly input: Input<Name>;
  readonly maxResults: number | undefined;
  readonly nextToken: string | undefined;
  readonly terms: readonly Term[];
  readonly includeSensitive: boolean;
  /** How long the page holds. Begun before the page is requested, and then given AWS's response. Default: `registered`. */
  readonly freshness?: ((input: Input<Name>) => Promise<(output: Output<Name>) => Freshness>) | undefined;
}

/** A page of one of AWS's lists, or all of it as lines. */
export const answerList = async <Name extends PagedName>(
  asked: Asked,
  request: ListRequest<Name>,
): Promise<Answer> => {
  const plan = planFilter(request.operation, { text: "", terms: request.terms }, { now: asked.now });
  return asked.media === NDJSON ? lines(asked, request, plan) : page(asked, request, plan);
};

const page = async <Name extends PagedName>(
  asked: Asked,
  request: ListRequest<Name>,
  plan: FilterPlan,
): Promise<Answer> => {
  const { operation, maxResults, nextToken, freshness } = request;
  const client = asked.client({ left: 2 });
  const input = inputOf(request, plan, maxResults, nextToken);
  const freshnessOf = await freshness?.(input);
  const output = await client.call(operation, input, { signal: asked.signal });
  const items = itemsOf(operation, output);
  const shown = items.filter((item) => plan.matches(item));
  const member = operations[operation].items;
  const token = tokenOf(output);
  const body = {
    [member]: shown.map(visibleIn(request)),
    ...(token === undefined ? {} : { NextToken: token }),
    loaded: items.length,
    shown: shown.length,
  };
  const next = token === undefined ? {} : { next: { nextToken: token } };
  return json(body, freshnessOf?.(output) ?? "registered", next);
};

const lines = async <Name extends PagedName>(
  asked: Asked,
  request: ListRequest<Name>,
  plan: FilterPlan,
): Promise<Answer> => {
  const { operation, maxResults, nextToken } = request;
  const client = asked.client({ left: asked.limits.requestsPerWalk });
  const pages = createReader(client, { signal: asked.signal }).pages(
    operation,
    inputOf(request, plan, maxResults ?? mostResults(operation), nextToken),
    { prefetch: true },
  );
  // The first page decides over the status; after it the only place for a failure is the last line.
  const first = await pages.next();
  return { kind: "streamed", media: NDJSON, pieces: writeLines(asked, request, plan, first, pages) };
};

async function* writeLines<Name extends PagedName>(
  asked: Asked,
  request: ListRequest<Name>,
  plan: FilterPlan,
  first: IteratorResult<Output<Name>, void>,
  pages: AsyncGenerator<Output<Name>, void, undefined>,
): AsyncGenerator<string, void, undefined> {
  const { operation } = request;
  const visible = visibleIn(request);
  let next: string | undefined;
  try {
    for (let step = first; step.done !== true; step = await pages.next()) {
      const items = itemsOf(operation, step.value);
      next = tokenOf(step.value);
      const text = items
        .filter((item) => plan.matches(item))
        .map((item) => `${JSON.stringify(visible(item))}\n`)
        .join("");
      // An empty page is no piece: a reader would wait for the next one anyway.
      if (text !== "") yield text;
    }
  } catch (error) {
    yield lastLine(error, asked.requestId, next);
  } finally {
    await pages.return();
  }
}

/** The line that ends a list too early: what is missing, and the token to go on with where there is one. */
const lastLine = (error: unknown, requestId: string, resumeFrom: string | undefined): string => {
  const document = problemDocument(problemOf(error), requestId);
  // A walk tells its errors the token; an abort is no error of the walk.
  const problem = { ...(resumeFrom === undefined ? {} : { resumeFrom }), ...document };
  return `${JSON.stringify({ problem })}\n`;
};

const inputOf = <Name extends PagedName>(
  { input }: ListRequest<Name>,
  { Filters }: FilterPlan,
  MaxResults: number | undefined,
  NextToken: string | undefined,
): Input<Name> => ({
  ...input,
  ...(Filters === undefined ? {} : { Filters }),
  ...(MaxResults === undefined ? {} : { MaxResults }),
  ...(NextToken === undefined ? {} : { NextToken }),
});

const visibleIn =
  ({ operation, includeSensitive }: Pick<ListRequest<PagedName>, "operation" | "includeSensitive">) =>
  (item: object): unknown =>
    includeSensitive ? item : itemWithoutSensitive(operation, item);

/** An item of a list without its sensitive members. */
export const itemWithoutSensitive = (operation: PagedName, item: object): unknown => {
  const member = operations[operation].items;
  const kept = withoutSensitive(operation, { [member]: [item] });
  // The copy has the shape of what was copied.
  return (kept as Readonly<Record<string, readonly unknown[]>>)[member]?.[0];
};

const mostResults = (operation: PagedName): number | undefined =>
  jsonSchema(operation, "input").properties?.["MaxResults"]?.maximum;
