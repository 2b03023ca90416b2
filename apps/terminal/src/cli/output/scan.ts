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
import { IncompleteError } from "../../host/incomplete-error.ts";
import type { TableRow } from "./rows.ts";
import { writeStartingToken, type ListPosition } from "./starting-token.ts";

export interface ScanRequest<Name extends PagedName> {
  readonly client: Client;
  readonly operation: Name;
  /** Without a token. */
  readonly input: Input<Name>;
  readonly start: ListPosition;
  /** Maximum number of items. Default: no limit. */
  readonly maxItems?: number | undefined;
  /** Whether an item belongs to the list. Default: every item does. */
  readonly matches?: ((row: TableRow) => boolean) | undefined;
  readonly signal: Signal;
}

/** The selected items of one page. */
export interface ScannedPage {
  readonly rows: readonly TableRow[];
  /** Where the list continues; undefined at its end. */
  readonly next: ListPosition | undefined;
  /** The service's token for the next page; undefined on the last one. */
  readonly token: string | undefined;
}

/**
 * Reads a list from a position to its end, or until `maxItems` items are found. Like in the AWS CLI, a list can end and
 * continue within a page.
 *
 * @throws IncompleteError when a page after the first fails; the first page's error unchanged.
 */
export async function* scan<Name extends PagedName>(
  request: ScanRequest<Name>,
): AsyncGenerator<ScannedPage, void, undefined> {
  const { client, operation, input, start, maxItems = Infinity, matches = always, signal } = request;
  let position: ListPosition = start;
  let remaining = maxItems;
  const first = start.token === undefined ? input : { ...input, NextToken: start.token };
  const pages = createReader(client, { signal }).pages(operation, first);
  try {
    let reading = pages.next();
    for (;;) {
      const { value: page } = await reading;
      if (page === undefined) return;
      const items = itemsOf(operation, page) as readonly TableRow[]; // Items are structures.
      const { rows, end } = take(items, { from: position.skip, most: remaining, matches });
      remaining -= rows.length;
      const token = tokenOf(page);
      const following: ListPosition | undefined = token === undefined ? undefined : { token, skip: 0 };
      const next = end < items.length ? { token: position.token, skip: end } : following;
      const isLast = next === undefined || remaining === 0;
      if (!isLast) {
        // Request the next page while this one is written.
        reading = pages.next();
        // A consumer that stops early does not await this request, so its failure must not count as unhandled.
        reading.catch(() => {});
      }
      yield { rows, next, token };
      if (isLast) return;
      position = next;
    }
  } catch (error) {
    const aborted = signal.aborted && error === signal.reason;
    if (position === start || !(aborted || isWindowpaneError(error))) throw error;
    throw new IncompleteError(writeStartingToken(position), error);
  }
}

const always = (): boolean => true;

/** Selects items of a page, and gives the index of the first item not examined. */
const take = (
  items: readonly TableRow[],
  { from, most, matches }: { from: number; most: number; matches: (row: TableRow) => boolean },
): { readonly rows: readonly TableRow[]; readonly end: number } => {
  const rows: TableRow[] = [];
  let end = Math.min(from, items.length);
  while (end < items.length && rows.length < most) {
    const item = items[end];
    if (item !== undefined && matches(item)) rows.push(item);
    end += 1;
  }
  return { rows, end };
};
