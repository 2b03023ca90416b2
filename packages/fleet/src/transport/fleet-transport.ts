import {
  boundedMap,
  errorMeaning,
  isPaged,
  isWindowpaneError,
  itemsOf,
  operations,
  requireTransport,
  tokenOf,
  untilAborted,
  validateOutput,
  type CallOptions,
  type Input,
  type OperationName,
  type PagedName,
  type Signal,
  type Transport,
} from "@windowpane/core";
import { idsOf, limitedTo, limitingIds, mentionedIds, soughtId } from "./ids.ts";
import { sendAlone, withOrigin, type FleetMember } from "./member.ts";
import { readMergedPage, type MergedList } from "./merged-list.ts";
import { createOwners, type Owners } from "./owners.ts";
import { BEGINNING, fingerprintOf, positionOfToken, tokenOfPosition } from "./position.ts";
import { createReadAhead } from "./read-ahead.ts";
import { createSearch } from "./search.ts";

/** Options of `fleetTransport`. */
export interface FleetTransportOptions {
  /** Current time in milliseconds. Only differences matter. */
  readonly now: () => number;
  /**
   * Waits for this many milliseconds, and may end early when the signal is aborted. With it, a list does not wait longer than two
   * seconds for one location: it continues with the others and reads that one at the end. Default: lists keep the order of the locations.
   */
  readonly sleep?: ((milliseconds: number, signal: Signal) => Promise<void>) | undefined;
  /** Maximum number of locations that are read at the same time for one list or one search. Default: 64. */
  readonly concurrency?: number | undefined;
  /** Maximum number of IDs whose location is remembered. Default: 50,000. */
  readonly maxIds?: number | undefined;
}

/** Which locations of a fleet are read. */
export interface FleetSelection {
  /** Account IDs or names. Default: all. */
  readonly accounts?: readonly string[] | undefined;
  /** Default: all. */
  readonly regions?: readonly string[] | undefined;
}

/** A transport over all locations of a fleet. */
export interface FleetTransport extends Transport {
  /** The locations that it reads. */
  readonly members: readonly FleetMember[];
  /**
   * A transport over some of the locations. It shares what is known about IDs.
   *
   * @throws Error if no location is selected.
   */
  only(selection: FleetSelection): FleetTransport;
}

/**
 * Creates a transport over several accounts and regions. A request with an ID is sent to the location of the ID, which is known from
 * earlier responses or searched. Lists over the whole account are merged in the order of the locations. Items and responses carry
 * `Account` and `Region` (`itemOrigin` of the core).
 *
 * A list ends with an UnreadLocationsError if locations could not be read, after the items of all others.
 *
 * @throws Error if there are no locations.
 * @example
 * const transport = fleetTransport(members, { now: Date.now });
 * for await (const window of createClient(transport).items("DescribeMaintenanceWindows", {})) console.log(itemOrigin(window));
 */
export const fleetTransport = (
  members: readonly FleetMember[],
  options: FleetTransportOptions,
): FleetTransport => {
  for (const { transport } of members) requireTransport(transport, "fleetTransport");
  const owners = createOwners(options.maxIds ?? 50_000);
  return over(members, [...members.keys()], owners, options);
};

const over = (
  members: readonly FleetMember[],
  among: readonly number[],
  owners: Owners,
  options: FleetTransportOptions,
): FleetTransport => {
  const { now, sleep, concurrency = 64 } = options;
  const first = members[among[0] ?? -1];
  if (first === undefined)
    throw new Error("A fleet needs at least one location. Check the accounts and regions.");
  const search = createSearch({ members, among, owners, now, concurrency });
  const ahead = createReadAhead(now);
  const selected = new Set(among);
  const selections = boundedMap<string, FleetTransport>(MAX_SELECTIONS);
  const place = fingerprintOf(
    among.map((index) => `${members[index]?.Account} ${members[index]?.Region}`).join(),
  );

  const learn = (index: number, operation: OperationName, response: object): void => {
    const owner = { index, mentioned: false };
    idsOf(response, (id) => owners.learn(id, owner));
    mentionedIds(operation, response, (id) => owners.learn(id, { index, mentioned: true }));
  };

  /** Sends a request to one location. */
  const sendTo = async <Name extends OperationName>(
    index: number,
    operation: Name,
    input: Input<Name>,
    callOptions: CallOptions,
  ): Promise<object> => {
    const member = members[index] ?? first;
    const response = await sendAlone(member, operation, input, callOptions);
    // Responses are checked before their members are used; the client checks again, which is cheap.
    const output: object = validateOutput(operation, response);
    owners.used(index);
    learn(index, operation, output);
    if (!isPaged(operation)) return withOrigin(output, member);
    const items: readonly object[] = itemsOf(operation, output);
    for (const item of items) learn(index, operation, item);
    return withItems(
      operation,
      output,
      items.map((item) => withOrigin(item, member)),
    );
  };

  /** Sends a request about one resource to its location. */
  const sendToOwner = async <Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    callOptions: CallOptions,
    { kind, id }: NonNullable<ReturnType<typeof soughtId>>,
  ): Promise<object> => {
    const known = owners.get(id);
    if (known !== undefined && selected.has(known.index)) {
      try {
        return await sendTo(known.index, operation, input, callOptions);
      } catch (error) {
        const isElsewhere =
          known.mentioned && isWindowpaneError(error) && errorMeaning(error) === "not-found";
        if (!isElsewhere) throw error;
        owners.forget(id);
      }
    }
    const found = among.length === 1 ? undefined : await search({ kind, id }, operation, callOptions.signal);
    // Without an owner, the first location responds as AWS does for an ID that does not exist.
    return sendTo(found ?? among[0] ?? 0, operation, input, callOptions);
  };

  /** Reads a page of a list over all locations, or over those of the IDs that limit it. */
  const sendToAll = async <Name extends PagedName>(
    operation: Name,
    input: Input<Name>,
    { signal }: CallOptions,
  ): Promise<object> => {
    // All lists have these two members; the type of a single list does not show it.
    const { NextToken, MaxResults, ...rest } = input as PagedInput;
    const request = rest as Input<Name>; // Without the members of paging, which are optional.
    const key = JSON.stringify([operation, request, MaxResults]);
    const fingerprint = `${place}${fingerprintOf(key)}`;
    const token = tokenOf({ NextToken });
    const from = token === undefined ? BEGINNING : positionOfToken(operation, token, fingerprint);
    const ids = limitingIds(request);
    const order = from.order ?? (token === undefined ? orderOf(ids) : undefined);
    const list: MergedList<Name> = {
      operation,
      key,
      members,
      order: order ?? among,
      inputOf: (index) => ({
        ...limitedTo(request, idsAt(ids, index)),
        ...(MaxResults === undefined ? {} : { MaxResults }),
      }),
      onPage: (index, items) => {
        owners.used(index);
        for (const item of items) learn(index, operation, item);
      },
      concurrency,
      sleep,
    };
    if (token === undefined) ahead.restart(key);
    const { items, next } = await ahead.reading(key, signal, () =>
      readMergedPage(list, { ...from, order }, MaxResults ?? PAGE_SIZE, ahead),
    );
    const page = withItems(operation, {}, items);
    return next === undefined ? page : { ...page, NextToken: tokenOfPosition(next, fingerprint) };
  };

  /** The locations of some IDs. Undefined: all, because one of them is not known. */
  const orderOf = (ids: readonly string[]): readonly number[] | undefined => {
    const known = ids.map((id) => owners.get(id)?.index);
    if (ids.length === 0 || known.some((index) => index === undefined || !selected.has(index)))
      return undefined;
    const wanted = new Set(known);
    return among.filter((index) => wanted.has(index));
  };

  /** The IDs of a location, and those whose location is not known. */
  const idsAt = (ids: readonly string[], index: number): readonly string[] => {
    const own = ids.filter((id) => (owners.get(id)?.index ?? index) === index);
    return own.length === 0 ? ids : own;
  };

  return {
    name: "fleet",
    members: among.flatMap((index) => members[index] ?? []),
    only: ({ accounts, regions }) => {
      const kept = among.filter((index) => {
        const { Account = "", Region = "", name = "" } = members[index] ?? {};
        return (
          (accounts === undefined || accounts.includes(Account) || accounts.includes(name)) &&
          (regions === undefined || regions.includes(Region))
        );
      });
      const key = kept.join();
      const known = selections.get(key) ?? over(members, kept, owners, options);
      selections.set(key, known);
      return known;
    },
    send: async (operation, input, callOptions) => {
      const { signal } = callOptions;
      if (signal?.aborted === true) throw signal.reason;
      const sought = soughtId(input);
      if (sought !== undefined) return sendToOwner(operation, input, callOptions, sought);
      if (isPaged(operation) && among.length > 1)
        return untilAborted(sendToAll(operation, input as never, callOptions), signal);
      return sendTo(among[0] ?? 0, operation, input, callOptions);
    },
  };
};

/** Items of a page without MaxResults: AWS's default of most lists. */
const PAGE_SIZE = 50;

/** Maximum number of selections whose pages are kept. */
const MAX_SELECTIONS = 32;

interface PagedInput {
  readonly NextToken?: string | null | undefined;
  readonly MaxResults?: number | undefined;
}

/** The output of a list with other items. */
const withItems = (operation: PagedName, output: object, items: readonly object[]): object => ({
  ...output,
  [operations[operation].items]: items,
});
