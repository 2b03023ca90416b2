import { connect as connectPlain } from "node:net";
import { connect as connectSecurely } from "node:tls";
import type { Destination } from "../model/destination.ts";
import { hostOf, readDestinationUrl } from "../send/address.ts";
import { connectionReason } from "../send/send.ts";
import { checkedLookup, type GuardedFetchOptions } from "./guarded-fetch.ts";

/** Maximum time to connect, in milliseconds. */
const TIMEOUT = 5000;

/**
 * Checks whether the host of a destination can be reached: resolves its name, connects and checks its certificate, and sends nothing.
 *
 * @returns why it cannot be reached, as part of a sentence; undefined if it can.
 */
export const checkDestination = async (
  { url: text, privateAddress = false }: Destination,
  options: GuardedFetchOptions = {},
): Promise<string | undefined> => {
  const read = readDestinationUrl(text, { privateAddress });
  if ("refused" in read) return read.refused;
  try {
    await connectTo(read.url, await checkedLookup(read.url, { ...options, privateAddress }));
    return undefined;
  } catch (error) {
    return connectionReason(error).text;
  }
};

const connectTo = (url: URL, lookup: Awaited<ReturnType<typeof checkedLookup>>): Promise<void> =>
  new Promise((resolved, rejected) => {
    const isSecure = url.protocol === "https:";
    const host = hostOf(url);
    const options = { host, port: Number(url.port || (isSecure ? 443 : 80)), lookup };
    const connected = (): void => {
      socket.destroy();
      resolved();
    };
    const socket = isSecure
      ? connectSecurely({ ...options, servername: host }, connected)
      : connectPlain(options, connected);
    socket.setTimeout(TIMEOUT, () => {
      socket.destroy(new DOMException("No connection.", "TimeoutError"));
    });
    socket.on("error", rejected);
  });
