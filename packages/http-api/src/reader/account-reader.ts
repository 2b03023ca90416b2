import {
  createFinalJudge,
  operations,
  withCache,
  withJoin,
  type FinalJudge,
  type Transport,
} from "@windowpane/core";
import type { LimitName, Limits } from "../limits/limits.ts";
import { createPlaces, type Places } from "./places.ts";
import type { DocumentOptions } from "./document-storage.ts";
import { createDocuments, type Documents, type DocumentWork } from "./documents.ts";
import { createFollowers, type Followers } from "./followers.ts";

/** Everything that reads one account and region. All requests of an app share it, and nothing else sends requests to AWS. */
export interface AccountReader {
  /** Joins equal requests, keeps responses for `limits.keepMs`, and caches what is final. */
  readonly transport: Transport;
  /** The same transport for the work on a document. */
  transportFor(work: Pick<DocumentWork, "onRead" | "onError">): Transport;
  readonly documents: Documents;
  readonly followers: Followers;
  readonly places: Places;
  /** Judge that has seen every response of AWS. */
  readonly final: FinalJudge;
}

/** Options of an account reader. */
export interface AccountReaderOptions {
  /** Sends requests to one account and region. */
  readonly transport: Transport;
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

/** Creates the reader of one account and region. */
export const createAccountReader = (options: AccountReaderOptions): AccountReader => {
  const { limits, limitName, sleep, confirmEnds } = options;
  const { memoryBytes } = limits;
  const now = (): number => options.now().getTime();
  // A list that was requested before its execution ended can lack items, so it is not used again after that.
  const final = createFinalJudge(undefined, (ids) => joined.forget(ids));
  const cached = withCache(options.transport, { judge: final, confirmEnds, maxBytes: memoryBytes / 4 });
  const joined = withJoin(cached, {
    newAbort: () => new AbortController(),
    now,
    keepFor: limits.keepMs,
    maxBytes: memoryBytes / 4,
  });
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
  const transport: Transport = {
    name: joined.name,
    send: (operation, input, callOptions) => {
      const response = joined.send(operation, input, callOptions);
      if (operations[operation].effect !== "write") return response;
      documents.forget();
      return response.finally(forgetAll);
    },
  };
  const followers = createFollowers({ transport, limits, limitName, shared, clock: options.now });
  return {
    transport,
    transportFor: ({ onRead, onError }) => ({
      name: transport.name,
      send: async (...sent) => {
        try {
          const response = await transport.send(...sent);
          onRead(joined.sentAt(response) ?? now());
          return response;
        } catch (error) {
          onError();
          throw error;
        }
      },
    }),
    documents,
    followers,
    places,
    final,
  };
};
