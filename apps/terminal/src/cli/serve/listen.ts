/** A socket for an app that answers requests: how long a client may take, and how it all ends. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { ConfigurationError } from "../../host/errors/configuration-error.ts";
import { keepUntyped } from "./keep-untyped.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/** What a socket is opened with. */
export interface ListenOptions {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** The address to listen on. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Most connections at once; further ones are closed at once. */
  readonly connections: number;
}

/** A socket that is open. */
export interface Listener {
  /** With the port that was taken. */
  readonly url: string;
  /**
   * Takes no new requests, lets those in flight end, and resolves when all have.
   *
   * @param patience - settles when the wait is over: what is in flight then is cut off.
   */
  close(patience: Promise<void>): Promise<void>;
}

/**
 * Opens a socket.
 *
 * @throws ConfigurationError when the address cannot be had.
 */
export const listen = async ({ fetch, host, port, connections }: ListenOptions): Promise<Listener> => {
  // HTTP 1.0 needs no Host header, and some probes of load balancers send none.
  const answer = getRequestListener(async (request) => keepUntyped(await fetch(request)), { hostname: host });
  const server = createServer(
    clientLimits,
    // It settles when the answer is written, and answers its own failures.
    oneAtATime((request, response) => void answer(request, response)),
  );
  // Otherwise a connection would wait for its next request although the server takes none any more.
  server.on("request", (_, response) => {
    response.once("close", () => {
      if (!server.listening) server.closeIdleConnections();
    });
  });
  server.maxConnections = connections;
  // A client that reads nothing of its answer for so long holds memory for nobody. Events are sent more often.
  server.setTimeout(IDLE);
  await opened(server, host, port);
  return {
    url: urlOf(server),
    close: (patience) => closed(server, patience),
  };
};

const SECOND = 1000;
const IDLE = 120 * SECOND;

/** What a client gets before it is cut off, whatever it means by being slow. Requests of this API are small. */
const clientLimits = {
  maxHeaderSize: 16_384,
  headersTimeout: 10 * SECOND,
  requestTimeout: 20 * SECOND,
  connectionsCheckingInterval: SECOND,
  // Longer than the usual proxy keeps an idle connection, so that it is the proxy that closes.
  keepAliveTimeout: 65 * SECOND,
} as const;

const opened = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(unavailable(error, host, port)));
    server.listen(port, host, resolve);
  });

const unavailable = (error: NodeJS.ErrnoException, host: string, port: number): ConfigurationError => {
  const place = `${bracketed(host)}:${port}`;
  switch (error.code) {
    case "EADDRINUSE":
      return new ConfigurationError(
        `${place} is already in use.`,
        "Give another --port, or 0 for any that is free.",
        {
          cause: error,
        },
      );
    case "EACCES":
      return new ConfigurationError(
        `${place} may not be listened on by this user.`,
        "Give a --port from 1024 on.",
        {
          cause: error,
        },
      );
    default:
      return new ConfigurationError(
        `${place} cannot be listened on: ${error.message}.`,
        "Give another --host or --port.",
        { cause: error },
      );
  }
};

const urlOf = (server: Server): string => {
  const { address, port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  return `http://${bracketed(address)}:${port}`;
};

const bracketed = (host: string): string => (host.includes(":") ? `[${host}]` : host);

const closed = async (server: Server, patience: Promise<void>): Promise<void> => {
  // Closes those, too, that wait for their next request.
  const allEnded = new Promise<void>((resolve) => server.close(() => resolve()));
  await Promise.race([allEnded, patience]);
  server.closeAllConnections();
  await allEnded;
};
