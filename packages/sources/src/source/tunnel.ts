/** Connections through HTTP proxies. Node has them itself since 22.21 and 24.5 only. */
import { createRequire } from "node:module";
import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import type * as Https from "node:https";
import type { Socket } from "node:net";
import type * as Tls from "node:tls";
import type { Proxy } from "./proxies.ts";

/** The headers that a proxy requires. */
export const proxyHeaders = (proxy: Proxy): Readonly<Record<string, string>> => {
  const { username, password } = new URL(proxy.url);
  if (username === "" && password === "") return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(pair).toString("base64")}` };
};

/** An agent for `https:` whose connections are tunnels through a proxy. A refused tunnel is an error with the code ERR_PROXY_TUNNEL. */
export const tunnelAgent = (proxy: Proxy, options: Https.AgentOptions): Https.Agent => {
  const load = createRequire(import.meta.url);
  const https = load("node:https") as typeof Https; // An import would load it for everyone.
  const agent = new https.Agent({ keepAlive: true, ...options });
  const { connect } = load("node:tls") as typeof Tls;
  const createConnection = (target: Target, done: Done): undefined => {
    const { host = "", port = 443 } = target;
    openTunnel(proxy, `${host.includes(":") ? `[${host}]` : host}:${port}`, (error, socket) => {
      if (socket === undefined) done(error ?? new Error("no tunnel"));
      else done(null, connect({ ...target, socket, servername: target.servername ?? host }));
    });
  };
  return Object.assign(agent, { createConnection });
};

type Target = Tls.ConnectionOptions & { readonly host?: string; readonly port?: number };

type Done = (error: Error | null, socket?: Tls.TLSSocket) => void;

/** Milliseconds to connect to the proxy and through it. */
const MAX_WAIT = 10_000;

const openTunnel = (
  proxy: Proxy,
  target: string,
  done: (error: Error | undefined, socket?: Socket) => void,
): void => {
  const url = new URL(proxy.url);
  const http = createRequire(import.meta.url)(url.protocol === "https:" ? "node:https" : "node:http") as {
    readonly request: (options: RequestOptions) => ClientRequest; // Both modules have it.
  };
  const request = http.request({
    host: url.hostname.replace(/^\[(.+)\]$/, "$1"),
    port: url.port === "" ? (url.protocol === "https:" ? 443 : 80) : url.port,
    method: "CONNECT",
    path: target,
    headers: { host: target, ...proxyHeaders(proxy) },
    agent: false,
    timeout: MAX_WAIT,
  });
  request.once("connect", ({ statusCode = 0 }: IncomingMessage, socket: Socket) => {
    if (statusCode === 200) return done(undefined, socket);
    socket.destroy();
    const why = statusCode === 407 ? "the proxy requires authentication" : "the proxy refused the connection";
    return done(Object.assign(new Error(`${why} (HTTP ${statusCode})`), { code: "ERR_PROXY_TUNNEL" }));
  });
  request.once("timeout", () =>
    request.destroy(new Error(`the proxy did not respond in ${MAX_WAIT / 1000} seconds`)),
  );
  request.once("error", done);
  request.end();
};
