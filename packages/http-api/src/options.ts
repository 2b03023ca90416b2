import type { Transport } from "@windowpane/core";
import type { Authenticator, Caller } from "./caller.ts";
import type { LogEntry } from "./log-entry.ts";

/** What an app needs from its host: the transport, who may call, and the world outside. */
export interface AppOptions {
  /** Carries the requests. Wrap it in `withRetry` and `withCache` before, where that is wanted. */
  readonly transport: Transport;
  /**
   * Authenticators, tried in this order. An empty list makes `createApp` throw unless `open` is set: an app without
   * authentication must be a decision.
   */
  readonly access: readonly Authenticator[];
  /** Everybody may read and cancel, whatever they send. For the mock only. Default: false. */
  readonly open?: boolean | undefined;
  /** Tells the time. */
  readonly now: () => Date;
  /** Makes the ids of requests. */
  readonly randomUUID: () => string;
  /** Told once about every request, when it is over. */
  readonly log: (entry: LogEntry) => void;
  /**
   * Waits so many milliseconds: between two looks at a running execution, and until a request has taken too long. When the
   * signal aborts it clears its timer and resolves; it may also reject, which costs an error for every request.
   */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** How much one request and one caller may take. Default: `defaultLimits`. */
  readonly limits?: Partial<Limits> | undefined;
  /** Takes the place of the rate limiter in memory, where the platform has one. Default: `limits.requestsPerMinute`. */
  readonly rateLimit?: RateLimit | undefined;
  /** Which web pages of other origins may read answers. Default: none. */
  readonly cors?: { readonly origins: readonly string[] } | undefined;
  /** Whether requests can be served, for `/readyz`. Default: always. */
  readonly isReady?: (() => Promise<boolean>) | undefined;
}

/** Whether a caller may ask once more now. */
export type RateLimit = (caller: Caller) => Promise<RateDecision>;

/** The answer of a rate limiter. */
export interface RateDecision {
  readonly allowed: boolean;
  /** How long to wait, in milliseconds. Default: one second. */
  readonly retryAfter?: number | undefined;
}

/** How much one request and one caller may take. */
export interface Limits {
  /** The most bytes of a body. Default: 65536, as every request of the family is small. */
  readonly bodyBytes: number;
  /**
   * How long an answer may take, in milliseconds; a stream has so long for each of its pieces. What is asked of AWS is then
   * aborted, and the answer is 504. Default: 30,000.
   */
  readonly timeoutMs: number;
  /** How many walks (reports, whole lists, event streams) a caller may have under way. Default: 8. */
  readonly walksPerCaller: number;
  /** Requests per caller and minute, also all at once. Default: 3,000; unlimited in an open app, which has one caller. */
  readonly requestsPerMinute: number;
  /** Requests to AWS for one page of `/v1/failures`; the rest is behind its cursor. Default: 40, as a free Worker has 50. */
  readonly requestsPerPage: number;
  /**
   * How many requests to AWS a report, a whole list or one stretch of an event stream may cost. A report that needs more is
   * given with a gap; a list ends with the token to go on; a stream asks its client to come again. Default: 1,000; on a
   * free Worker give 40.
   */
  readonly requestsPerWalk: number;
  /** How many requests to AWS are under way at once for one answer. Default: 6, as a Worker has 6 connections. */
  readonly concurrency: number;
  /** How long an event stream waits between two looks, in milliseconds. Default: 5,000. */
  readonly pollMs: number;
}

/** Checks what only callers without TypeScript can get wrong. Throws an Error that names the option and its type. */
export const checkOptions = (options: unknown): void => {
  for (const [name, { needs, holds }] of Object.entries(needed)) {
    const value: unknown =
      typeof options === "object" && options !== null ? Reflect.get(options, name) : undefined;
    if (!holds(value)) throw new Error(`createApp needs the option \`${name}\`: ${needs}.`);
  }
};

const isFunction = (value: unknown): boolean => typeof value === "function";

const needed: Readonly<
  Record<string, { readonly needs: string; readonly holds: (value: unknown) => boolean }>
> = {
  transport: {
    needs: "a transport with a send method, such as mockTransport() or awsTransport(new SSMClient({}))",
    holds: (value) => typeof value === "object" && value !== null && "send" in value,
  },
  access: {
    needs: "a list of authenticators, such as [bearer({ tokens })]; with `open: true` an empty list",
    holds: Array.isArray,
  },
  now: { needs: "a function that returns the current time, such as () => new Date()", holds: isFunction },
  randomUUID: {
    needs: "a function that returns an ID, such as () => crypto.randomUUID()",
    holds: isFunction,
  },
  log: { needs: "a function that takes a log entry", holds: isFunction },
  sleep: { needs: "a function that waits for a number of milliseconds", holds: isFunction },
};

/** What holds where the host says nothing. */
export const defaultLimits: Limits = {
  bodyBytes: 65_536,
  timeoutMs: 30_000,
  walksPerCaller: 8,
  requestsPerMinute: 3000,
  requestsPerPage: 40,
  requestsPerWalk: 1000,
  concurrency: 6,
  pollMs: 5000,
};
