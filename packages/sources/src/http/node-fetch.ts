/** Sends requests over `node:http`: the platform's fetch takes longer to load than a page takes to read. */
import { createRequire } from "node:module";
import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { readBody } from "@windowpane/core";
import type { Fetch, HttpResponse } from "@windowpane/transport-http";
import type { NetworkOptions } from "../source/source.ts";
import { proxyFor } from "../source/proxies.ts";
import { proxyHeaders, tunnelAgent } from "../source/tunnel.ts";

interface NodeFetchOptions {
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY. This machine itself is always reached directly. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `readTimeout` and `verifyTls` apply. Default: the defaults of its members. */
  readonly network?: NetworkOptions | undefined;
}

/**
 * A fetch for one URL that keeps its connections open.
 *
 * @throws SourceError if the proxy for the URL is unusable.
 */
export const nodeFetch = (address: string, options: NodeFetchOptions): Fetch => {
  const send = requestTo(address, options);
  return (_url, init) => send(init);
};

/**
 * Gets one URL, with the same connection settings.
 *
 * @throws SourceError if the proxy for the URL is unusable.
 */
export const nodeGet = (
  address: string,
  { headers, signal }: { readonly headers: Record<string, string>; readonly signal: AbortSignal | null },
  options: NodeFetchOptions,
): Promise<HttpResponse> => requestTo(address, options)({ method: "GET", headers, body: "", signal });

interface Sent {
  readonly method: "GET" | "POST";
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly signal: AbortSignal | null;
}

const requestTo = (
  address: string,
  { env, network = {} }: NodeFetchOptions,
): ((sent: Sent) => Promise<HttpResponse>) => {
  const { readTimeout = MAX_SILENCE, verifyTls = true } = network;
  const url = new URL(address);
  const proxy = proxyFor(url.href, env);
  const isTunnel = proxy !== undefined && url.protocol === "https:";
  const { request, Agent } = loadHttp(
    proxy === undefined || isTunnel ? url.protocol : new URL(proxy.url).protocol,
  );
  const agentOptions = { keepAlive: true, timeout: readTimeout, rejectUnauthorized: verifyTls };
  const agent = isTunnel ? tunnelAgent(proxy, agentOptions) : new Agent(agentOptions);
  // A request with HTTP is sent to the proxy itself.
  const over =
    proxy === undefined || isTunnel
      ? { target: url, options: {}, headers: {} }
      : {
          target: new URL(proxy.url),
          options: { path: url.href },
          headers: { host: url.host, ...proxyHeaders(proxy) },
        };
  return ({ method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const options: RequestOptions = {
        ...over.options,
        method,
        headers: { ...headers, ...over.headers },
        agent,
        timeout: readTimeout,
      };
      const sent = request(over.target, signal === null ? options : { ...options, signal }, (response) =>
        resolve(responseOf(response)),
      );
      sent.on("error", reject);
      sent.on("timeout", () => sent.destroy(new Error(`no data came for ${readTimeout / 1000} seconds`)));
      sent.end(body);
    });
};

/** Milliseconds without data after which a response is worth a retry, as with AWS. */
const MAX_SILENCE = 30_000;

interface NodeHttp {
  readonly request: (
    url: URL,
    options: RequestOptions,
    onResponse: (response: IncomingMessage) => void,
  ) => ClientRequest;
  readonly Agent: new (options: object) => Agent;
}

/** `require`, as an import would load all of Node's HTTP, its fetch and WebSocket included. */
const loadHttp = (protocol: string): NodeHttp => {
  const load = createRequire(import.meta.url);
  return load(protocol === "https:" ? "node:https" : "node:http") as NodeHttp; // Both modules have this shape.
};

const responseOf = (response: IncomingMessage): HttpResponse => {
  const text = textOf(response);
  // It is awaited later; until then its failure must not count as unhandled.
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

/** A response that ends early is an error, too. */
const textOf = async (response: IncomingMessage): Promise<string> => {
  const bytes = await readBody(response);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
};
