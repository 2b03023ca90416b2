/** What the page reads from: the API that serves it. */
import { createPace, withDeadline, withPace, withRetry, type Signal, type Transport } from "@windowpane/core";
import { httpTransport, type Fetch } from "@windowpane/transport-http";
import type { Token } from "./token.ts";

/** Options of {@link openSource}. */
export interface SourceOptions {
  /** URL of the API, which is the folder of the page. */
  readonly url: string;
  readonly fetch: Fetch;
  readonly token: Token;
  readonly clock: Clock;
}

/** Time and chance. */
export interface Clock {
  readonly now: () => Date;
  /** Returns a number from 0 up to but not including 1. */
  readonly random: () => number;
}

/** Opens the transport to the page's own origin, with retries, a deadline for each request and the rate limit. */
export const openSource = ({ url, fetch, token, clock }: SourceOptions): Transport => {
  const authorize = (): Record<string, string> => {
    const text = token.read();
    return text === undefined ? {} : { authorization: `Bearer ${text}` };
  };
  const pace = createPace({ now: () => clock.now().getTime(), sleep });
  return withRetry(withPace(withDeadline(httpTransport({ url, fetch, authorize }), { startTimer }), pace), {
    sleep,
    random: clock.random,
    paced: true,
  });
};

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
