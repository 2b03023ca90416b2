import { TransportError, type Transport } from "@windowpane/core";

/** A limit on the requests and the time of one step. */
export interface RequestBudget {
  /** Number of requests sent. */
  readonly used: number;
  /** Whether a request was refused, or the next one would be. */
  readonly isSpent: () => boolean;
  /** Returns a transport within the limit, for one piece of work. */
  share(): BudgetShare;
}

/** A part of a budget. */
export interface BudgetShare {
  readonly transport: Transport;
  /** Whether one of its requests was refused. */
  readonly wasRefused: () => boolean;
  /** Whether it had at least half of the whole budget, so that a smaller piece of work would have been completed. */
  readonly hadMost: () => boolean;
}

/** Options of `createBudget`. */
export interface BudgetOptions {
  /** Maximum number of requests, without the retries of the transport. Default: no limit. */
  readonly maxRequests?: number | undefined;
  /** Time after which nothing more is sent, in milliseconds since 1970. Default: none. */
  readonly until?: number | undefined;
  readonly now: () => Date;
  /** Called before each request. Default: nothing. */
  readonly onRequest?: (() => Promise<void>) | undefined;
}

/** Creates a budget. A request beyond it is refused with an `unsent` error that is not retried, so a reader notes a gap. */
export const createBudget = (
  transport: Transport,
  { maxRequests = Infinity, until = Infinity, now, onRequest }: BudgetOptions,
): RequestBudget => {
  let used = 0;
  const began = now().getTime();
  const isSpent = (): boolean => used >= maxRequests || now().getTime() >= until;
  return {
    get used() {
      return used;
    },
    isSpent,
    share: () => {
      let refused = false;
      let own = 0;
      const shared = now().getTime();
      return {
        wasRefused: () => refused,
        hadMost: () => own >= maxRequests / 2 || now().getTime() - shared >= (until - began) / 2,
        transport: {
          name: transport.name,
          async send(operation, input, options) {
            if (isSpent()) {
              refused = true;
              const message =
                "The limit of requests of this collection step is reached. The next step continues.";
              throw new TransportError(operation, message, { meaning: "unsent", retryable: false });
            }
            used += 1;
            own += 1;
            await onRequest?.();
            return transport.send(operation, input, options);
          },
        },
      };
    },
  };
};
