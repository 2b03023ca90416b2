import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WireResponse } from "@windowpane/transport-contract";
import type { Endpoint } from "@windowpane/endpoint";

/** A local server. */
export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a server with a request handler. */
export const serveRaw = async (
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Served> => {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // The address of a port, not of a pipe.
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** Serves an endpoint. */
export const serve = (endpoint: Endpoint): Promise<Served> =>
  serveRaw((request, response) => void answerWith(endpoint, request, response));

const answerWith = async (
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // A stream without an encoding gives Buffers.
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  const { method = "POST", url = "/" } = request;
  const result = await endpoint(
    new Request(`http://localhost${url}`, { method, headers, body: Buffer.concat(chunks) }),
  );
  response.writeHead(result.status, Object.fromEntries(result.headers));
  response.end(Buffer.from(await result.arrayBuffer()));
};

/** Sends a response of the contract. Closes the connection if the body is shorter than its `content-length`. */
export const respond = (outgoing: ServerResponse, { status, headers, body }: WireResponse): void => {
  outgoing.writeHead(status, headers.flat());
  const length = headers.find(([name]) => name === "content-length")?.[1];
  if (length === undefined) outgoing.end(body);
  else outgoing.write(body, () => outgoing.destroy());
};
