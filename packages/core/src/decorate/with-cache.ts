import { boundedMap } from "../bounds/bounded-map.ts";
import { sizeOf } from "../bounds/size-of.ts";
import { createFinalJudge, type FinalJudge } from "../final/judge.ts";
import { untilAborted } from "../transport/signal.ts";
import { requireTransport, type Transport } from "../transport/transport.ts";
import { requestKey } from "./request-key.ts";

/** Options of `withCache`. */
export interface CacheOptions {
  /** Maximum number of responses in the cache. The least recently used one is removed first. Default: 1,000. */
  readonly maxEntries?: number | undefined;
  /** Maximum memory of these responses in bytes, estimated. Default: no limit. */
  readonly maxBytes?: number | undefined;
  /**
   * Whether to request the execution when a page of its tasks or invocations looks final and is requested for the second time:
   * such a page is cached only after a response showed that the execution has ended. The extra request is sent once per
   * execution, delays no response, and its errors are ignored. Do not use it where a request must not outlive the one that
   * caused it, as in a Worker. Default: false.
   */
  readonly confirmEnds?: boolean | undefined;
  /** Decides which responses are final. Can be shared. Default: a new judge. */
  readonly judge?: FinalJudge | undefined;
}

/**
 * Caches responses that can no longer change (see `final/judge.ts`) in memory. Other responses are requested each time. A cached
 * response is frozen when it is returned again, so that callers can cache values derived from it: the endpoint encodes it once.
 *
 * @example
 * const client = createClient(withCache(transport, { maxEntries: 200 }));
 */
export const withCache = (
  transport: Transport,
  { maxEntries = 1000, maxBytes, confirmEnds = false, judge = createFinalJudge() }: CacheOptions = {},
): Transport => {
  requireTransport(transport, "withCache");
  const responses = boundedMap<string, unknown>(
    maxEntries,
    maxBytes === undefined ? undefined : { maxSize: maxBytes, sizeOf },
  );
  const confirmed = boundedMap<string, true>(MAX_CONFIRMED);
  const requestedOnce = boundedMap<string, true>(MAX_PAGES);

  const send: Transport["send"] = async (operation, input, options) => {
    const key = requestKey(operation, input);
    const kept = responses.get(key);
    if (kept !== undefined) return untilAborted(Promise.resolve(Object.freeze(kept)), options.signal);
    const judgeResponse = judge.request(operation, input);
    const response = await transport.send(operation, input, options);
    const { isFinal, waitsFor } = judgeResponse(response);
    if (isFinal) responses.set(key, response);
    else if (confirmEnds && waitsFor !== undefined) confirmEnd(key, waitsFor);
    return response;
  };

  /** Only at the second request for a page: a client that reads a long list once must not fill the cache. */
  const confirmEnd = (page: string, WindowExecutionId: string): void => {
    if (confirmed.has(WindowExecutionId)) return;
    if (!requestedOnce.has(page)) {
      requestedOnce.set(page, true);
      return;
    }
    confirmed.set(WindowExecutionId, true);
    send("GetMaintenanceWindowExecution", { WindowExecutionId }, {}).catch(() => {});
  };

  return { name: transport.name, send };
};

/** Memory limits for requested executions and for pages that were requested once, far above what is in use at a time. */
const MAX_CONFIRMED = 10_000;
const MAX_PAGES = 1000;
