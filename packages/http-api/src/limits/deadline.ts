/** What is aborted when an answer takes too long. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";

  constructor(milliseconds: number) {
    super(`No answer within ${milliseconds / 1000} s; what was under way has been aborted.`);
  }
}

/** The end of a request: when its time is over or its client has gone, whichever comes first. */
export interface Deadline {
  /** Aborts with a DeadlineError or with the client's own reason. */
  readonly signal: AbortSignal;
  /** Gives the full time anew, for the next piece of a stream. */
  restart(): void;
  /** Ends the work itself, because nobody wants the rest of it. */
  abort(reason: unknown): void;
  /** The request is over; nothing is aborted any more. */
  stop(): void;
}

/** Without a reason the platform would make an error with its stack, for each request that ends in time. */
const OVER = "over";

interface DeadlineOptions {
  readonly milliseconds: number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** The signal of the request, where the platform tells when a client goes. */
  readonly client: AbortSignal;
}

/** Starts the time of a request. */
export const startDeadline = ({ milliseconds, sleep, client }: DeadlineOptions): Deadline => {
  const work = new AbortController();
  let timer = new AbortController();

  const leave = (): void => work.abort(client.reason);
  const start = (): void => {
    const own = timer;
    const ring = (): void => {
      // A sleep may also end by its signal without rejecting.
      if (!own.signal.aborted) work.abort(new DeadlineError(milliseconds));
    };
    sleep(milliseconds, own.signal).then(ring, () => {});
  };

  if (client.aborted) leave();
  else client.addEventListener("abort", leave, { once: true });
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
      client.removeEventListener("abort", leave);
    },
  };
};
