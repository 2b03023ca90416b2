import {
  errorMeaning,
  isWindowpaneError,
  itemsOf,
  tokenOf,
  UnreadLocationsError,
  validateOutput,
  type ErrorMeaning,
  type Input,
  type PagedName,
  type Signal,
  type UnreadLocation,
} from "@windowpane/core";
import { unreadAt, withOrigin, type FleetMember } from "./member.ts";
import type { Position, Rest } from "./position.ts";
import type { LocationPage, PageResult, ReadAhead } from "./read-ahead.ts";

/** A list over several locations. */
export interface MergedList<Name extends PagedName = PagedName> {
  readonly operation: Name;
  /** Identifies the list: operation and input. */
  readonly key: string;
  /** All locations of the fleet; a `Rest` has an index of it. */
  readonly members: readonly FleetMember[];
  /** Indexes of the locations to read, in order. */
  readonly order: readonly number[];
  /** The request for one location, without a token. */
  readonly inputOf: (index: number) => Input<Name>;
  /** Called with each page of a location. */
  readonly onPage: (index: number, items: readonly object[]) => void;
  /** Maximum number of locations that are read at the same time. */
  readonly concurrency: number;
  /** Waits before a slow location is read after the others. Default: lists keep the order of the locations. */
  readonly sleep?: ((milliseconds: number, signal: Signal) => Promise<void>) | undefined;
}

/** A page of a merged list. */
export interface MergedPage {
  readonly items: readonly object[];
  /** Where the list continues. Undefined: it is complete. */
  readonly next: Position | undefined;
}

/** Milliseconds after which a list continues with the next location and reads a slow one later. */
const PATIENCE = 2000;

/**
 * Reads one page of a list over several locations, in the order of the locations. The following locations are requested at the same
 * time. Locations that fail are tried again at the end.
 *
 * @throws UnreadLocationsError at the end of the list, if locations cannot be read; the service's error for a request that is not
 * valid or about something that no location has.
 */
export const readMergedPage = async <Name extends PagedName>(
  list: MergedList<Name>,
  from: Position,
  limit: number,
  ahead: ReadAhead,
): Promise<MergedPage> => {
  const { order, members } = list;
  const items: object[] = [];
  const failed = [...from.failed];
  const absent: unknown[] = [];
  let { current, next } = from;

  /** Adds the items of a page. Returns the rest of the location's list. */
  const add = (rest: Rest, page: LocationPage): Rest | undefined => {
    const member = members[rest.index];
    if (member === undefined) return undefined;
    const end = Math.min(page.items.length, rest.offset + limit - items.length);
    for (const item of page.items.slice(rest.offset, end)) items.push(withOrigin(item, member));
    if (end < page.items.length) return { ...rest, offset: end };
    ahead.forget(list.key, pageKey(rest));
    return page.token === undefined ? undefined : { index: rest.index, token: page.token, offset: 0 };
  };

  while (items.length < limit) {
    const begun: Rest | undefined = current;
    const index = order[next];
    const rest: Rest | undefined = begun ?? (index === undefined ? undefined : { index, offset: 0 });
    if (rest === undefined) break;
    if (begun === undefined) next += 1;
    current = undefined;
    void request(list, rest, ahead);
    for (const later of order.slice(next, next + list.concurrency - 1)) {
      void request(list, { index: later, offset: 0 }, ahead);
    }
    const isLast = next >= order.length;
    const result = await (isLast ? request(list, rest, ahead) : requestOrSkip(list, rest, ahead));
    if (result === undefined) failed.push(rest);
    else if (result.page !== undefined) current = add(rest, result.page);
    else if (meaningOf(result.error) === "not-found") absent.push(result.error);
    else {
      throwIfInvalid(result.error);
      failed.push(rest);
    }
  }
  const isOver = current === undefined && next >= order.length;
  if (!isOver || (failed.length > 0 && items.length > 0)) {
    return { items, next: { ...from, current, next, failed } };
  }
  if (failed.length === 0) {
    if (absent.length > 0 && absent.length === order.length) throw absent[0];
    return { items, next: undefined };
  }
  return readFailed(list, failed, { items, limit, add, ahead });
};

interface FailedRound {
  readonly items: object[];
  readonly limit: number;
  readonly add: (rest: Rest, page: LocationPage) => Rest | undefined;
  readonly ahead: ReadAhead;
}

/** Tries the failed locations again, once. Errors that were not yet reported count as an attempt. */
const readFailed = async <Name extends PagedName>(
  list: MergedList<Name>,
  failed: readonly Rest[],
  { items, limit, add, ahead }: FailedRound,
): Promise<MergedPage> => {
  const unread: UnreadLocation[] = [];
  const later: Rest[] = [];
  for (const [position, rest] of failed.entries()) {
    if (items.length >= limit) {
      later.push(rest);
      continue;
    }
    for (const other of failed.slice(position, position + list.concurrency)) {
      void request(list, other, ahead);
    }
    let current: Rest | undefined = rest;
    while (current !== undefined && items.length < limit) {
      const result: PageResult = await request(list, current, ahead);
      if (result.page !== undefined) {
        current = add(current, result.page);
        continue;
      }
      ahead.forget(list.key, pageKey(current));
      if (meaningOf(result.error) === "not-found") {
        current = undefined;
        break;
      }
      throwIfInvalid(result.error);
      const member = list.members[current.index];
      if (member !== undefined && isWindowpaneError(result.error))
        unread.push(unreadAt(member, result.error));
      break;
    }
    if (current !== undefined) later.push(current);
  }
  const next: Position | undefined =
    later.length === 0 ? undefined : { current: undefined, next: list.order.length, failed: later };
  if (items.length === 0 && unread.length > 0) throw new UnreadLocationsError(list.operation, unread);
  return { items, next };
};

/** Identifies a page of a location. */
const pageKey = ({ index, token = "" }: Rest): string => `${index} ${token}`;

const request = <Name extends PagedName>(
  list: MergedList<Name>,
  rest: Rest,
  ahead: ReadAhead,
): Promise<PageResult> =>
  ahead.begin(list.key, pageKey(rest), async (signal) => {
    const { operation, members, inputOf, onPage } = list;
    const { index, token } = rest;
    const member = members[index];
    // A token can only have an index of the list; `positionOfToken` checks the locations.
    if (member === undefined) return { page: { items: [], token: undefined } };
    const input = token === undefined ? inputOf(index) : { ...inputOf(index), NextToken: token };
    const page = validateOutput(operation, await member.transport.send(operation, input, { signal }));
    const items: readonly object[] = itemsOf(operation, page);
    onPage(index, items);
    return { page: { items, token: tokenOf(page) } };
  });

/** Undefined if the location is slow: the list then continues with the next one. */
const requestOrSkip = async <Name extends PagedName>(
  list: MergedList<Name>,
  rest: Rest,
  ahead: ReadAhead,
): Promise<PageResult | undefined> => {
  const page = request(list, rest, ahead);
  if (list.sleep === undefined) return page;
  const ended = new AbortController();
  try {
    const tooLate = list.sleep(PATIENCE, ended.signal).then(
      () => undefined,
      () => page,
    );
    return await Promise.race([page, tooLate]);
  } finally {
    ended.abort();
  }
};

const meaningOf = (error: unknown): ErrorMeaning | undefined =>
  isWindowpaneError(error) ? errorMeaning(error) : undefined;

/** Errors that are not about a location: the request is not valid, the token is old, or the caller aborted. */
const throwIfInvalid = (error: unknown): void => {
  const meaning = meaningOf(error);
  if (meaning === undefined || meaning === "invalid-input" || meaning === "stale-token") throw error;
};
