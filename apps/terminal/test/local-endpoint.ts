import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Transport } from "@windowpane/core";
import { createEndpoint } from "@windowpane/endpoint";

/** An SSM endpoint on this machine, over any transport, as an AWS client sees one. */
export interface LocalEndpoint {
  readonly url: string;
  close(): Promise<void>;
}

export const startEndpoint = async (transport: Transport): Promise<LocalEndpoint> => {
  const endpoint = createEndpoint(transport);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer); // A stream without an encoding gives Buffers.
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const method = request.method ?? "POST";
    const url = `http://localhost${request.url ?? "/"}`;
    const result = await endpoint(new Request(url, { method, headers, body: Buffer.concat(chunks) }));
    response.writeHead(result.status, Object.fromEntries(result.headers));
    response.end(Buffer.from(await result.arrayBuffer()));
  };
  const server = createServer((request, response) => void answer(request, response));
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
