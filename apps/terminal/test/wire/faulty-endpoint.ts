/** A local endpoint with network faults, for both transports over HTTP. */
import { SSMClient } from "@aws-sdk/client-ssm";
import type { Transport } from "@windowpane/core";
import { createEndpoint } from "@windowpane/endpoint";
import { awsTransport } from "@windowpane/transport-aws";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sources, type Platform } from "@windowpane/sources";

/** The parts of a request that faults check. */
export interface SeenRequest {
  readonly operation: string;
  readonly body: string;
  /** Number of the request, from 1. */
  readonly number: number;
}

/** Replaces a response; false leaves it to the endpoint. */
export type Fault = (request: SeenRequest, response: ServerResponse) => boolean;

/** A running endpoint. Close it after use. */
export interface FaultyEndpoint {
  readonly url: string;
  /** Requests so far. */
  readonly requests: number;
  close(): Promise<void>;
}

export const startFaulty = async (behind: Transport, fault: Fault): Promise<FaultyEndpoint> => {
  const endpoint = createEndpoint(behind);
  let requests = 0;
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer); // A stream without an encoding returns Buffers.
    const body = Buffer.concat(chunks).toString();
    const operation = String(request.headers["x-amz-target"]).replace("AmazonSSM.", "");
    requests += 1;
    if (fault({ operation, body, number: requests }, response)) return;
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const result = await endpoint(new Request("http://localhost/", { method: "POST", headers, body }));
    response.writeHead(result.status, Object.fromEntries(result.headers));
    response.end(Buffer.from(await result.arrayBuffer()));
  };
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // The server listens on a TCP port.
  return {
    url: `http://127.0.0.1:${port}`,
    get requests() {
      return requests;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** The transports over HTTP, by URL. */
export const wires: Readonly<Record<"aws" | "http", (url: string) => Transport>> = {
  aws: (url) =>
    awsTransport(
      new SSMClient({
        endpoint: url,
        region: "eu-west-1",
        credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
        maxAttempts: 1,
      }),
    ),
  http: (url) => {
    const platform = { env: {} } as Platform; // An HTTP source uses no other member.
    const place = { profile: undefined, region: undefined, endpointUrl: undefined };
    const opened = sources.http({ ...place, detail: url, platform });
    return {
      name: "http",
      send: async (operation, input, options) => (await opened).transport.send(operation, input, options),
    };
  },
};
