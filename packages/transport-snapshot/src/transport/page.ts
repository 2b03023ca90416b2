import { operations, type PagedName } from "@windowpane/core";
import { listError, readFilters } from "./filters.ts";
import { gapError, type EntryList } from "./store.ts";
import type { SnapshotTokens } from "./tokens.ts";

interface PageRequest {
  readonly operation: PagedName;
  readonly input: {
    readonly MaxResults?: number | undefined;
    readonly NextToken?: string | undefined;
    readonly Filters?: readonly object[] | undefined;
  };
  readonly tokens: SnapshotTokens;
}

/**
 * Reads the requested page of a list. If the list has a gap, the token after its last item leads to the error, so that the
 * list does not look complete.
 *
 * @throws ServiceError for an invalid token or filter, and for the gap at the end of a list.
 */
export const pageOf = async (
  { items, gap }: EntryList,
  { operation, input, tokens }: PageRequest,
): Promise<object> => {
  const { MaxResults = DEFAULT_PAGE_SIZE, NextToken } = input;
  const passes = readFilters(operation, input.Filters ?? []);
  const start =
    NextToken === undefined || NextToken === "" ? 0 : await tokens.read(operation, input, NextToken);
  if (start === undefined || start > items.length)
    throw listError(operation, "InvalidNextToken", "The token is not valid for this list of the snapshot.");

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

/** Page size without MaxResults; every operation allows it. */
const DEFAULT_PAGE_SIZE = 50;
