import { connect as connectPlain } from "node:net";
import { connect as connectSecurely } from "node:tls";
import type { Destination } from "../model/destination.ts";
import { readDestinationUrl } from "../send/address.ts";
import { connectionReason } from "../send/send.ts";
import { checkedLookup, resolveBySystem, type GuardedFetchOptions } from "./guarded-fetch.ts";

/** Maximum time to connect, in milliseconds. */
const TIMEOUT = 5000;

/**
 * Checks whether the host of a destination can be reached: resolves its name, connects and checks its certificate, and sends nothing.
 *
 * @returns why it cannot be reached, as part of a sentence; undefined if it can.
 */
export const checkDestination = (
  { url: text, privateAddress = false }: Destination,
  { resolve = resolveBySystem }: GuardedFetchOptions = {},
): Promise<string | undefined> => {
  const read = readDestinationUrl(text, { privateAddress });
  if ("refused" in read) return Promise.resolve(read.refused);
  const { protocol, hostname, port } = read.url;
  const host = hostname.replace(/^\[|\]$/gu, "");
  const isSecure = protocol === "https:";
  const options = {
    host,
    port: Number(port || (isSecure ? 443 : 80)),
    lookup: checkedLookup(resolve, privateAddress),
  };
  return new Promise((resolved) => {
    const socket = isSecure
      ? connectSecurely({ ...options, servername: host }, () => end(undefined))
      : connectPlain(options, () => end(undefined));
    const end = (reason: string | undefined): void => {
      socket.destroy();
      resolved(reason);
    };
    socket.setTimeout(TIMEOUT, () => end(`no connection within ${TIMEOUT / 1000} seconds`));
    socket.on("error", (error) => end(connectionReason(error).text));
  });
};
