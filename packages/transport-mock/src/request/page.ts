import { refuseAs, type RequestContext } from "./context.ts";

/** A list of the account, seen from one request. */
export interface Listing<Item> {
  /** Positions run from 0 to just below this. */
  readonly end: number;
  /** The item at a position. Undefined: it is not in this answer, because it is filtered out or not there yet. */
  at(position: number): Item | undefined;
  /** The position that follows. Default: one more. */
  after?(position: number): number;
}

/** One page of a list. */
export interface ItemPage<Item> {
  readonly items: Item[];
  /** To be spread into the answer: the token if anything may follow, else nothing at all. */
  readonly rest: { readonly NextToken?: string };
}

/** A position behind the end of every list. */
export const END = 2 ** 48 - 1;

/**
 * The page that a request asks for. After a full page it looks on for the next item, so that the last page carries no
 * token unless the scan limit cuts the look.
 *
 * @throws ServiceError when the token is not one of this request: `InvalidNextToken` where the operation documents it,
 * else `ValidationException` (unverified).
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

/**
 * How many items come when MaxResults is not given. The service documents no number; this one is allowed by every
 * operation of the family.
 */
const DEFAULT_PAGE_SIZE = 50;

/**
 * How many positions one request looks at. A filtered list of a million is thus never read in one go: such a page may
 * come short, or empty, with a token, which callers must expect of the real service too.
 */
const SCAN_LIMIT = 10_000;

const startOf = (input: { readonly NextToken?: string | undefined }, context: RequestContext): number => {
  const { NextToken } = input;
  if (NextToken === undefined || NextToken === "") return 0;
  const place = context.tokens.read(NextToken);
  if (place === undefined) throw refuseAs("InvalidNextToken", "The specified token isn't valid.", context);
  return place.position;
};
