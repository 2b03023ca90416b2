/** What the page reads from: the API that serves it. */
import {
  createPace,
  errorMeaning,
  isWindowpaneError,
  withDeadline,
  withPace,
  withRetry,
  type Signal,
  type Transport,
} from "@windowpane/core";
import type { HistoryFetch } from "@windowpane/explorer";
import { httpTransport, type Fetch } from "@windowpane/transport-http";
import type { Status } from "./status.ts";
import type { Token } from "./token.ts";

/** Options of {@link openSource}. */
export interface SourceOptions {
  /** URL of the API, which is the folder of the page. */
  readonly url: string;
  readonly fetch: Fetch & HistoryFetch;
  readonly token: Token;
  readonly status: Status;
  readonly clock: Clock;
}

/** Time and chance. */
export interface Clock {
  readonly now: () => Date;
  /** Returns a number from 0 up to but not including 1. */
  readonly random: () => number;
}

/** Opens the transport to the page's own origin, with retries, a deadline for each request and the rate limit. */
export const openSource = (options: SourceOptions): Transport => {
  const { url, fetch, token, clock } = options;
  const pace = createPace({ now: () => clock.now().getTime(), sleep });
  const once = withDeadline(httpTransport({ url, fetch, authorize: () => bearerOf(token) }), { startTimer });
  const retrying = withRetry(withPace(once, pace), { sleep, random: clock.random, paced: true });
  return withAccess(retrying, options);
};

/** The headers that authenticate a request, as far as a token is known. */
export const bearerOf = (token: Token): Readonly<Record<string, string>> => {
  const text = token.read();
  return text === undefined ? {} : { authorization: `Bearer ${text}` };
};

/** Time between two attempts without a connection, in milliseconds. */
const RECONNECT = 5000;

/**
 * Waits for a token when the API requires one, and for the connection when nothing answers, so that the user
 * keeps the place. An expired session needs a reload of the page.
 */
export const withAccess = (
  transport: Transport,
  options: Pick<SourceOptions, "token" | "status" | "clock">,
): Transport => ({
  name: transport.name,
  send: (operation, input, callOptions) =>
    whileAllowed(() => transport.send(operation, input, callOptions), options, callOptions.signal),
});

/** Sends a request until it is answered: with a token, and when the connection is back. */
export const whileAllowed = async <Answer>(
  send: () => Promise<Answer>,
  { token, status, clock }: Pick<SourceOptions, "token" | "status" | "clock">,
  signal: Signal | undefined,
): Promise<Answer> => {
  for (;;) {
    const used = token.read();
    try {
      const output = await send();
      if (status.access().retryAt !== undefined) status.change({ retryAt: undefined });
      return output;
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === undefined || signal?.aborted === true) throw error;
      if (trouble === "expired") {
        status.change({ isExpired: true });
        throw error;
      }
      if (trouble === "lost") {
        status.change({ retryAt: new Date(clock.now().getTime() + RECONNECT), retryDelay: RECONNECT });
        await sleep(RECONNECT, signal);
      } else if (token.read() === used) {
        status.change({ signIn: { isWrong: used !== undefined } });
        await token.next();
      }
    }
  }
};

/** Why the API cannot be read at all: it requires a token, its session has expired, or nothing answers. */
const troubleOf = (error: unknown): "signIn" | "expired" | "lost" | undefined => {
  if (!isWindowpaneError(error)) return undefined;
  const meaning = errorMeaning(error);
  if (error.kind === "service")
    return refusals.find(({ code, text }) => code === error.code && text.test(error.message))?.is;
  if (error.kind !== "transport") return undefined;
  if (error.status === 401) return "signIn";
  if (meaning === "foreign" && (error.status ?? 0) < 500) return "expired";
  return meaning === "no-response" && error.status === undefined ? "lost" : undefined;
};

/** How the API refuses a caller. AWS refuses the server itself with the same codes, but other texts. */
const refusals = [
  { code: "MissingAuthenticationTokenException", text: /^/, is: "signIn" },
  { code: "UnrecognizedClientException", text: /bearer token/, is: "signIn" },
  { code: "UnrecognizedClientException", text: /Cloudflare Access/, is: "expired" },
] as const;

/** Waits a number of milliseconds, or less when the signal aborts. */
export const sleep = (milliseconds: number, signal: Signal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end, { once: true });
  });

const startTimer = (
  milliseconds: number,
  signal: Signal | undefined,
): { readonly signal: Signal; readonly stop: () => void } => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), milliseconds);
  const abort = (): void => controller.abort(signal?.reason);
  if (signal?.aborted === true) abort();
  else signal?.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    stop: () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    },
  };
};
