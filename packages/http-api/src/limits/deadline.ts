import type { Limits } from "./limits.ts";

/** Aborts a request that takes too long. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";

  /** @param limitName - how the host names the limit. */
  constructor(milliseconds: number, limitName: string) {
    super(
      `No response within ${milliseconds / 1000} s (${limitName}). Pending requests to AWS were aborted.`,
    );
  }
}

/** The deadline of a request: the earlier of its time limit and the client's disconnect. */
export interface Deadline {
  /** Aborts with a DeadlineError or with the client's reason. */
  readonly signal: AbortSignal;
  /** Restarts the time limit, for the next chunk of a stream. */
  restart(): void;
  /** Aborts the rest of the work. */
  abort(reason: unknown): void;
  /** Ends the deadline; nothing is aborted afterwards. */
  stop(): void;
}

/** An explicit reason: without one, the platform creates an error with a stack trace for every request. */
const OVER = "over";

interface DeadlineOptions {
  readonly milliseconds: number;
  /** How the host names the limit. */
  readonly limitName: string;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Signal of the request, where the platform reports disconnects. Default: none, for work of several clients. */
  readonly client?: AbortSignal | undefined;
}

/** Starts the deadline of a request. */
export const startDeadline = ({ milliseconds, limitName, sleep, client }: DeadlineOptions): Deadline => {
  const work = new AbortController();
  let timer = new AbortController();

  const disconnect = (): void => work.abort(client?.reason);
  const start = (): void => {
    const own = timer;
    const expire = (): void => {
      // An aborted sleep may also resolve.
      if (!own.signal.aborted) work.abort(new DeadlineError(milliseconds, limitName));
    };
    sleep(milliseconds, own.signal).then(expire, () => {});
  };

  if (client?.aborted === true) disconnect();
  else client?.addEventListener("abort", disconnect, { once: true });
  start();

  return {
    signal: work.signal,
    restart: () => {
      timer.abort(OVER);
      timer = new AbortController();
      start();
    },
    abort: (reason) => work.abort(reason),
    stop: () => {
      timer.abort(OVER);
      client?.removeEventListener("abort", disconnect);
    },
  };
};

/** Creates the test of whether a page must end. It leaves half of the time limit for the last execution. */
export const pageIsLate =
  ({ limits, now, clock }: { readonly limits: Limits; readonly now: Date; readonly clock: () => Date }) =>
  (): boolean =>
    clock().getTime() - now.getTime() > limits.timeoutMs / 2;
