import { boundedMap } from "../bounds/bounded-map.ts";
import { createFinalJudge, type FinalJudge } from "../final/judge.ts";
import type { Input, OperationName } from "../operations/operations.ts";
import { untilAborted } from "../transport/signal.ts";
import { requireTransport, type Transport } from "../transport/transport.ts";

/** Options of `withCache`. */
export interface CacheOptions {
  /** Maximum number of responses in the cache. The least recently used one is removed first. Default: 1,000. */
  readonly maxEntries?: number | undefined;
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
  { maxEntries = 1000, confirmEnds = false, judge = createFinalJudge() }: CacheOptions = {},
): Transport => {
  requireTransport(transport, "withCache");
  const responses = boundedMap<string, unknown>(maxEntries);
  const confirmed = boundedMap<string, true>(MAX_CONFIRMED);
  const requestedOnce = boundedMap<string, true>(MAX_PAGES);

  const send: Transport["send"] = async (operation, input, options) => {
    const key = keyOf(operation, input);
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

/** The order of members does not matter. */
const keyOf = <Name extends OperationName>(operation: Name, input: Input<Name>): string =>
  JSON.stringify([operation, Object.entries(input).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
