import { boundedMap } from "../bounds/bounded-map.ts";
import { sizeOf } from "../bounds/size-of.ts";
import { operations } from "../operations/operations.ts";
import { untilAborted, type Signal } from "../transport/signal.ts";
import { requireTransport, type Transport } from "../transport/transport.ts";
import { requestKey } from "./request-key.ts";

/** Options of `withJoin`. The core has no clock and creates no signals, so both are passed in. */
export interface JoinOptions {
  /** Creates a signal and the function that aborts it, such as `() => new AbortController()`. */
  readonly newAbort: () => { readonly signal: Signal; abort(reason: unknown): void };
  /** Current time in milliseconds. Only differences matter. */
  readonly now: () => number;
  /** Age up to which a response is returned again, in milliseconds after its request was sent. Default: 0, so never. */
  readonly keepFor?: number | undefined;
  /** Maximum number of responses that are kept. Default: 1,000. */
  readonly maxEntries?: number | undefined;
  /** Maximum memory of these responses in bytes, estimated. Default: 32 MiB. */
  readonly maxBytes?: number | undefined;
}

/** A transport that joins equal requests. */
export interface JoiningTransport extends Transport {
  /**
   * Forgets kept responses and joins no request to a request in flight, for those whose input contains one of these texts.
   * Default: all.
   */
  forget(texts?: ReadonlySet<string>): void;
  /** Time at which the request of a response was sent, as `now` returned it; undefined for responses of other transports. */
  sentAt(response: unknown): number | undefined;
}

/**
 * Sends equal requests once: a request joins one in flight, and gets a response that is younger than `keepFor`. Errors reach
 * all joined requests and are not kept. The request in flight is aborted when all that joined it are aborted; one of them does
 * not affect the others. Writes are never joined, and forget everything that was read before. The first request decides whether
 * a joined one is `urgent`.
 *
 * Put it outside `withCache`, which decides from the time of a request what is final. A response that is returned to several
 * callers is frozen.
 *
 * @example
 * const joined = withJoin(withCache(transport), { newAbort: () => new AbortController(), now: Date.now, keepFor: 2000 });
 */
export const withJoin = (transport: Transport, options: JoinOptions): JoiningTransport => {
  requireTransport(transport, "withJoin");
  const { newAbort, now, keepFor = 0, maxEntries = 1000, maxBytes = 33_554_432 } = options;
  const flights = new Map<string, Flight>();
  const kept = boundedMap<string, Kept>(maxEntries, { maxSize: maxBytes, sizeOf: ({ size }) => size });
  const times = new WeakMap<object, number>();

  const start = (
    key: string,
    texts: readonly string[],
    send: (signal: Signal) => Promise<unknown>,
  ): Flight => {
    const controller = newAbort();
    const sentAt = now();
    const settle = async (): Promise<unknown> => {
      try {
        const response = await send(controller.signal);
        if (typeof response === "object" && response !== null) {
          times.set(response, sentAt);
          if (flight.waiting > 1) Object.freeze(response);
        }
        // After `forget`, the flight is no longer in the map.
        if (flights.get(key) === flight && isYoung(sentAt, now(), keepFor))
          kept.set(key, { response, texts, sentAt, size: sizeOf(response) });
        return response;
      } finally {
        if (flights.get(key) === flight) flights.delete(key);
        flight.isSettled = true;
      }
    };
    const flight: Flight = {
      sentAt,
      texts,
      abort: (reason) => controller.abort(reason),
      waiting: 0,
      isSettled: false,
      response: never,
    };
    flights.set(key, flight);
    flight.response = settle();
    // All that wait may have been aborted.
    flight.response.catch(() => {});
    return flight;
  };

  const leave = (key: string, flight: Flight, reason: unknown): void => {
    flight.waiting -= 1;
    if (flight.waiting > 0 || flight.isSettled) return;
    if (flights.get(key) === flight) flights.delete(key);
    flight.abort(reason);
  };

  const forget: JoiningTransport["forget"] = (texts) => {
    const isMeant = (entry: { readonly texts: readonly string[] }): boolean =>
      texts === undefined || entry.texts.some((text) => texts.has(text));
    for (const [key, flight] of flights) if (isMeant(flight)) flights.delete(key);
    for (const [key, entry] of kept.entries()) if (isMeant(entry)) kept.delete(key);
  };

  return {
    name: transport.name,
    forget,
    sentAt: (response) =>
      typeof response === "object" && response !== null ? times.get(response) : undefined,
    async send(operation, input, callOptions) {
      const { signal } = callOptions;
      if (signal?.aborted === true) throw signal.reason;
      if (operations[operation].effect === "write") {
        forget();
        // What was read while the write was in flight is forgotten, too.
        return transport.send(operation, input, callOptions).finally(() => forget());
      }
      const key = requestKey(operation, input);
      const at = now();
      const known = kept.get(key);
      if (known !== undefined) {
        if (isYoung(known.sentAt, at, keepFor)) return Object.freeze(known.response);
        kept.delete(key);
      }
      const open = flights.get(key);
      const flight =
        open !== undefined && isYoung(open.sentAt, at, LONGEST_JOIN)
          ? open
          : start(key, textsIn(input), (own) =>
              transport.send(operation, input, { ...callOptions, signal: own }),
            );
      flight.waiting += 1;
      try {
        return await untilAborted(flight.response, signal);
      } finally {
        leave(key, flight, signal?.reason);
      }
    },
  };
};

/** A request that was sent, and those that wait for its response. */
interface Flight {
  readonly sentAt: number;
  readonly texts: readonly string[];
  readonly abort: (reason: unknown) => void;
  response: Promise<unknown>;
  waiting: number;
  isSettled: boolean;
}

interface Kept {
  readonly response: unknown;
  readonly texts: readonly string[];
  readonly sentAt: number;
  readonly size: number;
}

/**
 * Age in milliseconds up to which a request in flight is joined. Without a limit, a request that the service never answers
 * would take every later one with it.
 */
const LONGEST_JOIN = 10_000;

/** A clock that was set back makes everything old. */
const isYoung = (sentAt: number, at: number, limit: number): boolean => at >= sentAt && at - sentAt < limit;

const never = new Promise<never>(() => {});

/** The texts of an input, such as IDs and tokens. */
const textsIn = (input: object): readonly string[] =>
  Object.values(input).filter((value): value is string => typeof value === "string");
