/** A `fetch` for messages whose connections go only to allowed addresses. */
import { lookup as lookupAddresses, type LookupAddress } from "node:dns";
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { Readable } from "node:stream";
import { refuseAddress } from "../send/address.ts";
import { SendError, type MessageFetch } from "../send/send.ts";

/** Options of `guardedFetch`. */
export interface GuardedFetchOptions {
  /** Resolves a name to all its addresses. Default: the operating system. */
  readonly resolve?: ((hostname: string) => Promise<readonly LookupAddress[]>) | undefined;
}

/**
 * Sends the request to an address that was checked: the connection resolves the name once, checks all its addresses, and uses one of
 * those. A name that resolves to another address afterwards changes nothing. Does not follow redirects and uses no proxy.
 */
export const guardedFetch =
  ({ resolve = resolveBySystem }: GuardedFetchOptions = {}): MessageFetch =>
  (url, { method, headers, body, signal, privateAddress }) =>
    new Promise((resolved, rejected) => {
      const options: RequestOptions = {
        method,
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        signal,
        agent: false,
        lookup: checkedLookup(resolve, privateAddress),
      };
      const send = url.protocol === "https:" ? httpsRequest : httpRequest;
      const request = send(url, options, (response) => resolved(responseOf(response)));
      request.on("error", (error) => rejected(signal.aborted ? signal.reason : error));
      request.end(body);
    });

/** Resolves a name to all its addresses as other programs on the machine do. */
export const resolveBySystem = (hostname: string): Promise<readonly LookupAddress[]> =>
  new Promise((resolved, rejected) => {
    lookupAddresses(hostname, { all: true }, (error, addresses) =>
      error === null ? resolved(addresses) : rejected(error),
    );
  });

/** A lookup that fails if any address of the name is not allowed. */
export const checkedLookup =
  (resolve: NonNullable<GuardedFetchOptions["resolve"]>, privateAddress: boolean): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const refused = addresses
          .map(({ address }) => refuseAddress(address, { privateAddress }))
          .find((reason) => reason !== undefined);
        const [first] = addresses;
        if (refused !== undefined || first === undefined) {
          const reason = refused === undefined ? "it has no address" : refused.replace(/\.$/u, "");
          callback(new SendError(`its name leads to an address that is not allowed: ${reason}`, false), []);
        } else if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) =>
        callback(error instanceof Error ? error : new SendError("lookup failed", false), []),
    );
  };

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
