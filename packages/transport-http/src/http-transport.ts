import {
  isTooLarge,
  readResponse,
  TransportError,
  untilAborted,
  type OperationName,
  type ReceivedResponse,
  type Signal,
  type Transport,
} from "@windowpane/core";
import type { HeaderProvider, Fetch, HttpRequest } from "./fetch.ts";

/** Options of `httpTransport`. */
export interface HttpOptions {
  /** URL of the endpoint, `http://` or `https://`. Requests use exactly this URL, with its path and query. */
  readonly url: string;
  /** Sends a request: the platform's `fetch` or your own function. */
  readonly fetch: Fetch;
  /** Additional headers for all requests. Default: none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Returns the headers that authenticate a request. Default: no authentication. */
  readonly authorize?: HeaderProvider | undefined;
}

/**
 * Creates a transport to a Windowpane API or to any endpoint with Systems Manager's AWS JSON 1.1 protocol. It has no timeout: use
 * the core's `withDeadline` or a `signal` such as `AbortSignal.timeout(30_000)`. Redirects are not followed.
 *
 * @throws Error if the URL is not an HTTP URL or contains a user or a password.
 *
 * @example
 * const authorize = () => ({ authorization: `Bearer ${token}` });
 * const client = createClient(httpTransport({ url: "https://windowpane.example.com", fetch, authorize }));
 */
export const httpTransport = ({ url, fetch, headers = {}, authorize }: HttpOptions): Transport => {
  const { href, origin } = readUrl(url);
  const own = lowerCase(headers);

  const sendRequest = async (
    operation: OperationName,
    input: object,
    signal: Signal | undefined,
  ): Promise<ReceivedResponse> => {
    const request: HttpRequest = {
      operation,
      method: "POST",
      url: href,
      headers: {
        ...own,
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AmazonSSM.${operation}`,
      },
      // JSON has no undefined, so a member that is undefined is absent.
      body: JSON.stringify(input),
    };
    const credentials =
      authorize === undefined
        ? {}
        : lowerCase(await untilAborted(credentialHeaders(authorize, request), signal));
    const { method, body } = request;
    const init = { method, body, redirect: "manual", signal: platformSignal(signal) } as const;
    throwIfAborted(signal);
    try {
      const response = await fetch(href, { ...init, headers: { ...request.headers, ...credentials } });
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (error) {
      throwIfAborted(signal);
      throw noResponse(operation, origin, error);
    }
  };

  return {
    name: "http",
    async send(operation, input, { signal }) {
      throwIfAborted(signal);
      // Some implementations of fetch do not always react to the signal.
      const response = await untilAborted(sendRequest(operation, input, signal), signal);
      return readResponse(operation, { origin }, response);
    },
  };
};

const readUrl = (url: string): { readonly href: string; readonly origin: string } => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new Error("The URL of the endpoint is not valid. Use a URL that starts with http:// or https://.");
  }
  if (parsed.username !== "" || parsed.password !== "") {
    throw new Error(
      "The URL of the endpoint contains a user or a password. Use the option `authorize` instead.",
    );
  }
  return { href: parsed.href, origin: parsed.origin };
};

/** Converts exceptions of synchronous functions to rejections. */
const credentialHeaders = async (
  authorize: HeaderProvider,
  request: HttpRequest,
): Promise<Readonly<Record<string, string>>> => authorize(request);

const lowerCase = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Throws the caller's reason. */
const throwIfAborted = (signal: Signal | undefined): void => {
  if (signal?.aborted === true) throw signal.reason as Error;
};

/** The core's type is a part of the platform's AbortSignal; callers pass an AbortSignal. */
const platformSignal = (signal: Signal | undefined): AbortSignal | null =>
  (signal as AbortSignal | undefined) ?? null;

/** Error for a request without a complete response. */
const noResponse = (operation: string, origin: string, error: unknown): TransportError =>
  new TransportError(
    operation,
    `No response to ${operation} from ${origin}: ${sentenceOf(error)} Check the URL and the network, or try again.`,
    { cause: error, retryable: !isTrustProblem(error) && !isTooLarge(error) },
  );

/** An untrusted certificate is not a temporary error. */
const isTrustProblem = (error: unknown): boolean => /CERT|UNABLE_TO_VERIFY/.test(codeOf(reasonOf(error)));

/** The platform's fetch throws "fetch failed" with the reason as its cause. */
const reasonOf = (error: unknown): unknown =>
  error instanceof TypeError && error.cause instanceof Error ? error.cause : error;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Node adds it to errors of certificates. It names a flag of Node. */
const NODE_HINT = /; if the root CA .*$/;

/** Errors of several addresses have a code but no message. */
const sentenceOf = (error: unknown): string => {
  const reason = reasonOf(error);
  const [firstLine = ""] = reason instanceof Error ? reason.message.split("\n", 1) : [String(reason)];
  const text = firstLine.replace(NODE_HINT, "") || codeOf(reason) || "unknown reason";
  return /[.!?]$/.test(text) ? text : `${text}.`;
};
