/** What the transport needs of HTTP, spelled out so that it runs wherever something can carry a request. */
import type { OperationName } from "@windowpane/core";

/** The part of the platform's `fetch` that the transport needs. The platform's own is one. */
export type Fetch = (
  url: string,
  init: {
    readonly method: "POST";
    readonly headers: Record<string, string>;
    readonly body: string;
    /** What authorizes a request is not carried on to another address. */
    readonly redirect: "manual";
    readonly signal: AbortSignal | null;
  },
) => Promise<HttpAnswer>;

/** The part of the platform's `Response` that the transport needs. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** The whole body. Rejects when it breaks off. */
  text(): Promise<string>;
}

/** A request as it is about to be sent. */
export interface HttpRequest {
  readonly operation: OperationName;
  readonly method: "POST";
  readonly url: string;
  /** Names in lower case. `host` and `content-length` are left to who carries it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The headers that prove who asks: a bearer token, or a signature over the request. Asked anew for each request. What it
 * rejects with, the transport rejects with, untouched.
 */
export type Authorize = (
  request: HttpRequest,
) => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
