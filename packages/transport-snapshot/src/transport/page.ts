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
export const pageOf = async (list: EntryList, { operation, input, tokens }: PageRequest): Promise<object> => {
  const { MaxResults = DEFAULT_PAGE_SIZE, NextToken } = input;
  const passes = readFilters(operation, input.Filters ?? []);
  const start =
    NextToken === undefined || NextToken === "" ? 0 : await tokens.read(operation, input, NextToken);
  if (start === undefined)
    throw listError(operation, "InvalidNextToken", "The token is not valid for this list of the snapshot.");

  const page: object[] = [];
  let position = start;
  let isEnd = true;
  for (const item of list.items(start)) {
    if (passes(item)) {
      isEnd = page.length < MaxResults;
      if (!isEnd) break;
      page.push(item);
    }
    position += 1;
  }
  const { gap } = list;
  // The token after the last item leads to the gap.
  if (isEnd && gap !== undefined && position === start) throw gapError(operation, gap);
  const hasMore = !isEnd || gap !== undefined;
  return {
    [operations[operation].items]: page,
    ...(hasMore ? { NextToken: await tokens.make(operation, input, position) } : {}),
  };
};

/** Page size without MaxResults; every operation allows it. */
const DEFAULT_PAGE_SIZE = 50;
