/** The HTTP server: limits for clients, and an orderly end. */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { ConfigurationError } from "../../host/configuration-error.ts";

export interface ListenOptions {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** The address to listen on. */
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Maximum number of connections; further ones are closed immediately. */
  readonly connections: number;
}

/** A server that listens. */
export interface Listener {
  /** Includes the port. */
  readonly url: string;
  /**
   * Accepts no new requests, and resolves when the running ones have finished.
   *
   * @param timeout - resolves when the remaining requests are to be aborted.
   */
  close(timeout: Promise<void>): Promise<void>;
}

/**
 * Starts a server.
 *
 * @throws ConfigurationError when the address is not available.
 */
export const listen = async ({ fetch, host, port, connections }: ListenOptions): Promise<Listener> => {
  // HTTP 1.0 requires no Host header, and some health checks of load balancers send none.
  const listener = getRequestListener(
    async (request, { outgoing }) =>
      keepUntyped(disconnectOnFailure(await fetch(request), () => outgoing.destroy())),
    { hostname: host },
  );
  const server = createServer(
    clientLimits,
    // The promise resolves when the response is written; the listener handles its own errors.
    oneAtATime((request, response) => void listener(request, response)),
  );
  // After the server stops listening, an idle connection would stay open until its next request.
  server.on("request", (_, response) => {
    response.once("close", () => {
      if (!server.listening) server.closeIdleConnections();
    });
  });
  server.maxConnections = connections;
  // Frees the memory of responses that a client does not read. Event streams send more often.
  server.setTimeout(IDLE);
  await startListening(server, host, port);
  return {
    url: urlOf(server),
    close: (timeout) => closeServer(server, timeout),
  };
};

const SECOND = 1000;
const IDLE = 120 * SECOND;

/** Limits against slow clients. Requests of this API are small. */
const clientLimits = {
  maxHeaderSize: 16_384,
  headersTimeout: 10 * SECOND,
  requestTimeout: 20 * SECOND,
  connectionsCheckingInterval: SECOND,
  // Longer than usual in proxies, so that the proxy closes idle connections first.
  keepAliveTimeout: 65 * SECOND,
} as const;

const startListening = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(unavailable(error, host, port)));
    server.listen(port, host, resolve);
  });

const unavailable = (error: NodeJS.ErrnoException, host: string, port: number): ConfigurationError => {
  const address = `${bracketed(host)}:${port}`;
  switch (error.code) {
    case "EADDRINUSE":
      return new ConfigurationError(
        `${address} is already in use.`,
        "Choose another --port, or 0 for any free port.",
        {
          cause: error,
        },
      );
    case "EACCES":
      return new ConfigurationError(
        `Listening on ${address} is not permitted for this user.`,
        "Choose a --port of 1024 or higher.",
        {
          cause: error,
        },
      );
    default:
      return new ConfigurationError(
        `Listening on ${address} failed: ${error.message}.`,
        "Choose another --host or --port.",
        { cause: error },
      );
  }
};

const urlOf = (server: Server): string => {
  const { address, port } = server.address() as AddressInfo; // The server listens on a port, not on a pipe.
  return `http://${bracketed(address)}:${port}`;
};

const bracketed = (host: string): string => (host.includes(":") ? `[${host}]` : host);

const closeServer = async (server: Server, timeout: Promise<void>): Promise<void> => {
  // Also closes idle connections.
  const allEnded = new Promise<void>((resolve) => server.close(() => resolve()));
  await Promise.race([allEnded, timeout]);
  server.closeAllConnections();
  await allEnded;
};

/** Maximum number of requests in a connection that wait for an earlier response. Hardly any client sends two. */
const MOST_WAITING = 16;

/**
 * Handles the requests of a connection one after the other. A client can send the next request before the response to the
 * last, and Node starts all of them: 500 requests in 60 KiB would hold 500 pages in memory. A client with more than
 * `MOST_WAITING` requests is disconnected.
 */
const oneAtATime = (listener: RequestListener): RequestListener => {
  const queues = new WeakMap<Socket, [IncomingMessage, ServerResponse][]>();

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    // Also emitted when the connection breaks.
    response.once("close", () => {
      const next = queues.get(socket)?.shift();
      if (next === undefined || socket.destroyed) queues.delete(socket);
      else handle(...next);
    });
    listener(request, response);
  };

  return (request, response) => {
    const { socket } = request;
    const queue = queues.get(socket);
    if (queue === undefined) {
      queues.set(socket, []);
      handle(request, response);
      return;
    }
    queue.push([request, response]);
    if (queue.length > MOST_WAITING) socket.destroy();
  };
};

const streamTypes = /^(?:text\/event-stream|application\/x-ndjson)\b/;

/**
 * Disconnects the client when a stream fails: no other way shows that a chunked response is incomplete. A stream also fails
 * while the client does not read it. The adapter would notice then only when the client reads again, print the error and send
 * its message.
 */
const disconnectOnFailure = (response: Response, disconnect: () => void): Response => {
  // Reading the body of other responses would disable the adapter's fast path.
  if (!streamTypes.test(response.headers.get("content-type") ?? "") || response.body === null)
    return response;
  const reader = response.body.getReader();
  reader.closed.catch(disconnect);
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
        if (done || value === undefined) controller.close();
        else controller.enqueue(value);
      },
      // A stream that has failed rejects.
      cancel: (reason) => reader.cancel(reason).catch(() => {}),
    },
    { highWaterMark: 0 },
  );
  const { status, headers } = response;
  return new Response(body, { status, headers });
};

/**
 * Keeps a response without a content type, such as AWS's XML, unchanged. The adapter would add text/plain, unless headers
 * are a plain object and the body is bytes.
 */
const keepUntyped = async (response: Response): Promise<Response> => {
  // Reading the body of other responses would disable the adapter's fast path.
  if (response.headers.has("content-type") || response.body === null) return response;
  const { status, headers } = response;
  const body = new Uint8Array(await response.arrayBuffer());
  return new Response(body, { status, headers: Object.fromEntries(headers) });
};
