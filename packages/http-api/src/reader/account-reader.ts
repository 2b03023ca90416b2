import {
  createFinalJudge,
  operations,
  withCache,
  withJoin,
  type FinalJudge,
  type JoiningTransport,
  type Transport,
} from "@windowpane/core";
import type { FleetSource, LocationSelection } from "../fleet/fleet-source.ts";
import type { LimitName, Limits } from "../limits/limits.ts";
import { createPlaces, type Places } from "./places.ts";
import type { DocumentOptions } from "./document-storage.ts";
import { createDocuments, type Documents, type DocumentWork } from "./documents.ts";
import { createFollowers, type Followers } from "./followers.ts";

/** Everything that sends requests to AWS. All requests of an app share it. */
export interface AccountReader {
  /** All accounts and regions. */
  readonly all: ReaderSource;
  /** Some accounts and regions of a fleet. */
  within(selection: LocationSelection): ReaderSource;
  readonly documents: Documents;
  readonly followers: Followers;
  readonly places: Places;
  /** Judge that has seen every response of AWS. */
  readonly final: FinalJudge;
}

/** Sends the requests to AWS. */
export interface ReaderSource {
  /** Joins equal requests, keeps responses for `limits.keepMs`, and caches what is final. */
  readonly transport: Transport;
  /** The same transport for the work on a document. */
  transportFor(work: Pick<DocumentWork, "onRead" | "onError">): Transport;
}

/** Options of an account reader. */
export interface AccountReaderOptions {
  /** Sends requests to one account and region, or to those of the fleet. */
  readonly transport: Transport;
  readonly fleet?: FleetSource | undefined;
  readonly limits: Limits;
  /** Returns how the host names a limit. */
  readonly limitName: (limit: LimitName) => string;
  readonly now: () => Date;
  /** Waits for a number of milliseconds, or until the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** See `confirmEnds` of core's `withCache`. Default: false. */
  readonly confirmEnds?: boolean | undefined;
  /** Storage of finished documents. Default: only memory. */
  readonly documents?: DocumentOptions | undefined;
}

/** Maximum number of selections of a fleet whose responses are kept. */
const MAX_SELECTIONS = 50;

/** Creates the reader of an app. */
export const createAccountReader = (options: AccountReaderOptions): AccountReader => {
  const { limits, limitName, sleep, confirmEnds } = options;
  const { memoryBytes } = limits;
  const now = (): number => options.now().getTime();
  // A list that was requested before its execution ended can lack items, so it is not used again after that.
  const final = createFinalJudge(undefined, (ids) => {
    joined.forget(ids);
    for (const selected of selections.values()) selected.joined.forget(ids);
  });
  const joinedOver = (transport: Transport, maxBytes: number): JoiningTransport =>
    withJoin(withCache(transport, { judge: final, confirmEnds, maxBytes }), {
      newAbort: () => new AbortController(),
      now,
      keepFor: limits.keepMs,
      maxBytes,
    });
  const joined = joinedOver(options.transport, memoryBytes / 4);
  const selections = new Map<string, { readonly joined: JoiningTransport; readonly source: ReaderSource }>();
  const places = createPlaces(limits.scansPerCaller, limitName("scansPerCaller"));
  const shared = { places, sleep, timeoutMs: limits.timeoutMs, limitName: limitName("timeoutMs") };
  const documents = createDocuments({
    shared,
    now,
    keepMs: limits.keepMs,
    maxBytes: memoryBytes / 2,
    stored: options.documents,
  });
  const forgetAll = (): void => {
    documents.forget();
    followers.readNow();
  };
  const sourceOf = (from: JoiningTransport): ReaderSource => {
    const transport: Transport = {
      name: from.name,
      send: (operation, input, callOptions) => {
        const response = from.send(operation, input, callOptions);
        if (operations[operation].effect !== "write") return response;
        documents.forget();
        return response.finally(forgetAll);
      },
    };
    return {
      transport,
      transportFor: ({ onRead, onError }) => ({
        name: transport.name,
        send: async (...sent) => {
          try {
            const response = await transport.send(...sent);
            onRead(from.sentAt(response) ?? now());
            return response;
          } catch (error) {
            onError();
            throw error;
          }
        },
      }),
    };
  };
  const all = sourceOf(joined);
  const followers = createFollowers({
    transport: all.transport,
    limits,
    limitName,
    shared,
    clock: options.now,
  });
  return {
    all,
    within: (selection) => {
      const { fleet } = options;
      if (fleet === undefined) throw new Error("A reader without a fleet has no selections.");
      const key = JSON.stringify([selection.accounts, selection.regions]);
      const known = selections.get(key);
      // Inserted again at the end, so that the first entry is the least recently used.
      selections.delete(key);
      const over = known?.joined ?? joinedOver(fleet.only(selection), memoryBytes / 32);
      const selected = known ?? { joined: over, source: sourceOf(over) };
      selections.set(key, selected);
      const [oldest] = selections.keys();
      if (selections.size > MAX_SELECTIONS && oldest !== undefined) selections.delete(oldest);
      return selected.source;
    },
    documents,
    followers,
    places,
    final,
  };
};
