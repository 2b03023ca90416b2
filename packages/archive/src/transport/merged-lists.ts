/** Lists of an account that continue in its archive, without items that both have. */
import {
  boundedMap,
  errorMeaning,
  isWindowpaneError,
  itemsOf,
  tokenOf,
  validateOutput,
  type CallOptions,
  type Input,
  type OperationName,
  type Transport,
} from "@windowpane/core";
import { respond, type ArchiveContext } from "./archive-transport.ts";
import { isMissing } from "./not-in-archive.ts";
import { END, idOf, keyOf, pageOf, placeOf, type MergedName, type Place } from "./merged-place.ts";

/** Reads merged lists. */
export interface MergedLists {
  /** Whether a request is for a list that the archive continues. */
  has(operation: OperationName, input: object): operation is MergedName;
  /** Reads a page: those of the account, then the archive's other items, then the account's error if its list failed. */
  page<Name extends MergedName>(operation: Name, input: Input<Name>, options: CallOptions): Promise<object>;
}

/** Page size without MaxResults. */
const PAGE = 50;

/** Maximum number of lists whose items are remembered. */
const LISTS = 200;

/** The items that the account has in a list. */
interface LiveItems {
  readonly ids: Set<string>;
  /** Whether these are all. */
  complete: boolean;
}

/** Creates the merged lists of an account and an archive. */
export const createMergedLists = (live: Transport, context: ArchiveContext): MergedLists => {
  const known = boundedMap<string, LiveItems>(LISTS);

  const itemsOfList = (key: string): LiveItems => {
    const items = known.get(key) ?? { ids: new Set<string>(), complete: false };
    known.set(key, items);
    return items;
  };

  const readLive = async <Name extends MergedName>(
    operation: Name,
    input: Input<Name>,
    token: string,
    options: CallOptions,
  ): Promise<{ readonly items: readonly object[]; readonly next: string | undefined }> => {
    const request = { ...input, NextToken: token === "" ? undefined : token };
    const page = validateOutput(operation, await live.send(operation, request, options));
    const items: readonly object[] = itemsOf(operation, page);
    const next = tokenOf(page);
    const list = itemsOfList(keyOf(operation, input));
    for (const item of items) list.ids.add(idOf(operation, item));
    if (next === undefined) list.complete = true;
    return { items, next };
  };

  /** The account's items of a list; read again in another process than the one that read the pages before. */
  const allLive = async <Name extends MergedName>(
    operation: Name,
    input: Input<Name>,
    options: CallOptions,
  ): Promise<ReadonlySet<string>> => {
    const list = itemsOfList(keyOf(operation, input));
    for (let token: string | undefined = ""; !list.complete && token !== undefined;)
      token = (await readLive(operation, input, token, options)).next;
    return list.ids;
  };

  /** Up to `most` items that only the archive has, and the token of the rest. */
  const readStored = async <Name extends MergedName>(
    operation: Name,
    input: Input<Name>,
    start: string,
    most: number,
    except: ReadonlySet<string>,
    options: CallOptions,
  ): Promise<{ readonly items: readonly object[]; readonly next: string | undefined }> => {
    const items: object[] = [];
    let token: string | undefined = start;
    while (token !== undefined && items.length < most) {
      const request = {
        ...input,
        NextToken: token === "" ? undefined : token,
        MaxResults: most - items.length,
      };
      let page: object;
      try {
        page = await respond(context, operation, request, options);
      } catch (error) {
        // A window without stored runs.
        if (isMissing(error)) return { items, next: undefined };
        throw error;
      }
      const own: readonly object[] = itemsOf(operation, page);
      items.push(...own.filter((item) => !except.has(idOf(operation, item))));
      token = tokenOf(page);
    }
    return { items, next: token };
  };

  const storedPage = async <Name extends MergedName>(
    operation: Name,
    input: Input<Name>,
    before: readonly object[],
    start: string,
    options: CallOptions,
  ): Promise<object> => {
    const most = (input.MaxResults ?? PAGE) - before.length;
    const except = await allLive(operation, input, options);
    const { items, next } = await readStored(operation, input, start, most, except, options);
    return pageOf(
      operation,
      input,
      [...before, ...items],
      next === undefined ? undefined : { part: "stored", stored: next },
    );
  };

  /** The archive's items after the account's list failed. */
  const failedPage = async <Name extends MergedName>(
    operation: Name,
    input: Input<Name>,
    place: { readonly live: string; readonly stored: string },
    options: CallOptions,
  ): Promise<object> => {
    const except = itemsOfList(keyOf(operation, input)).ids;
    const most = input.MaxResults ?? PAGE;
    const { items, next } = await readStored(operation, input, place.stored, most, except, options);
    const rest: Place = {
      part: next === undefined ? "live" : "failed",
      live: place.live,
      stored: next ?? END,
    };
    return pageOf(operation, input, items, rest);
  };

  return {
    has: (operation, input): operation is MergedName =>
      operation === "DescribeMaintenanceWindows" ||
      operation === "DescribeMaintenanceWindowExecutions" ||
      // Without an instance ID, the account's list alone is long.
      (operation === "ListCommandInvocations" &&
        Reflect.get(input, "CommandId") === undefined &&
        Reflect.get(input, "InstanceId") !== undefined),
    page: async (operation, input, options) => {
      const place = placeOf(operation, input);
      if (place.part === "stored") return storedPage(operation, input, [], place.stored, options);
      if (place.part === "failed") return failedPage(operation, input, place, options);
      const isStart = place.live === "" && place.stored === "";
      if (isStart && itemsOfList(keyOf(operation, input)).complete) known.delete(keyOf(operation, input));
      let page;
      try {
        page = await readLive(operation, input, place.live, options);
      } catch (error) {
        if (!isWindowpaneError(error) || error.kind === "invalid-input" || place.stored === END) throw error;
        // A window that was deleted has no further items; another error is the end of the list.
        const isGone = isStart && errorMeaning(error) === "not-found";
        if (isGone) itemsOfList(keyOf(operation, input)).complete = true;
        const stored = isGone
          ? await storedPage(operation, input, [], "", options)
          : await failedPage(operation, input, { live: place.live, stored: "" }, options);
        if (itemsOf(operation, stored).length === 0) throw error;
        return stored;
      }
      const { items, next } = page;
      // The account's list works again after the archive's items, of which it has some.
      const fresh = place.stored === END ? await withoutStored(operation, input, items, options) : items;
      if (next !== undefined)
        return pageOf(operation, input, fresh, { part: "live", live: next, stored: place.stored });
      if (place.stored === END) return pageOf(operation, input, fresh, undefined);
      if (fresh.length >= (input.MaxResults ?? PAGE))
        return pageOf(operation, input, fresh, { part: "stored", stored: "" });
      return storedPage(operation, input, fresh, "", options);
    },
  };

  async function withoutStored<Name extends MergedName>(
    operation: Name,
    input: Input<Name>,
    items: readonly object[],
    options: CallOptions,
  ): Promise<readonly object[]> {
    const { items: stored } = await readStored(operation, input, "", Infinity, new Set(), options);
    const ids = new Set(stored.map((item) => idOf(operation, item)));
    return items.filter((item) => !ids.has(idOf(operation, item)));
  }
};
