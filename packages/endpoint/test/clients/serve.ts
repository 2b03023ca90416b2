/** An endpoint on a real socket. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createSignatureCheck, createEndpoint } from "../../src/index.ts";
import { mockTransport, type MockFault, type MockTransport } from "@windowpane/transport-mock";
import { account } from "./account.ts";

export const key = {
  accessKeyId: "AKIDCLIENT",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};

export const temporary = {
  accessKeyId: "ASIACLIENT",
  secretAccessKey: "7MDENGbPxRfiCYwJalrXUtnFEMI/K+EXAMPLEKEY",
  sessionToken: "IQoJb3JpZ2luX2VjEXAMPLE//////////wEaDGV1LWNlbnRyYWwtMSJHMEUCIQ==",
};

export const ended = {
  accessKeyId: "ASIAENDED",
  secretAccessKey: "FEMI/K7MDENGbPxRfiCYwJalrXUtn+EXAMPLEKEY",
  sessionToken: "IQoJb3JpZ2luX2VjENDED==",
};

/** Options of `serve`. */
export interface Served {
  readonly url: string;
  /** Transport behind the endpoint. */
  readonly mock: MockTransport;
  readonly close: () => Promise<void>;
}

/** Serves the account to clients that sign with one of the keys. */
export const serve = async ({
  faults = [],
  now = () => new Date(),
  replays,
}: {
  readonly faults?: readonly MockFault[];
  readonly now?: () => Date;
  readonly replays?: number;
} = {}): Promise<Served> => {
  const mock = mockTransport({ scenario: account, faults });
  const keys = [key, temporary, { ...ended, expires: new Date("2000-01-01T00:00:00Z") }];
  const authorize = createSignatureCheck({ keys, now, region: "eu-central-1", replays });
  const endpoint = createEndpoint(mock, { authorize });
  const respond = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const response = await endpoint(await webRequest(incoming));
    outgoing.setHeader("date", now().toUTCString());
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  };
  const server = createServer((incoming, outgoing) => {
    respond(incoming, outgoing).catch((error: unknown) =>
      outgoing.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    mock,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};

const webRequest = async (incoming: IncomingMessage): Promise<Request> => {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(incoming.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of incoming) pieces.push(piece as Uint8Array); // Without an encoding, chunks are Buffers.
  const { method = "GET", url = "/" } = incoming;
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(new URL(url, `http://${headers.get("host") ?? "localhost"}`), {
    method,
    headers,
    body: hasBody ? Buffer.concat(pieces) : null,
  });
};
