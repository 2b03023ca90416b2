import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { createApp, type AppOptions, type PageFiles } from "@windowpane/http-api";
import { mockTransport, type MockOptions, type MockTransport } from "@windowpane/transport-mock";
import type { Transport } from "@windowpane/core";

/** A server of the built page over a mock account. */
export interface PageServer {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly mock: MockTransport;
  /** Requests so far, as `GET /path?query`. */
  readonly requests: readonly string[];
  /**
   * Handles requests before the app does: return a response, `drop` to close the connection, or undefined for the app.
   * Undefined ends it.
   */
  intercept(handle: Intercept | undefined): void;
  /** Closes all connections, and refuses new ones until `restart`. */
  stop(): Promise<void>;
  /** Listens again, on the same port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Handles a request instead of the app. */
export type Intercept = (
  request: Request,
) => Promise<Response | "drop" | undefined> | Response | "drop" | undefined;

interface ServeOptions extends Partial<Omit<AppOptions, "transport">> {
  readonly mock?: MockOptions;
  /** Wraps or replaces the mock. */
  readonly transport?: (mock: MockTransport) => Transport;
}

/** Longest delay between two reads of a running execution, in milliseconds. Tests move the mock's clock themselves. */
const POLL = 50;

/** Serves the page and the API over a mock account, by default the demo. Its clock stands still unless the test moves it. */
export const servePage = async ({
  mock: mockOptions = {},
  transport,
  ...options
}: ServeOptions = {}): Promise<PageServer> => {
  const mock = mockTransport(mockOptions);
  const requests: string[] = [];
  let intercept: Intercept | undefined;
  let count = 0;
  const timeoutMs = options.limits?.timeoutMs ?? 30_000;
  const { fetch } = createApp({
    transport: transport?.(mock) ?? mock,
    access: [],
    open: options.access === undefined,
    page: builtPage,
    now: () => mock.clock.now(),
    randomUUID: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, "0")}`,
    log: () => undefined,
    sleep: async (milliseconds, signal) => {
      const time = milliseconds === timeoutMs ? milliseconds : Math.min(milliseconds, POLL);
      // An abort ends the delay.
      await setTimeout(time, undefined, { signal, ref: false }).catch(() => undefined);
    },
    ...options,
  });
  const handle = async (request: Request): Promise<Response | "drop"> => {
    const { pathname, search } = new URL(request.url);
    requests.push(`${request.method} ${pathname}${search}`);
    return (await intercept?.(request)) ?? fetch(request);
  };
  const server = createServer((message, response) => {
    const listener = getRequestListener(async (request) => {
      const answer = await handle(request);
      if (answer !== "drop") return answer;
      message.socket.destroy();
      return new Response();
    });
    void listener(message, response);
  });
  const port = await listen(server, 0);
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    mock,
    requests,
    intercept: (next) => {
      intercept = next;
    },
    stop,
    restart: async () => void (await listen(server, port)),
    close: stop,
  };
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve) => {
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)); // It listens on a port.
  });

const dist = new URL("../../dist/", import.meta.url);

const media: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript", css: "text/css" };

/** The built page. */
const builtPage: PageFiles = {
  file: async (path) => {
    const file = new URL(path, dist);
    const type = media[path.split(".").at(-1) ?? ""];
    if (type === undefined || !existsSync(file)) return undefined;
    return { media: type, bytes: readFileSync(file), br: readFileSync(new URL(`${path}.br`, dist)) };
  },
};
