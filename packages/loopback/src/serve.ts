import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Endpoint } from "@windowpane/endpoint";

/** A server on 127.0.0.1. */
export interface Served {
  /** Such as `http://127.0.0.1:12345`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the services on a free port of 127.0.0.1. */
export const serveLoopback = async ({ fetch }: { readonly fetch: Endpoint }): Promise<Served> => {
  const server = createServer((request, response) => void respond(fetch, request, response));
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // The address of a port, not of a pipe.
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

const respond = async (
  fetch: Endpoint,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer); // A stream without an encoding gives Buffers.
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const { method = "POST", url = "/" } = incoming;
  const hasBody = method !== "GET" && method !== "HEAD";
  const request = new Request(`http://${incoming.headers.host ?? "127.0.0.1"}${url}`, {
    method,
    headers,
    ...(hasBody ? { body: Buffer.concat(chunks) } : {}),
  });
  const result = await fetch(request);
  const body = Buffer.from(await result.arrayBuffer());
  outgoing.writeHead(result.status, {
    ...Object.fromEntries(result.headers),
    "content-length": body.byteLength,
  });
  outgoing.end(body);
};
