/** Carries requests over `node:http`: the platform's fetch takes longer to load than a whole page to be asked for. */
import { createRequire } from "node:module";
import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import type { Fetch, HttpResponse } from "@windowpane/transport-http";
import { isLoopback } from "../source/loopback.ts";

interface NodeFetchOptions {
  /** Where proxies are named: HTTP_PROXY, HTTPS_PROXY, NO_PROXY. This machine itself is never asked through one. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A fetch for one address, which keeps its connections. */
export const nodeFetch = (address: string, { env }: NodeFetchOptions): Fetch => {
  const url = new URL(address);
  const { request, Agent } = loadHttp(url.protocol);
  const agent = new Agent({
    keepAlive: true,
    timeout: SILENCE,
    // Node 22.21 and 24.5 brought it; older ones go straight.
    ...(isLoopback(url.hostname) ? {} : { proxyEnv: env }),
  });
  return (_url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const options: RequestOptions = { method, headers, agent, timeout: SILENCE };
      const asked = request(url, signal === null ? options : { ...options, signal }, (response) =>
        resolve(answerIn(response)),
      );
      asked.on("error", reject);
      asked.on("timeout", () => asked.destroy(new Error(`nothing was heard for ${SILENCE / 1000} seconds`)));
      asked.end(body);
    });
};

/** As with AWS: an answer that does not come or stalls for so many milliseconds is worth asking for again. */
const SILENCE = 30_000;

interface Http {
  readonly request: (
    url: URL,
    options: RequestOptions,
    answered: (response: IncomingMessage) => void,
  ) => ClientRequest;
  readonly Agent: new (options: object) => Agent;
}

/** An import would make a module of it with all that Node's HTTP has, its own fetch and WebSocket included. */
const loadHttp = (protocol: string): Http => {
  const load = createRequire(import.meta.url);
  // Both are built into Node, and alike.
  return load(protocol === "https:" ? "node:https" : "node:http") as Http;
};

const answerIn = (response: IncomingMessage): HttpResponse => {
  const text = textOf(response);
  // It is awaited a moment later; until then its failure must not count as nobody's.
  text.catch(() => {});
  return {
    status: response.statusCode ?? 0,
    headers: {
      get: (name) => {
        const value = response.headers[name];
        return Array.isArray(value) ? value.join(", ") : (value ?? null);
      },
    },
    text: () => text,
  };
};

const textOf = (response: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = "";
    response.setEncoding("utf8");
    response.on("data", (piece: string) => {
      text += piece;
    });
    response.on("end", () => resolve(text));
    // An answer that breaks off is an error here, too.
    response.on("error", reject);
  });
