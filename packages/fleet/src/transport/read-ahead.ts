import { boundedMap, onAbort, untilAborted, type Signal } from "@windowpane/core";

/** The page of one location, or the error of reading it. */
export type PageResult =
  | { readonly page: LocationPage }
  | { readonly page?: undefined; readonly error: unknown };

/** A page of one location. */
export interface LocationPage {
  readonly items: readonly object[];
  readonly token: string | undefined;
}

/** Pages that are read before they are needed. All that wait for a page share one request. */
export interface ReadAhead {
  /**
   * The lists that are read now: an aborted list ends its requests unless another reader of the same list waits.
   *
   * @param list - identifies the list: operation and input.
   */
  reading<Result>(list: string, signal: Signal | undefined, read: () => Promise<Result>): Promise<Result>;
  /** Requests a page unless it was requested. `page` identifies it within the list. Does not throw. */
  begin(list: string, page: string, send: (signal: Signal) => Promise<PageResult>): Promise<PageResult>;
  /** Forgets a page that was returned completely, or an error that was reported. */
  forget(list: string, page: string): void;
  /** Forgets all pages of a list that have arrived, because it is read from its start. */
  restart(list: string): void;
}

/** Milliseconds for which a page is kept for a reader that continues later. */
const KEEP = 30_000;

/** Maximum number of pages and errors that wait for their reader. */
const MAX_PAGES = 1024;

export const createReadAhead = (now: () => number): ReadAhead => {
  const flights = boundedMap<string, Flight>(MAX_PAGES);
  const readers = new Map<string, number>();
  const keyOf = (list: string, page: string): string => `${list}\n${page}`;

  const abortAll = (list: string): void => {
    for (const [key, flight] of flights.entries()) {
      if (flight.list !== list || flight.settledAt !== undefined) continue;
      flights.delete(key);
      flight.abort();
    }
  };

  const removeSettled = (list: string, before: number): void => {
    for (const [key, { list: own, settledAt = Infinity }] of flights.entries()) {
      if (own === list && settledAt <= before && settledAt !== Infinity) flights.delete(key);
    }
  };

  return {
    reading: async (list, signal, read) => {
      // Pages do not age while a caller waits: a location that fails after minutes of retries is not requested again.
      removeSettled(list, now() - KEEP);
      readers.set(list, (readers.get(list) ?? 0) + 1);
      let left = false;
      const leave = (): void => {
        if (left) return;
        left = true;
        const others = (readers.get(list) ?? 1) - 1;
        if (others > 0) readers.set(list, others);
        else readers.delete(list);
        if (others === 0 && signal?.aborted === true) abortAll(list);
      };
      const stopListening = signal === undefined ? undefined : onAbort(signal, leave);
      try {
        return await untilAborted(read(), signal);
      } finally {
        stopListening?.();
        leave();
      }
    },
    begin: (list, page, send) => {
      const key = keyOf(list, page);
      const known = flights.get(key);
      if (known !== undefined) return known.result;
      const controller = new AbortController();
      const settle = async (): Promise<PageResult> => {
        try {
          return await send(controller.signal);
        } catch (error) {
          return { error };
        } finally {
          flight.settledAt = now();
        }
      };
      const flight: Flight = { list, abort: () => controller.abort(), settledAt: undefined, result: never };
      flights.set(key, flight);
      flight.result = settle();
      return flight.result;
    },
    forget: (list, page) => flights.delete(keyOf(list, page)),
    restart: (list) => removeSettled(list, Infinity),
  };
};

interface Flight {
  readonly list: string;
  readonly abort: () => void;
  settledAt: number | undefined;
  result: Promise<PageResult>;
}

const never = new Promise<never>(() => {});
