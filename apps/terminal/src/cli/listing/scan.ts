import {
  createReader,
  isWindowpaneError,
  itemsOf,
  tokenOf,
  type Client,
  type Input,
  type PagedName,
  type Signal,
} from "@windowpane/core";
import { IncompleteError } from "../../host/errors/incomplete-error.ts";
import type { Row } from "../output/rows.ts";
import { writeStartingToken, type Cursor } from "./starting-token.ts";

export interface WalkRequest<Name extends PagedName> {
  readonly client: Client;
  readonly operation: Name;
  /** Without a token. */
  readonly input: Input<Name>;
  readonly start: Cursor;
  /** Most items to give. Default: all. */
  readonly maxItems?: number | undefined;
  /** Whether an item counts. Default: all do. */
  readonly matches?: ((row: Row) => boolean) | undefined;
  readonly signal: Signal;
}

/** The items of a page that are wanted, and where the rest begins. */
export interface Stretch {
  readonly rows: readonly Row[];
  /** Undefined at the end of the list. */
  readonly next: Cursor | undefined;
}

/**
 * Walks a list from a place in it to its end or until enough items are found, counting as the AWS CLI does: a page may be
 * cut in its middle, and the cursor says where.
 *
 * @throws IncompleteError when a page after the first cannot be read; the first page's error comes as it is.
 */
export async function* walk<Name extends PagedName>(
  request: WalkRequest<Name>,
): AsyncGenerator<Stretch, void, undefined> {
  const { client, operation, input, start, maxItems = Infinity, matches = always, signal } = request;
  let place: Cursor = start;
  let left = maxItems;
  const first = start.token === undefined ? input : { ...input, NextToken: start.token };
  const pages = createReader(client, { signal }).pages(operation, first);
  try {
    let asked = pages.next();
    for (;;) {
      const { value: page } = await asked;
      if (page === undefined) return;
      const items = itemsOf(operation, page) as readonly Row[]; // A row is any object.
      const { rows, end } = take(items, { from: place.skip, most: left, matches });
      left -= rows.length;
      const token = tokenOf(page);
      const following: Cursor | undefined = token === undefined ? undefined : { token, skip: 0 };
      const next = end < items.length ? { token: place.token, skip: end } : following;
      const isLast = next === undefined || left === 0;
      if (!isLast) {
        // The service works on the next page while this one is written. It is asked for what is wanted, and no more.
        asked = pages.next();
        // Whoever leaves early never awaits it; its failure is then nobody's.
        asked.catch(() => {});
      }
      yield { rows, next };
      if (isLast) return;
      place = next;
    }
  } catch (error) {
    const aborted = signal.aborted && error === signal.reason;
    if (place === start || !(aborted || isWindowpaneError(error))) throw error;
    throw new IncompleteError(writeStartingToken(place), error);
  }
}

const always = (): boolean => true;

/** The wanted items of a page, and the index of the first that was not looked at. */
const take = (
  items: readonly Row[],
  { from, most, matches }: { from: number; most: number; matches: (row: Row) => boolean },
): { readonly rows: readonly Row[]; readonly end: number } => {
  const rows: Row[] = [];
  let end = Math.min(from, items.length);
  while (end < items.length && rows.length < most) {
    const item = items[end];
    if (item !== undefined && matches(item)) rows.push(item);
    end += 1;
  }
  return { rows, end };
};
