import { createServer } from "node:http";
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
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer); // A stream without an encoding gives Buffers.
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const answer = await endpoint(
      new Request(`http://localhost${request.url ?? "/"}`, {
        method: request.method ?? "POST",
        headers,
        body: Buffer.concat(chunks),
      }),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
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
