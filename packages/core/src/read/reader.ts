import type { Client } from "../client/client.ts";
import { StalledError } from "../errors/stalled-error.ts";
import { isRetryable } from "../errors/error-meaning.ts";
import { isWindowpaneError, type WindowpaneError } from "../errors/windowpane-error.ts";
import type { Input, Item, OperationName, Output, PagedName } from "../operations/operations.ts";
import type { WalkOptions } from "../client/paginate.ts";
import type { Signal } from "../transport/signal.ts";
import type { CallOptions } from "../transport/transport.ts";
import { createGate } from "../bounds/gate.ts";
import { createGivenUp } from "./given-up.ts";
import { itemsOf, isLastPage, tokenOf } from "../client/page.ts";

/** What could not be read: a response, or the rest of a list. */
export interface FailedRead {
  /** AWS's name of the operation that failed. */
  readonly operation: OperationName;
  /** The request, as it was given. */
  readonly input: object;
  /** Why it could not be read; `errorMeaning` tells what that means. */
  readonly error: WindowpaneError;
  /** The token from which the rest of a list can be read. Absent when nothing of it was read, and outside lists. */
  readonly resumeFrom?: string | undefined;
}

/** A response, or the gap in its place. */
export type Reading<Value> =
  | { readonly value: Value; readonly failed?: undefined }
  | { readonly value?: undefined; readonly failed: FailedRead };

/** Where a page stands in its list. */
export interface PagePlace {
  /** Whether no page comes after it. */
  readonly isLast: boolean;
}

/** Reads over a client: a bounded number of requests at once, lists resumed after a failed page, gaps instead of errors. */
export interface Reader {
  /**
   * One request. An error of the family becomes a gap.
   *
   * @throws `signal.reason` when aborted, and errors that are not of the family.
   */
  call<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    options?: Omit<CallOptions, "signal">,
  ): Promise<Reading<Output<Name>>>;
  /**
   * A whole list, each page given as its items when it arrives. The gap is what ended the list too early; undefined when
   * it was read to its end.
   *
   * @throws as `call`, and what `onPage` throws.
   */
  walk<Name extends PagedName>(
    operation: Name,
    input: Input<Name>,
    onPage: (items: readonly Item<Name>[], place: PagePlace) => void,
    options?: Omit<CallOptions, "signal">,
  ): Promise<FailedRead | undefined>;
  /**
   * The pages of a list, for a caller that may leave before its end: leaving sends nothing more. A page that is
   * prefetched is requested beside the bound.
   *
   * @throws as a client's `pages`, once the list cannot be resumed any more; the pages before it were given.
   */
  pages<Name extends PagedName>(
    operation: Name,
    input: Input<Name>,
    options?: Omit<WalkOptions, "signal">,
  ): AsyncGenerator<Output<Name>, void, undefined>;
  /** Requests sent so far. */
  readonly requests: number;
  /** Sends nothing more: requests that still wait are rejected, with an error that is not of the family. */
  stop(): void;
}

/** The bounds of a reader. */
export interface ReaderOptions {
  /** Requests at once. Default: 8. */
  readonly concurrency?: number | undefined;
  /**
   * Requests to Automation at once, within `concurrency`. Default: 2, as the quota is 3 requests a second for the whole
   * account.
   */
  readonly automationConcurrency?: number | undefined;
  /** Aborts the reading, which then rejects with `signal.reason`. Default: it cannot be aborted. */
  readonly signal?: Signal | undefined;
  /** Called after every response and every failed request. Default: nothing is called. */
  readonly onRequest?: (() => void) | undefined;
}

/** How often a list is resumed without another page. Below it each request has had its retries (`withRetry`). */
const RESUMES = 2;

/** Ends the requests that still wait after `stop`. */
class StoppedError extends Error {
  override readonly name = "StoppedError";
}

/**
 * A reader over a client. A list that fails after its first page by what may pass (throttling, a fault of the service, a lost
 * connection) is resumed from the failed page, twice at most without another page, and after the requests that wait.
 *
 * An operation that fails five times in a row by what may pass is given up: its further requests become gaps without being
 * sent, so that a reading ends although AWS keeps refusing. Each failure counts once, whatever `withRetry` tried for it.
 *
 * @throws RangeError when a bound is below 1.
 * @example
 * const reader = createReader(client, { concurrency: 4 });
 * const gap = await reader.walk("DescribeMaintenanceWindows", {}, (windows) => console.log(windows.length));
 * if (gap !== undefined) console.log(errorMeaning(gap.error), gap.resumeFrom);
 */
export const createReader = (client: Client, options: ReaderOptions = {}): Reader => {
  const { signal, concurrency = 8, automationConcurrency = 2, onRequest } = options;
  const gate = createGate(concurrency);
  const automationGate = createGate(Math.min(automationConcurrency, concurrency));
  const givenUp = createGivenUp();
  let requests = 0;
  let stopped = false;

  const send = <Result>(
    operation: OperationName,
    urgent: boolean | undefined,
    job: () => Promise<Result>,
  ): Promise<Result> => {
    const bounded = (): Promise<Result> =>
      gate.run(async () => {
        if (signal?.aborted === true) throw signal.reason;
        if (stopped) throw new StoppedError("The reading was stopped.");
        givenUp.check(operation);
        requests += 1;
        try {
          const result = await job();
          givenUp.succeeded(operation);
          return result;
        } catch (error) {
          givenUp.failed(operation, error);
          throw error;
        } finally {
          onRequest?.();
        }
      }, urgent);
    return operation.includes("Automation") ? automationGate.run(bounded, urgent) : bounded();
  };

  const pages: Reader["pages"] = async function* (operation, input, { urgent, prefetch } = {}) {
    const followed = new Set<string>();
    let request = input;
    let token = tokenOf(input);
    for (let setbacks = 0; ; setbacks += 1) {
      const walk = client.pages(operation, request, { signal, urgent, prefetch });
      try {
        for (;;) {
          const step = await send(operation, urgent, () => walk.next());
          if (step.done === true) return;
          setbacks = 0;
          const next = tokenOf(step.value);
          // The client knows only the tokens since the list was resumed.
          if (next !== undefined && followed.has(next)) throw new StalledError(operation, token);
          yield step.value;
          // The client would end by itself, but the request for it takes a place that others wait for.
          if (next === undefined) return;
          followed.add(next);
          token = next;
        }
      } catch (error) {
        // Where nothing was sent, the client has not set the token.
        if (token !== undefined && isRetryable(error)) error.resumeFrom ??= token;
        if (setbacks >= RESUMES || givenUp.has(operation) || !mayResume(error)) throw error;
        request = { ...input, NextToken: error.resumeFrom };
      } finally {
        // A caller that leaves early leaves the client's walk, too.
        await walk.return();
      }
    }
  };

  return {
    call: async (operation, input, { urgent } = {}) => {
      try {
        return {
          value: await send(operation, urgent, () => client.call(operation, input, { signal, urgent })),
        };
      } catch (error) {
        return { failed: failedReadOf(error, operation, input) };
      }
    },
    walk: async (operation, input, onPage, readOptions) => {
      const walk = pages(operation, input, readOptions);
      for (;;) {
        let step;
        try {
          step = await walk.next();
        } catch (error) {
          return failedReadOf(error, operation, input);
        }
        if (step.done === true) return undefined;
        onPage(itemsOf(operation, step.value), { isLast: isLastPage(step.value) });
      }
    },
    pages,
    get requests() {
      return requests;
    },
    stop: () => {
      stopped = true;
    },
  };
};

/** After a first page only: without one the list would begin at the same place as the request that has just failed. */
const mayResume = (error: unknown): error is WindowpaneError & { readonly resumeFrom: string } =>
  isRetryable(error) && error.resumeFrom !== undefined;

const failedReadOf = (error: unknown, operation: OperationName, input: object): FailedRead => {
  if (!isWindowpaneError(error)) throw error;
  const { resumeFrom } = error;
  return { operation, input, error, ...(resumeFrom === undefined ? {} : { resumeFrom }) };
};
