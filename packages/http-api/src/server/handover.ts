/**
 * The way of a request from a front to the app of its account. A front authenticates callers; the app behind it does not see
 * their credentials. It accepts what the front says, so only fronts may reach it.
 */
import { isRole, type Authenticator, type Caller } from "../auth/authenticator.ts";
import { withoutBase } from "../links/base-path.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { RequestRecord } from "./log.ts";

/** The app of one account, in another isolate or process. */
export interface Account {
  /** Sends a request to the app. Aborts when `request.signal` does. */
  fetch(request: Request): Promise<Response>;
}

/** What a front knows about a request. */
export interface Handover {
  readonly requestId: string;
  /** When the front received the request. */
  readonly start: Date;
  /** Path of the front at its host, for links. The URL of the request does not have it. */
  readonly base: string;
  readonly caller: Caller;
}

/** Header of the handover. The front overwrites the value of a client. */
const HEADER = "x-windowpane-handover";

/** Headers that only the front needs, because they hold or carry credentials. */
const credentialHeaders = ["authorization", "cookie", "cf-access-jwt-assertion", "x-amz-security-token"];

interface HandoverOptions {
  readonly record: RequestRecord;
  readonly caller: Caller;
  readonly body: Uint8Array | undefined;
  readonly signal: AbortSignal;
}

/**
 * Hands a request of an authenticated caller to the app of its account.
 *
 * @throws ProblemError if the app cannot be reached.
 */
export const handOver = async (
  account: Account,
  request: Request,
  { record, caller, body, signal }: HandoverOptions,
): Promise<Response> => {
  const headers = new Headers(request.headers);
  for (const name of credentialHeaders) headers.delete(name);
  const { requestId, start, base } = record;
  headers.set(HEADER, write({ requestId, start, base, caller }));
  const url = new URL(request.url);
  url.pathname = withoutBase(base, url.pathname);
  // The app writes the log entry.
  record.isHandedOver = true;
  try {
    const response = await account.fetch(
      new Request(url, {
        method: request.method,
        headers,
        // Bytes of a request are never shared with another thread.
        body: body === undefined || body.length === 0 ? null : (body as Uint8Array<ArrayBuffer>),
        redirect: "manual",
        signal,
      }),
    );
    // The headers of a fetched response cannot be changed.
    return new Response(response.body, response);
  } catch (error) {
    if (signal.aborted) throw error;
    record.isHandedOver = false;
    throw new ProblemError(
      "account-unavailable",
      {
        detail: "The part of this server that reads the account did not respond. Retry in a few seconds.",
        headers: { "retry-after": "2" },
      },
      { cause: error },
    );
  }
};

/** Options of `accountFetch`. */
export interface AccountFetchOptions {
  /** Caller of the requests, for rate limits and logs. */
  readonly caller: Caller;
  /** Returns the current time. */
  readonly now: () => Date;
  /** Returns a new request ID. */
  readonly randomUUID: () => string;
}

/**
 * Returns a `fetch` that sends requests of the server itself to the app of an account, such as those of a transport over many
 * accounts.
 *
 * @example
 * httpTransport({ url: "https://account.invalid/", fetch: accountFetch(durableObjectStub, { caller, now, randomUUID }) });
 */
export const accountFetch =
  (account: Account, { caller, now, randomUUID }: AccountFetchOptions) =>
  (url: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set(HEADER, write({ requestId: randomUUID(), start: now(), base: "", caller }));
    return account.fetch(new Request(url, { ...init, headers }));
  };

/**
 * Whether a front has handed a request over, or `accountFetch` has sent it. Nothing that a client sends reaches the app of an
 * account without this mark, so requests without it are the server's own.
 */
export const isHandedOver = ({ headers }: Request): boolean => headers.has(HEADER);

/** Returns what the front knows about a request, or undefined if it has not passed a front. */
export const readHandover = ({ headers }: Request): Handover | undefined => {
  const text = headers.get(HEADER);
  return text === null ? undefined : read(text);
};

/** Authenticates the callers that a front has authenticated. */
export const handedOverCaller: Authenticator = {
  name: "handover",
  authenticate: async (request) => readHandover(request)?.caller,
};

/** Encoded, because a header cannot hold every character of an ID. */
const write = ({ requestId, start, base, caller: { id, roles } }: Handover): string =>
  encodeURIComponent(JSON.stringify([requestId, start.getTime(), base, id, ...roles]));

/** The front writes the header, so its shape is not checked. */
const read = (text: string): Handover => {
  const [requestId, start, base, id, ...roles] = JSON.parse(decodeURIComponent(text)) as [
    string,
    number,
    string,
    string,
    ...string[],
  ];
  return { requestId, start: new Date(start), base, caller: { id, roles: new Set(roles.filter(isRole)) } };
};
