import { isWindowpaneError, TransportError, untilAborted } from "@windowpane/core";
import type { EventFetch, EventResponse } from "./event-fetch.ts";
import { lostConnection, readEvents, type ServerEvent } from "./read-events.ts";

/** Options of `followEvents`. */
export interface FollowEventsOptions {
  /** URL of the stream. */
  readonly url: string;
  /** Sends a request: the platform's `fetch` or your own function. */
  readonly fetch: EventFetch;
  /** Returns the headers that authenticate a request. Called for each connection. Default: no authentication. */
  readonly authorize?:
    | (() => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>)
    | undefined;
  /** Waits a number of milliseconds, or less when the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Returns a number from 0 up to but not including 1, so that clients do not reconnect at the same time. */
  readonly random: () => number;
  /** ID of the last event that was received, to continue after it. Default: from the start. */
  readonly lastEventId?: string | undefined;
  /** Maximum time without a byte until the connection counts as lost, in milliseconds. Default: 60,000. */
  readonly maxSilence?: number | undefined;
  /** Ends the stream and its connection. */
  readonly signal: AbortSignal;
}

/** What happens on a followed stream. */
export type StreamStep =
  | { readonly kind: "connected" }
  | ({ readonly kind: "event" } & ServerEvent)
  | {
      /**
       * The next attempt starts after `delay` milliseconds. `ended`: the server has closed the stream; `lost`: the connection failed;
       * `refused`: the server is busy or has an error.
       */
      readonly kind: "disconnected";
      readonly reason: "ended" | "lost" | "refused";
      readonly delay: number;
      /** Undefined for `ended`. */
      readonly error: Error | undefined;
    };

/** Delay before a new attempt unless the server sets one, in milliseconds. */
const DEFAULT_RETRY = 5000;
/** Minimum delay before it is spread, whatever the server sets. */
const MIN_DELAY = 100;
/** Maximum delay, unless the server asks for more with `Retry-After`. */
const MAX_DELAY = 60_000;
/** Maximum delay that the server can ask for. */
const MAX_RETRY_AFTER = 3_600_000;

/**
 * Follows a stream of server-sent events, and reconnects after the last event when the connection ends. The iteration ends with a response
 * without content (204); leave it to end it earlier. The connection is closed in each case.
 *
 * @throws TransportError if the server refuses the stream with a status that a new attempt does not change, such as 401 or 404, or
 * returns something else than events; the reason of the signal.
 *
 * @example
 * for await (const step of followEvents({ url, fetch, sleep, random: Math.random, signal })) {
 *   if (step.kind === "event" && step.name === "done") break;
 * }
 */
export async function* followEvents(
  options: FollowEventsOptions,
): AsyncGenerator<StreamStep, void, undefined> {
  const { url, signal, sleep, random, maxSilence = 60_000 } = options;
  const { origin } = new URL(url);
  let { lastEventId } = options;
  let retry = DEFAULT_RETRY;
  /** Attempts since the last event. */
  let attempts = 0;
  for (;;) {
    const connection = openConnection(signal);
    let trouble: TransportError | undefined;
    try {
      const response = await connect(options, { origin, lastEventId, signal: connection.signal });
      if (response.status === 204) return;
      const reader = readerOf(response, origin);
      connection.onClose(() => void reader.cancel().catch(() => {}));
      yield { kind: "connected" };
      const events = readEvents(reader, {
        ...{ origin, signal: connection.signal, sleep, maxSilence },
        onRetry: (milliseconds) => {
          retry = milliseconds;
        },
      });
      for await (const event of events) {
        attempts = 0;
        lastEventId = event.id ?? lastEventId;
        yield { kind: "event", ...event };
      }
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (!isWindowpaneError(error) || error.kind !== "transport") throw error;
      if (!error.retryable || error.meaning === "foreign") throw error;
      trouble = error;
    } finally {
      connection.close();
    }
    const backoff = Math.min(MAX_DELAY, Math.max(MIN_DELAY, retry) * 2 ** attempts) * (0.75 + random() / 4);
    const requested = Math.min(MAX_RETRY_AFTER, trouble?.retryAfter ?? 0);
    const delay = Math.round(Math.max(backoff, requested));
    attempts += 1;
    const reason = trouble === undefined ? "ended" : trouble.status === undefined ? "lost" : "refused";
    yield { kind: "disconnected", reason, delay, error: trouble };
    await sleep(delay, signal);
    if (signal.aborted) throw signal.reason;
  }
}

const connect = async (
  { url, fetch, authorize }: FollowEventsOptions,
  {
    origin,
    lastEventId,
    signal,
  }: { readonly origin: string; readonly lastEventId: string | undefined; readonly signal: AbortSignal },
): Promise<EventResponse> => {
  const headers = {
    accept: "text/event-stream",
    ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
    ...(await untilAborted(Promise.resolve(authorize?.()), signal)),
  };
  const init = { method: "GET", headers, cache: "no-store", redirect: "manual", signal } as const;
  // Some implementations of fetch do not always react to the signal.
  return untilAborted(
    fetch(url, init).catch((error: unknown) => {
      throw lostConnection(origin, error);
    }),
    signal,
  );
};

const readerOf = (response: EventResponse, origin: string) => {
  const { status, headers, body } = response;
  const media = (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (status === 200 && media === "text/event-stream" && body !== null) return body.getReader();
  // The body is not needed, and would keep the connection.
  body
    ?.getReader()
    .cancel()
    .catch(() => {});
  if (isTemporary(status)) {
    throw new TransportError("events", `${origin} returned HTTP ${status} for the stream. Try again later.`, {
      status,
      retryAfter: retryAfterOf(headers.get("retry-after")),
    });
  }
  const isOwn = status >= 400 && media === "application/problem+json";
  throw new TransportError(
    "events",
    isOwn
      ? `${origin} returned HTTP ${status} for the stream. Check the URL and the token.`
      : `${origin} returned ${media || "no content type"} (HTTP ${status}) instead of server-sent events. Check the URL, and look for a sign-in page or a proxy.`,
    { status, retryable: false, meaning: isOwn ? "unsent" : "foreign" },
  );
};

const isTemporary = (status: number): boolean =>
  [408, 425, 429].includes(status) || (status >= 500 && status !== 501 && status !== 505);

/** In milliseconds. A date has no meaning without the server's clock. */
const retryAfterOf = (value: string | null): number | undefined =>
  value !== null && /^\d+$/.test(value) ? Number(value) * 1000 : undefined;

/** The signal of one connection, which ends with the stream. */
const openConnection = (outer: AbortSignal) => {
  const controller = new AbortController();
  const closing: (() => void)[] = [];
  const abort = (): void => controller.abort(outer.reason);
  if (outer.aborted) abort();
  else outer.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    onClose: (call: () => void): void => void closing.push(call),
    close: (): void => {
      outer.removeEventListener("abort", abort);
      for (const call of closing) call();
      controller.abort(new Error("The connection is closed."));
    },
  };
};
