import { connect } from "node:net";
import { READER } from "../subject/credentials.ts";
import type { AccountServer } from "./account-subject.ts";
import { deferred } from "./fake-aws.ts";

/** A client that leaves when the test wants it. */
export interface LeavingClient {
  /** Resolves when the response has begun. */
  readonly headers: Promise<void>;
  /** Resolves when a part of the body has arrived. */
  readonly body: Promise<void>;
  leave(): void;
}

/** A request of a client. */
export interface ClientRequest {
  readonly path: string;
  readonly accept: string;
  /** Whether the client reads what arrives. */
  readonly reads: boolean;
}

/** Sends a request as a client that can leave. */
export const openClient = (server: AccountServer, request: ClientRequest): LeavingClient =>
  server.fetch === undefined ? overSocket(server, request) : inProcess(server.fetch, request);

/** Sends a request and returns its status, without reading the body. */
export const statusOf = async (server: AccountServer, path: string): Promise<number> => {
  const response = await send(server, path);
  await response.body?.cancel();
  return response.status;
};

/** Sends a GET request of the reader. */
export const send = async (
  { url, fetch: handle }: AccountServer,
  path: string,
  init: RequestInit = {},
): Promise<Response> => {
  const headers = { authorization: `Bearer ${READER}`, ...(init.headers as Record<string, string>) };
  const request = new Request(`${url ?? "http://localhost"}${path}`, { ...init, headers });
  return handle === undefined ? fetch(request) : handle(request);
};

const overSocket = (
  { url = "", leave }: AccountServer,
  { path, accept, reads }: ClientRequest,
): LeavingClient => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    `Authorization: Bearer ${READER}`,
    `Accept: ${accept}`,
  ];
  socket.on("connect", () => socket.write(`${lines.join("\r\n")}\r\n\r\n`));
  // The server may disconnect a client that does not read.
  socket.on("error", () => {});
  const headers = deferred();
  const body = deferred();
  let received = "";
  if (reads) {
    socket.setEncoding("latin1").on("data", (piece: string) => {
      if (received.length < 100_000) received += piece;
      const end = received.indexOf("\r\n\r\n");
      if (end >= 0) headers.resolve();
      if (end >= 0 && received.length > end + 4) body.resolve();
    });
  }
  return {
    headers: headers.promise,
    body: body.promise,
    leave: () => (leave === "reset" ? socket.resetAndDestroy() : socket.destroy()),
  };
};

const inProcess = (
  handle: NonNullable<AccountServer["fetch"]>,
  { path, accept, reads }: ClientRequest,
): LeavingClient => {
  const client = new AbortController();
  const headers = deferred();
  const body = deferred();
  const read = async (): Promise<void> => {
    const response = await send({ fetch: handle, stop: async () => {} }, path, {
      headers: { accept },
      signal: client.signal,
    });
    headers.resolve();
    if (!reads) return;
    const reader = response.body?.getReader();
    while ((await reader?.read())?.done === false) body.resolve();
  };
  // The request of a client that has left rejects.
  read().catch(() => {});
  return { headers: headers.promise, body: body.promise, leave: () => client.abort() };
};
