/** Reads lists. Small: the list of windows is the first that is read, before the rules for causes are loaded. */
import {
  createReader,
  isWindowpaneError,
  itemsOf,
  type Client,
  type Input,
  type Item,
  type PagedName,
  type Signal,
} from "@windowpane/core";
import type { HistorySource, KnownInvocation } from "@windowpane/report";
import type { Insight, ItemList, Values } from "../model/reading.ts";

/** Options of a reader. */
export interface ReaderOptions {
  readonly client: Client;
  readonly signal: Signal;
  readonly now: () => Date;
  /** Number of accounts and regions, each with a separate rate limit. Default: 1. */
  readonly locations?: number | undefined;
  /** The previous value of the reading, from itself or from another reading. Default: none. */
  readonly before?: unknown;
  /** What is known of the invocation whose output is read. Default: nothing. */
  readonly known?: KnownInvocation | undefined;
  /** Opens the archive; undefined without one. Default: no archive. */
  readonly history?: (() => Promise<HistorySource | undefined>) | undefined;
  /** IANA name of the time zone of nights. Default: `UTC`. */
  readonly timeZone?: string | undefined;
  /** Verdicts on final executions that were read before. Readers add theirs. */
  readonly insights: Map<string, Insight>;
}

/** The windows of the account. */
export const readWindows = (options: ReaderOptions): AsyncGenerator<Values["windows"], void, undefined> =>
  list("DescribeMaintenanceWindows", {}, { ...options, what: "The list of windows" });

/** Yields a list as it grows page by page. An error after the first page becomes a gap at its end. */
export async function* list<Name extends PagedName>(
  operation: Name,
  input: Input<Name>,
  { client, signal, what }: ReaderOptions & { readonly what: string },
): AsyncGenerator<ItemList<Item<Name>>, void, undefined> {
  const items: Item<Name>[] = [];
  let shown = 0;
  try {
    for await (const page of createReader(client, { signal }).pages(operation, input, { urgent: true })) {
      items.push(...itemsOf(operation, page));
      // Each yielded list is a copy, so long lists are yielded less often.
      if (items.length < shown * 1.2) continue;
      shown = items.length;
      yield { items: [...items], gaps: [] };
    }
  } catch (error) {
    if (signal.aborted || !isWindowpaneError(error)) throw error;
    // Other accounts may have no items. An ID that is in none of them has no list.
    const isEmptyList = error.kind === "unread-locations" && error.sought === undefined;
    if (items.length === 0 && !isEmptyList) throw error;
    // The texts of gaps are loaded when there is one. Without them, the error is shown.
    const texts = await import("./list-gap.ts").catch(() => {
      throw error;
    });
    yield { items, gaps: texts.listGaps(error, { operation, what }) };
    return;
  }
  yield { items, gaps: [] };
}
