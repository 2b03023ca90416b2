import type { Transport } from "@windowpane/core";
import type { HistorySource } from "@windowpane/report";
import type { StartCollection } from "../route/start-collection.ts";
import type { FleetSource } from "../fleet/fleet-source.ts";
import type { Authenticator, Caller } from "../auth/authenticator.ts";
import type { LimitName, Limits } from "../limits/limits.ts";
import type { PageFiles } from "./page-files.ts";
import type { DocumentOptions } from "../reader/document-storage.ts";
import type { Account } from "./handover.ts";
import type { LogEntry } from "./log.ts";

/** Options of `createApp`. */
export interface AppOptions {
  /**
   * Sends the requests to one account and region. Wrap it in `withRetry` and `withPace` as needed. The app joins equal requests
   * and caches responses itself.
   */
  readonly transport: Transport;
  /**
   * Whether a page that looks final may cause one more request, for its execution (`confirmEnds` of core's `withCache`). The
   * request can outlive the one that caused it. Default: false.
   */
  readonly confirmEnds?: boolean | undefined;
  /** Storage of finished documents, such as reports of finished executions. Default: only memory. */
  readonly documents?: DocumentOptions | undefined;
  /** Authenticators, tried in order. If the list is empty, `createApp` throws unless `open` is set. */
  readonly access: readonly Authenticator[];
  /** Allows every caller to read and cancel without credentials. Use it for the mock only. Default: false. */
  readonly open?: boolean | undefined;
  /** Returns the current time. */
  readonly now: () => Date;
  /** Returns a new request ID. */
  readonly randomUUID: () => string;
  /** Called once for each request, when it ends. */
  readonly log: (entry: LogEntry) => void;
  /**
   * Waits for a number of milliseconds: between two reads of a running execution, and for the time limit of a request. On
   * abort it clears its timer and resolves. It may also reject, which costs an error object for every request.
   */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Limits for one request and for one caller. Default: those of `limitTable`. */
  readonly limits?: Partial<Limits> | undefined;
  /**
   * Returns how the host names a limit, for the problems and gaps that the limit causes: `--requests-per-scan`. Default:
   * `limits.requestsPerScan`.
   */
  readonly limitName?: ((limit: LimitName) => string) | undefined;
  /** Rate limiter of the platform. Default: one in memory, with `limits.requestsPerMinute`. */
  readonly rateLimit?: RateLimit | undefined;
  /**
   * Path under which clients see the app, such as `/tools/windowpane`. Links, redirects, problem types and the OpenAPI document
   * begin with it. Requests are served with and without it, because a proxy or `app.mount` may remove it. Default: the path of
   * `app.route`, or the root.
   */
  readonly basePath?: string | undefined;
  /** Origins whose web pages may read responses. Default: none. */
  readonly cors?: { readonly origins: readonly string[] } | undefined;
  /**
   * Whether the app answers to a host name; `loopbackHosts` is for servers on loopback, which web pages can reach by DNS
   * rebinding. Default: it answers to every name.
   */
  readonly allowedHosts?: ((hostname: string) => boolean) | undefined;
  /** Whether to read the patch state of machines unless a request says otherwise. Default: true. */
  readonly patches?: boolean | undefined;
  /** Files of the web page, for browsers at the root. Default: the root redirects browsers to the API reference. */
  readonly page?: PageFiles | undefined;
  /**
   * The accounts and regions that `transport` reads, for the parameters `account` and `region` and for `/v1/accounts`. Default: it
   * reads one.
   */
  readonly fleet?: FleetSource | undefined;
  /** Answers the routes about trends, collections and messages from an archive. Default: the server has no archive. */
  readonly history?: HistorySource | undefined;
  /**
   * Starts a collection into the archive, for `POST /v1/collect`, and returns without waiting for it. Default: the server does
   * not collect.
   */
  readonly collect?: StartCollection | undefined;
  /** Whether the app can serve requests, for `/readyz`. Default: always. */
  readonly isReady?: (() => Promise<boolean>) | undefined;
}

/** Options of a front: those of the app, but the transport is behind the account's own app. */
export interface FrontOptions extends Omit<AppOptions, "transport"> {
  /** Responds to the requests of authenticated callers: an app of `createAccountApp`. */
  readonly account: Account;
}

/** Options of an app behind a front. The front has authenticated the callers and limited their rate. */
export type AccountAppOptions = Omit<AppOptions, "access" | "rateLimit" | "cors" | "isReady" | "basePath">;

/** Options of every app. */
export interface ServerOptions extends AppOptions {
  /** Set in a front. */
  readonly account?: Account | undefined;
  /** Set in the app behind a front. Default: false. */
  readonly isBehindFront?: boolean | undefined;
}

/** Decides whether a caller may send another request now. */
export type RateLimit = (caller: Caller) => Promise<RateDecision>;

/** Decision of a rate limiter. */
export interface RateDecision {
  /** Whether the request may be served. */
  readonly allowed: boolean;
  /** Delay before the next request, in milliseconds. Default: 1,000. */
  readonly retryAfter?: number | undefined;
}

/**
 * Checks the options at run time, for callers without TypeScript.
 *
 * @throws Error that names the option and its type.
 */
export const checkOptions = (options: unknown): void => {
  for (const [name, { type, isValid }] of Object.entries(requiredOptions)) {
    const value: unknown =
      typeof options === "object" && options !== null ? Reflect.get(options, name) : undefined;
    if (!isValid(value)) throw new Error(`createApp needs the option \`${name}\`: ${type}.`);
  }
};

const isFunction = (value: unknown): boolean => typeof value === "function";

const requiredOptions: Readonly<
  Record<string, { readonly type: string; readonly isValid: (value: unknown) => boolean }>
> = {
  transport: {
    type: "a transport with a send method, such as mockTransport() or awsTransport(new SSMClient({}))",
    isValid: (value) => typeof value === "object" && value !== null && "send" in value,
  },
  access: {
    type: "a list of authenticators, such as [bearer({ tokens })], or an empty list with `open: true`",
    isValid: Array.isArray,
  },
  now: { type: "a function that returns the current time, such as () => new Date()", isValid: isFunction },
  randomUUID: {
    type: "a function that returns an ID, such as () => crypto.randomUUID()",
    isValid: isFunction,
  },
  log: { type: "a function that takes a log entry", isValid: isFunction },
  sleep: { type: "a function that waits for a number of milliseconds", isValid: isFunction },
};
