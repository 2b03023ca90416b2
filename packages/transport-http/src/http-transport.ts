import {
  readResponse,
  untilAborted,
  type OperationName,
  type ReceivedResponse,
  type Signal,
  type Transport,
} from "@windowpane/core";
import { noResponse } from "./errors.ts";
import type { Authorize, Fetch, HttpRequest } from "./fetch.ts";

/** Where to ask, and how. */
export interface HttpOptions {
  /** The endpoint's address, `http://` or `https://`. Requests go to this very address, path and query included. */
  readonly url: string;
  /** Carries a request: the platform's `fetch`, or one of your own. */
  readonly fetch: Fetch;
  /** Further headers for every request. Default: none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Gives the headers that prove who asks. Default: nobody is named. */
  readonly authorize?: Authorize | undefined;
}

/**
 * A Windowpane API, or any endpoint that speaks AWS JSON 1.1 as Systems Manager does. It holds no clock: give `signal` a
 * deadline (`AbortSignal.timeout`) where an answer may never come. A redirect is not followed.
 *
 * @throws Error when the address is none of HTTP's, or carries a user or a password.
 *
 * @example
 * const authorize = () => ({ authorization: `Bearer ${token}` });
 * const client = createClient(httpTransport({ url: "https://windowpane.example.com", fetch, authorize }));
 */
export const httpTransport = ({ url, fetch, headers = {}, authorize }: HttpOptions): Transport => {
  const { address, origin } = readAddress(url);
  const own = lowerCase(headers);

  const ask = async (
    operation: OperationName,
    input: object,
    signal: Signal | undefined,
  ): Promise<ReceivedResponse> => {
    const request: HttpRequest = {
      operation,
      method: "POST",
      url: address,
      headers: {
        ...own,
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AmazonSSM.${operation}`,
      },
      // JSON has no undefined, so a member that is undefined is absent.
      body: JSON.stringify(input),
    };
    const proof =
      authorize === undefined ? {} : lowerCase(await untilAborted(proofOf(authorize, request), signal));
    const { method, body } = request;
    const init = { method, body, redirect: "manual", signal: platformSignal(signal) } as const;
    throwIfAborted(signal);
    try {
      const response = await fetch(address, { ...init, headers: { ...request.headers, ...proof } });
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
      // Not every fetch listens to its signal, nor at every moment.
      const response = await untilAborted(ask(operation, input, signal), signal);
      return readResponse(operation, { origin }, response);
    },
  };
};

const readAddress = (url: string): { readonly address: string; readonly origin: string } => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new Error("The endpoint's address is none of HTTP's. Give one with http:// or https://.");
  }
  if (parsed.username !== "" || parsed.password !== "") {
    throw new Error("The endpoint's address carries a user or a password. Give them to `authorize`.");
  }
  return { address: parsed.href, origin: parsed.origin };
};

/** A function that is not asynchronous may throw at once; that is a rejection like any other. */
const proofOf = async (
  authorize: Authorize,
  request: HttpRequest,
): Promise<Readonly<Record<string, string>>> => authorize(request);

const lowerCase = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** The reason is the caller's own, whatever it is. */
const throwIfAborted = (signal: Signal | undefined): void => {
  if (signal?.aborted === true) throw signal.reason as Error;
};

/** The core spells out only the part of the platform's signal that it needs; what a caller has is the whole. */
const platformSignal = (signal: Signal | undefined): AbortSignal | null =>
  (signal as AbortSignal | undefined) ?? null;
