import { operations, type PagedName } from "@windowpane/core";
import { readFilters, refuse } from "./filters.ts";
import { gapError, type HeldList } from "./store.ts";
import type { Tokens } from "./tokens.ts";

interface PageRequest {
  readonly operation: PagedName;
  readonly input: {
    readonly MaxResults?: number | undefined;
    readonly NextToken?: string | undefined;
    readonly Filters?: readonly object[] | undefined;
  };
  readonly tokens: Tokens;
}

/**
 * The page of a list that a request asks for. Where a list could not be read to its end, the token behind its last item
 * leads to the error, so that nobody takes the items for all there are.
 *
 * @throws ServiceError for a token or a filter that the list does not take, and for the gap at its end.
 */
export const pageOf = async (
  { items, gap }: HeldList,
  { operation, input, tokens }: PageRequest,
): Promise<object> => {
  const { MaxResults = DEFAULT_PAGE_SIZE, NextToken } = input;
  const passes = readFilters(operation, input.Filters ?? []);
  const start =
    NextToken === undefined || NextToken === "" ? 0 : await tokens.read(operation, input, NextToken);
  if (start === undefined || start > items.length)
    throw refuse(operation, "InvalidNextToken", "The token is not one of this list in this snapshot.");

  const page: object[] = [];
  let position = start;
  for (; position < items.length; position += 1) {
    const item = items[position];
    if (item === undefined || !passes(item)) continue;
    if (page.length === MaxResults) break;
    page.push(item);
  }
  const isEnd = position === items.length;
  if (isEnd && gap !== undefined && (start === items.length || items.length === 0))
    throw gapError(operation, gap);
  const hasMore = !isEnd || gap !== undefined;
  return {
    [operations[operation].items]: page,
    ...(hasMore ? { NextToken: await tokens.make(operation, input, position) } : {}),
  };
};

/** How many items come when MaxResults is not given; any number that every operation allows would do. */
const DEFAULT_PAGE_SIZE = 50;
