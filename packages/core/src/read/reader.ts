import type { Client } from "../client/client.ts";
import { StalledError } from "../errors/stalled-error.ts";
import { isRetryable } from "../errors/error-meaning.ts";
import { isWindowpaneError, type WindowpaneError } from "../errors/windowpane-error.ts";
import {
  operations,
  type Input,
  type Item,
  type OperationName,
  type Output,
  type PagedName,
} from "../operations/operations.ts";
import type { PagesOptions } from "../client/paginate.ts";
import type { Signal } from "../transport/signal.ts";
import type { CallOptions } from "../transport/transport.ts";
import { createGate } from "../bounds/gate.ts";
import { createGivenUp } from "./given-up.ts";
import { itemsOf, isLastPage, tokenOf } from "../client/page.ts";

/** A response, or the rest of a list, that could not be read. */
export interface FailedRead {
  /** AWS's name of the operation that failed. */
  readonly operation: OperationName;
  /** The caller's request. */
  readonly input: object;
  /** The error. `errorMeaning` returns its meaning. */
  readonly error: WindowpaneError;
  /** Token to continue the list from. Absent if no page was read, and for single requests. */
  readonly resumeFrom?: string | undefined;
}

/** A response, or the error if it could not be read. */
export type ReadResult<Value> =
  | { readonly value: Value; readonly failed?: undefined }
  | { readonly value?: undefined; readonly failed: FailedRead };

/** Position of a page in its list. */
export interface PagePosition {
  /** Whether this is the last page. */
  readonly isLast: boolean;
}

/** Reads through a client: limits concurrent requests, resumes lists after a failed page, and returns errors as gaps. */
export interface Reader {
  /**
   * Sends one request. A WindowpaneError is returned as a gap.
   *
   * @throws `signal.reason` if aborted, and errors that are not WindowpaneErrors.
   */
  call<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    options?: Omit<CallOptions, "signal">,
  ): Promise<ReadResult<Output<Name>>>;
  /**
   * Reads a whole list and passes the items of each page to `onPage`. Returns the error if the list could not be read to its
   * end, otherwise undefined.
   *
   * @throws the same as `call`, and errors of `onPage`.
   */
  list<Name extends PagedName>(
    operation: Name,
    input: Input<Name>,
    onPage: (items: readonly Item<Name>[], place: PagePosition) => void,
    options?: Omit<CallOptions, "signal">,
  ): Promise<FailedRead | undefined>;
  /**
   * Reads the pages of a list, for callers that may stop early: nothing more is sent then. Prefetched pages do not count
   * towards `concurrency`.
   *
   * @throws the same as `Client.pages`, after the pages that could be read, if the list cannot be resumed.
   */
  pages<Name extends PagedName>(
    operation: Name,
    input: Input<Name>,
    options?: Omit<PagesOptions, "signal">,
  ): AsyncGenerator<Output<Name>, void, undefined>;
  /** Number of requests sent so far. */
  readonly requests: number;
  /** Stops sending. Waiting requests reject with an error that is not a WindowpaneError. */
  stop(): void;
}

/** Options of `createReader`. */
export interface ReaderOptions {
  /** Maximum number of concurrent requests. Default: 8. */
  readonly concurrency?: number | undefined;
  /**
   * Maximum number of concurrent requests to operations with a published quota (Automation), within `concurrency`. Default: 2,
   * because the quota is shared by the whole account.
   */
  readonly automationConcurrency?: number | undefined;
  /** Aborts all requests, which then reject with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
  /** Called after each response and each failed request. Default: not called. */
  readonly onRequest?: (() => void) | undefined;
}

/** Maximum number of times that a list is resumed without another page. Each request also has its retries (`withRetry`). */
const RESUMES = 2;

/** Rejects requests that wait when `stop` is called. */
class StoppedError extends Error {
  override readonly name = "StoppedError";
}

/**
 * Creates a reader. A list that fails after its first page with a temporary error (throttling, an internal error of the service,
 * a lost connection) is resumed from the failed page, at most twice without another page, and after the waiting requests.
 *
 * After five consecutive temporary errors of an operation, its further requests become gaps without being sent, so that reading
 * ends even if AWS keeps rejecting. The retries of `withRetry` do not count separately.
 *
 * @throws RangeError if a limit is below 1; Error if the client is not one of `createClient`.
 * @example
 * const reader = createReader(client, { concurrency: 4 });
 * const gap = await reader.list("DescribeMaintenanceWindows", {}, (windows) => console.log(windows.length));
 * if (gap !== undefined) console.log(errorMeaning(gap.error), gap.resumeFrom);
 */
export const createReader = (client: Client, options: ReaderOptions = {}): Reader => {
  requireClient(client);
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
        if (stopped) throw new StoppedError("The reader was stopped.");
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
    const hasQuota = operations[operation].requestsPerSecond !== undefined;
    return hasQuota ? automationGate.run(bounded, urgent) : bounded();
  };

  const pages: Reader["pages"] = async function* (operation, input, { urgent, prefetch } = {}) {
    const followed = new Set<string>();
    let request = input;
    let token = tokenOf(input);
    for (let setbacks = 0; ; setbacks += 1) {
      const clientPages = client.pages(operation, request, { signal, urgent, prefetch });
      try {
        for (;;) {
          const next = await send(operation, urgent, () => clientPages.next());
          if (next.done === true) return;
          setbacks = 0;
          const nextToken = tokenOf(next.value);
          // The client knows only the tokens since the list was resumed.
          if (nextToken !== undefined && followed.has(nextToken)) throw new StalledError(operation, token);
          yield next.value;
          // The client would end at the next call, but that call would take a slot that other requests wait for.
          if (nextToken === undefined) return;
          followed.add(nextToken);
          token = nextToken;
        }
      } catch (error) {
        // The client sets the token only for requests that it sent.
        if (token !== undefined && isRetryable(error)) error.resumeFrom ??= token;
        if (setbacks >= RESUMES || givenUp.has(operation) || !mayResume(error)) throw error;
        request = { ...input, NextToken: error.resumeFrom };
      } finally {
        // A caller that stops early also ends the client's generator.
        await clientPages.return();
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
    list: async (operation, input, onPage, readOptions) => {
      const list = pages(operation, input, readOptions);
      for (;;) {
        let next;
        try {
          next = await list.next();
        } catch (error) {
          return failedReadOf(error, operation, input);
        }
        if (next.done === true) return undefined;
        onPage(itemsOf(operation, next.value), { isLast: isLastPage(next.value) });
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

/** Only after a first page: before it, resuming would repeat the request that just failed. */
const mayResume = (error: unknown): error is WindowpaneError & { readonly resumeFrom: string } =>
  isRetryable(error) && error.resumeFrom !== undefined;

const failedReadOf = (error: unknown, operation: OperationName, input: object): FailedRead => {
  if (!isWindowpaneError(error)) throw error;
  const { resumeFrom } = error;
  return { operation, input, error, ...(resumeFrom === undefined ? {} : { resumeFrom }) };
};

/** Most callers without a type checker that fail here pass a transport. */
const requireClient = (client: unknown): void => {
  const isObject = typeof client === "object" && client !== null;
  if (isObject && "call" in client) return;
  const received = client === null ? "null" : isObject && "send" in client ? "a transport" : typeof client;
  throw new Error(`A client is needed. It is ${received}. Pass createClient(transport).`);
};
