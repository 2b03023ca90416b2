import { documentedError, type RequestContext } from "./context.ts";

/** A list of the account, as one request reads it. */
export interface Listing<Item> {
  /** Number of positions: they start at 0. */
  readonly end: number;
  /** The item at a position. Undefined if it is filtered out or does not exist yet. */
  at(position: number): Item | undefined;
  /** The next position. Default: plus one. */
  after?(position: number): number;
}

/** One page of a list. */
export interface ItemPage<Item> {
  readonly items: Item[];
  /** Members to spread into the response: the token if there may be more items, otherwise none. */
  readonly rest: { readonly NextToken?: string };
}

/** A position after the end of every list. */
export const END = 2 ** 48 - 1;

/**
 * Reads the page of a request. After a full page it searches for one more item, so that the last page has no token unless
 * the scan limit ends the search.
 *
 * @throws ServiceError for a token of another request: `InvalidNextToken` if the operation documents it, otherwise
 * `ValidationException` (unverified).
 */
export const readPage = <Item>(
  input: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined },
  listing: Listing<Item>,
  context: RequestContext,
): ItemPage<Item> => {
  const size = input.MaxResults ?? DEFAULT_PAGE_SIZE;
  const items: Item[] = [];
  let position = startOf(input, context);
  for (let seen = 0; position < listing.end; seen += 1) {
    const item = seen < SCAN_LIMIT ? listing.at(position) : undefined;
    const isFull = items.length === size;
    if (seen === SCAN_LIMIT || (isFull && item !== undefined)) {
      return { items, rest: { NextToken: context.tokens.make(position) } };
    }
    if (item !== undefined) items.push(item);
    position = listing.after?.(position) ?? position + 1;
  }
  return { items, rest: {} };
};

/** Page size without MaxResults. The service documents no number; every operation here accepts this one. */
const DEFAULT_PAGE_SIZE = 50;

/**
 * Maximum number of positions that one request scans. A filtered page of a long list can be short or empty and still have
 * a token; the service also returns such pages.
 */
const SCAN_LIMIT = 10_000;

const startOf = (input: { readonly NextToken?: string | undefined }, context: RequestContext): number => {
  const { NextToken } = input;
  if (NextToken === undefined || NextToken === "") return 0;
  const token = context.tokens.read(NextToken);
  if (token === undefined)
    throw documentedError("InvalidNextToken", "The specified token isn't valid.", context);
  return token.position;
};
