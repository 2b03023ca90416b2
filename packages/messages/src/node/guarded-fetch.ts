/** A `fetch` for messages whose connections go only to allowed addresses. */
import type { LookupAddress } from "node:dns";
import { lookup as lookupAddresses } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { Readable } from "node:stream";
import type { Destination } from "../model/destination.ts";
import { hostOf, isIpAddress, refuseAddress } from "../send/address.ts";
import { SendError, type MessageFetch } from "../send/send.ts";

/** Options of `guardedFetch`. */
export interface GuardedFetchOptions {
  /** Resolves a name to all its addresses. Default: the operating system. */
  readonly resolve?: ((hostname: string) => Promise<readonly LookupAddress[]>) | undefined;
}

/**
 * Sends the request to an address that was checked: resolves the name once, checks all its addresses, and connects to one of those. A
 * name that has another address afterwards changes nothing. Does not follow redirects and uses no proxy.
 */
export const guardedFetch =
  (given: GuardedFetchOptions = {}): MessageFetch =>
  async (url, { method, headers, body, signal, privateAddress }) => {
    const options = {
      method,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      signal,
      agent: false,
      // Looking up a name cannot be cancelled and may take longer than the request may.
      lookup: await Promise.race([checkedLookup(url, { ...given, privateAddress }), rejectOnAbort(signal)]),
    };
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const message = await new Promise<IncomingMessage>((resolved, rejected) => {
      const request = send(url, options, resolved);
      request.on("error", rejected);
      request.end(body);
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw error;
    });
    return responseOf(message);
  };

const rejectOnAbort = (signal: AbortSignal): Promise<never> =>
  new Promise((_, rejected) => {
    const reject = (): void => {
      rejected(new SendError("its name was not resolved in time", false));
    };
    if (signal.aborted) reject();
    else signal.addEventListener("abort", reject, { once: true });
  });

/**
 * A lookup that gives the addresses of a host that were checked, whatever it is asked for.
 *
 * @throws SendError if one of its addresses is not allowed.
 */
export const checkedLookup = async (
  url: URL,
  { resolve = resolveBySystem, ...rule }: GuardedFetchOptions & Pick<Destination, "privateAddress">,
): Promise<LookupFunction> => {
  const host = hostOf(url);
  // A connection to an IP address needs no lookup. readDestinationUrl has checked it.
  const addresses = isIpAddress(host) ? [] : await resolve(host);
  const refused = addresses
    .map(({ address }) => refuseAddress(address, rule))
    .find((reason) => reason !== undefined);
  if (refused !== undefined) {
    const reason = refused.replace(/\.$/u, "");
    throw new SendError(`its name leads to an address that is not allowed: ${reason}`, false);
  }
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (first === undefined) callback(new SendError("its name has no address", false), []);
    else if (options.all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
};

const resolveBySystem = (hostname: string): Promise<readonly LookupAddress[]> =>
  lookupAddresses(hostname, { all: true });

const responseOf = (message: IncomingMessage): Response => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const { statusCode = 500 } = message;
  const hasBody = statusCode >= 200 && statusCode !== 204 && statusCode !== 205 && statusCode !== 304;
  if (!hasBody) message.resume();
  // The types of Node and of the web have the same stream.
  const body = hasBody ? (Readable.toWeb(message) as ReadableStream<Uint8Array>) : null;
  return new Response(body, { status: Math.max(200, statusCode), headers });
};
