/** The endpoint, and things that behave worse, behind a real socket. */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Transport } from "@windowpane/core";
import { createEndpoint, type EndpointOptions } from "@windowpane/endpoint";
import type { WireResponse } from "@windowpane/transport-contract";

/** A server on this machine. */
export interface Socket {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves whatever a listener answers. */
export const serve = async (listener: RequestListener): Promise<Socket> => {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** Answers like the service, over a transport. */
export const endpointListener = (transport: Transport, options: EndpointOptions = {}): RequestListener => {
  const endpoint = createEndpoint(transport, options);
  return (request, response) => {
    const answer = async (): Promise<void> => {
      const result = await endpoint(await requestOf(request));
      response.writeHead(result.status, Object.fromEntries(result.headers));
      response.end(Buffer.from(await result.arrayBuffer()));
    };
    // A transport that loses its answer leaves the caller without one, too.
    answer().catch(() => response.destroy());
  };
};

const requestOf = async (incoming: IncomingMessage): Promise<Request> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer); // A stream without an encoding gives Buffers.
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const method = incoming.method ?? "POST";
  return new Request(`http://${incoming.headers.host ?? "localhost"}${incoming.url ?? "/"}`, {
    method,
    headers,
    ...(method === "GET" ? {} : { body: Buffer.concat(chunks) }),
  });
};

/** Sends a response of the contract: one that is shorter than its `content-length` ends with the connection. */
export const respond = (answer: ServerResponse, { status, headers, body }: WireResponse): void => {
  answer.writeHead(status, headers.flat());
  const length = headers.find(([name]) => name === "content-length")?.[1];
  if (length === undefined) answer.end(body);
  else answer.write(body, () => answer.destroy());
};
