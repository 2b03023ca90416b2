import { boundedMap } from "../bounds/bounded-map.ts";
import { createFinalJudge, type FinalJudge } from "../final/judge.ts";
import type { Input, OperationName } from "../operations/operations.ts";
import { untilAborted } from "../transport/signal.ts";
import { requireTransport, type Transport } from "../transport/transport.ts";

/** How a cache behaves. */
export interface CacheOptions {
  /** Maximum number of responses kept. The one not requested for the longest time leaves first. Default: 1,000. */
  readonly maxEntries?: number | undefined;
  /**
   * Requests the execution once when a page of its tasks or invocations looks final and is requested for the second time:
   * such a page is kept only after the execution's end was seen. No response waits for this request, and its failure is
   * ignored. Leave it off where a request must not outlive the one that caused it, as in a Worker. Default: false.
   */
  readonly confirmEnds?: boolean | undefined;
  /** Decides what is final, and may be shared. Default: a judge of the cache's own. */
  readonly judge?: FinalJudge | undefined;
}

/**
 * Keeps, in memory, the responses that can no longer change (see `final/judge.ts`); everything else is requested each
 * time. A kept response is given as it was received, and frozen when it is given again, so that who receives it can keep
 * what they derive from it: the endpoint encodes it once.
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

  /** At the second request for a page: a client that reads a long list once would fill the cache in vain. */
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

/** Executions whose end was asked for, and pages that were requested once: bounds of memory, far above what is in use at a time. */
const MAX_CONFIRMED = 10_000;
const MAX_PAGES = 1000;

/** The same request written in another order of members is the same request. */
const keyOf = <Name extends OperationName>(operation: Name, input: Input<Name>): string =>
  JSON.stringify([operation, Object.entries(input).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
