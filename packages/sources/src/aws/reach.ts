/** Whether hosts were reached: the difference between a bad network and bad credentials. */
import { SourceError } from "../source/source-error.ts";
import type { Proxy } from "../source/proxies.ts";

/** A host that did not respond, or not with a response of the service. */
export interface Unreached {
  /** What the host is, such as `STS`. */
  readonly service: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** What happened instead; the end of a sentence. */
  readonly reason: string;
  readonly proxy: Proxy | undefined;
  readonly cause?: unknown;
}

/** Follows the requests of a sign-in. */
export interface Reach {
  /** Aborts its requests. They would otherwise keep the process alive after the program stopped waiting for them. */
  signal: AbortSignal;
  /** The host of the request in flight. */
  pending: Pick<Unreached, "service" | "origin" | "proxy"> | undefined;
  /** The last request's host, if it was not reached. */
  last: Unreached | undefined;
  /** An error of the configuration that prevented a request. */
  refused: SourceError | undefined;
}

/** A reach without requests. */
export const newReach = (): Reach => ({
  signal: new AbortController().signal,
  pending: undefined,
  last: undefined,
  refused: undefined,
});

/** Why a response is not one of the service; undefined if it may be one. */
export const foreignReason = ({
  statusCode: status,
  headers,
}: {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
}): string | undefined => {
  if (status === 407) return "the proxy requires authentication (HTTP 407)";
  if (status >= 500) return `it failed with HTTP ${status}`;
  if (status >= 300 && status < 400) return `it redirects to another address (HTTP ${status})`;
  return headers["content-type"]?.startsWith("text/html") === true ? "a web page responded" : undefined;
};

/** The first line of an error, without the name of the SDK's handler. Errors of several addresses have a code and no message. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const [line = ""] = error.message.split("\n", 1);
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  // Node adds a hint for its own flags to errors of certificates.
  return (
    line
      .replace(/; if the root CA .*$/, "")
      .replace(/^@smithy\/\S+ - (?:\[\w+\] )?/, "")
      .replace(/\.$/, "") || code
  );
};

/** Whether an error is that of a connection. */
export const isNetworkError = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const text = `${error.name} ${"code" in error ? String(error.code) : ""} ${error.message}`;
  return NETWORK.test(text) || isTrustError(error);
};

const NETWORK =
  /\b(?:ECONN\w+|ENOTFOUND|EAI_\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EPIPE|EPROTO|ERR_PROXY_TUNNEL|ERR_SSL_\w+|TimeoutError)\b|socket hang up|timed out|did not connect/i;

const isTrustError = (error: Error): boolean =>
  "code" in error && /CERT|UNABLE_TO_(?:GET_ISSUER|VERIFY)/.test(String(error.code));

/**
 * The error for a host that was not reached.
 *
 * @param what - what was requested from it, such as `The credentials of profile prod`.
 */
export const unreachedError = (what: string, unreached: Unreached): SourceError => {
  const { service, origin, reason, proxy, cause } = unreached;
  const over = proxy === undefined ? "" : ` through the proxy ${proxy.origin} (${proxy.variable})`;
  return new SourceError(
    "unreachable",
    `${what} could not be requested from ${service} at ${origin}${over}: ${reason}.`,
    cause instanceof Error && isTrustError(cause)
      ? "If a proxy inspects TLS, set AWS_CA_BUNDLE to the file of its CA certificate."
      : proxy === undefined
        ? "Check the network and the endpoint, set HTTPS_PROXY if a proxy is required, or try again."
        : "Check the proxy, the network and the endpoint, or try again.",
    { cause },
  );
};
