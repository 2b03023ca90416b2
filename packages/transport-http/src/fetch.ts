/** Types for HTTP. Declared here so that the transport does not depend on a platform. */
import type { OperationName } from "@windowpane/core";

/** The part of `fetch` that the transport needs. The platform's `fetch` fits. */
export type Fetch = (
  url: string,
  init: {
    readonly method: "POST";
    readonly headers: Record<string, string>;
    readonly body: string;
    /** Redirects are not followed, so that credentials are not sent to another host. */
    readonly redirect: "manual";
    readonly signal: AbortSignal | null;
  },
) => Promise<HttpResponse>;

/** The part of `Response` that the transport needs. */
export interface HttpResponse {
  /** HTTP status code. */
  readonly status: number;
  /** The headers, by name in any case. */
  readonly headers: { get(name: string): string | null };
  /** The whole body. Rejects if it is incomplete. */
  text(): Promise<string>;
}

/** A request before it is sent. */
export interface HttpRequest {
  /** The operation. */
  readonly operation: OperationName;
  readonly method: "POST";
  /** The URL of the endpoint. */
  readonly url: string;
  /** Headers with names in lower case, without `host` and `content-length`, which `fetch` adds. */
  readonly headers: Readonly<Record<string, string>>;
  /** The input as JSON. */
  readonly body: string;
}

/**
 * Returns the headers that authenticate a request: a bearer token or a signature. Called for each request. If it rejects, the
 * transport rejects with the same error.
 */
export type HeaderProvider = (
  request: HttpRequest,
) => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
