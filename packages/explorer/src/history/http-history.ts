/** The archive of a Windowpane API, over HTTP. */
import { errorCode, isWindowpaneError, ServiceError, TransportError, type Signal } from "@windowpane/core";
import type { EarlierQuery, EarlierRuns, HistorySource, TrendQuery } from "@windowpane/report";

/** The part of `fetch` that a history needs. The platform's `fetch` fits. */
export type HistoryFetch = (
  url: string,
  init: {
    readonly headers: Record<string, string>;
    /** Redirects are not followed, so that credentials are not sent to another host. */
    readonly redirect: "manual";
    readonly signal: AbortSignal | null;
  },
) => Promise<{ readonly status: number; text(): Promise<string> }>;

/** Options of `httpHistory`. */
export interface HttpHistoryOptions {
  /** URL of the API: the folder of `/v1/trends/windows`. */
  readonly url: string;
  /** Sends a request: the platform's `fetch` or your own function. */
  readonly fetch: HistoryFetch;
  /** Returns the headers that authenticate a request. Default: none. */
  readonly authorize?:
    | (() => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>)
    | undefined;
}

/** Whether an error says that there is no archive. */
export const isNoArchive = (error: unknown): boolean =>
  isWindowpaneError(error) && error.kind === "service" && errorCode(error) === NO_ARCHIVE;

/** Name of the API's problem. */
const NO_ARCHIVE = "no-archive";

/**
 * Asks the archive of a Windowpane API. The functions of the result reject with a ServiceError if the API refuses, also if it has no
 * archive, with a TransportError if there is no usable response, and with `signal.reason` when aborted.
 *
 * @example
 * const { trends } = httpHistory({ url: "https://windowpane.example.com/", fetch });
 * const answer = await trends.windows({ since: new Date("2026-11-01"), until: new Date() });
 */
export const httpHistory = ({ url, fetch, authorize }: HttpHistoryOptions): HistorySource => {
  let hasNone = false;

  const get = async <Answer>(path: string, query: Query, signal: Signal | undefined): Promise<Answer> => {
    const address = new URL(path, url.endsWith("/") ? url : `${url}/`);
    for (const [name, value] of Object.entries(query)) {
      for (const one of [value].flat()) {
        if (one !== undefined)
          address.searchParams.append(name, one instanceof Date ? one.toISOString() : String(one));
      }
    }
    const headers = { accept: "application/json", ...(await authorize?.()) };
    const { status, text } = await respond(address, headers, signal);
    const body = parse(text);
    if (status === 200 && body !== undefined) return body as Answer; // The API documents the shape.
    if (status === 204) throw new ServiceError(OPERATION, { code: NO_ARCHIVE, status });
    throw refusal(address, status, body);
  };

  const respond = async (
    address: URL,
    headers: Record<string, string>,
    signal: Signal | undefined,
  ): Promise<{ readonly status: number; readonly text: string }> => {
    // The core's type is a part of the platform's AbortSignal; callers pass an AbortSignal.
    const own = (signal as AbortSignal | undefined) ?? null;
    try {
      const response = await fetch(address.href, { headers, redirect: "manual", signal: own });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason as Error;
      throw new TransportError(
        OPERATION,
        `${address.origin} sent no response. Check the connection, or try again.`,
        { cause: error },
      );
    }
  };

  const earlier = async ({ WindowId, causes, signal, ...query }: EarlierQuery): Promise<EarlierRuns> => {
    const { before, Account, Region, limit } = query;
    const given = { before, account: Account, region: Region, maxResults: limit };
    const parts: EarlierRuns[] = [];
    for (const cause of inUrls(causes))
      parts.push(
        earlierOf(await get<EarlierWire>(`v1/windows/${WindowId}/earlier`, { ...given, cause }, signal)),
      );
    const [first, ...others] = parts;
    if (first === undefined) return { WindowId, runs: [], missing: [] };
    const runs = first.runs.map((run, at) => ({
      ...run,
      causes: new Map([first, ...others].flatMap((part) => [...(part.runs[at]?.causes ?? [])])),
    }));
    return { ...first, runs };
  };

  /** Asks for the runs of no window, to which an API without an archive responds without an error. */
  const ask = async (signal: Signal | undefined): Promise<boolean> => {
    try {
      await earlier({ WindowId: NO_WINDOW, before: new Date(0), causes: [], limit: 1, signal });
      return true;
    } catch (error) {
      if (!isNoArchive(error)) throw error;
      hasNone = true;
      return false;
    }
  };
  let hasOne = false;

  return {
    exists: async ({ signal }) => !hasNone && (hasOne ||= await ask(signal)),
    trends: {
      windows: (query) => get("v1/trends/windows", queryOf(query), query.signal),
      machines: (query) => get("v1/trends/machines", queryOf(query), query.signal),
      causes: (query) => get("v1/trends/causes", queryOf(query), query.signal),
      patched: ({ within, ...query }) => {
        const { step: _, cause: __, ...rest } = queryOf(query);
        return get("v1/trends/patched", { ...rest, within }, query.signal);
      },
      nights: ({ WindowId, ...query }) => {
        const { window: _, cause: __, ...rest } = queryOf(query);
        return get(`v1/windows/${WindowId}/nights`, rest, query.signal);
      },
      earlier: async (queries) => {
        if (hasNone) return [];
        try {
          return await Promise.all(queries.map(earlier));
        } catch (error) {
          if (!isNoArchive(error)) throw error;
          hasNone = true;
          return [];
        }
      },
      // The API's reports contain it; there is no route for it alone.
      windowOf: async () => undefined,
    },
    collections: ({ since, accounts, regions, signal }) =>
      get("v1/collections", { since, account: accounts, region: regions }, signal),
  };
};

type Query = Readonly<Record<string, string | number | Date | readonly string[] | undefined>>;

const NO_WINDOW = "mw-00000000000000000";

/** Name in errors. */
const OPERATION = "history";

/** Maximum number of values of a parameter. */
const MOST_CAUSES = 50;

/** Maximum length of the values in one URL. The API takes URLs of 8,192 characters. */
const MOST_CHARACTERS = 6000;

/** Divides causes into lists that fit in a URL. Without causes, one empty list. */
const inUrls = (causes: readonly string[]): readonly (readonly string[])[] => {
  let list: string[] = [];
  const lists = [list];
  let length = 0;
  for (const cause of causes) {
    const added = new URLSearchParams({ cause }).toString().length + 1;
    if (list.length > 0 && (list.length === MOST_CAUSES || length + added > MOST_CHARACTERS)) {
      lists.push((list = []));
      length = 0;
    }
    list.push(cause);
    length += added;
  }
  return lists;
};

const queryOf = ({
  since,
  until,
  timeZone,
  step,
  limit,
  ...query
}: TrendQuery): Record<string, Query[string]> => ({
  ...{ since, until, timeZone, step, maxResults: limit },
  account: query.accounts,
  region: query.regions,
  window: query.windows,
  machine: query.machines,
  cause: query.causes,
});

type EarlierWire = Omit<EarlierRuns, "runs"> & {
  readonly runs: readonly (Omit<EarlierRuns["runs"][number], "causes"> & {
    readonly causes: Readonly<Record<string, readonly string[]>>;
  })[];
};

const earlierOf = ({ runs, ...found }: EarlierWire): EarlierRuns => ({
  ...found,
  runs: runs.map((run) => ({
    ...run,
    causes: new Map(Object.entries(run.causes).map(([key, machines]) => [key, new Set(machines)])),
  })),
});

/** Members that are times. Other texts can look like one: names of windows and machines. */
const times: ReadonlySet<string> = new Set([
  ...["since", "until", "firstRun", "lastRun", "StartTime", "lastFailed", "first", "last", "patchedAt"],
  ...["latest", "before", "comparedSince", "collectedUntil", "problemSince"],
]);

/** Undefined for a text that is not JSON. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text, (name, value: unknown) =>
      typeof value === "string" && times.has(name) ? new Date(value) : value,
    );
  } catch {
    return undefined;
  }
};

const refusal = ({ origin }: URL, status: number, body: unknown): Error => {
  const member = (name: string): string | undefined => {
    const value: unknown = typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
    return typeof value === "string" ? value : undefined;
  };
  const [code, detail] = [member("name"), member("detail")];
  if (code !== undefined && detail !== undefined && status !== 401)
    return new ServiceError(OPERATION, { code, message: detail, status, retryable: status >= 500 });
  return new TransportError(OPERATION, `${origin} responded with ${status}. Check the URL.`, {
    meaning: "foreign",
    status,
    retryable: status >= 500,
  });
};
