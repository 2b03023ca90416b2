/** Servers on a real socket: the endpoint and faulty servers. */
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

/** A local server. */
export interface Socket {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a server with a listener. */
export const serve = async (listener: RequestListener): Promise<Socket> => {
  const server: Server = createServer(listener);
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

/** Responds like the service, over a transport. */
export const endpointListener = (transport: Transport, options: EndpointOptions = {}): RequestListener => {
  const endpoint = createEndpoint(transport, options);
  return (request, response) => {
    const handle = async (): Promise<void> => {
      const result = await endpoint(await requestOf(request));
      response.writeHead(result.status, Object.fromEntries(result.headers));
      response.end(Buffer.from(await result.arrayBuffer()));
    };
    // Without a response of the transport, the caller gets none.
    handle().catch(() => response.destroy());
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

/** Sends a response of the contract. Closes the connection if the body is shorter than its `content-length`. */
export const respond = (outgoing: ServerResponse, { status, headers, body }: WireResponse): void => {
  outgoing.writeHead(status, headers.flat());
  const length = headers.find(([name]) => name === "content-length")?.[1];
  if (length === undefined) outgoing.end(body);
  else outgoing.write(body, () => outgoing.destroy());
};
