/** Sends the requests of all clients: timeouts, proxies, trusted certificates, and whether hosts were reached. */
import type { AgentOptions } from "node:https";
import { HttpRequest } from "@smithy/core/protocols";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { readBody } from "@windowpane/core";
import { isSourceError } from "../source/source-error.ts";
import type { NetworkOptions, Platform } from "../source/source.ts";
import { proxyFor, type Proxy } from "../source/proxies.ts";
import { proxyHeaders, tunnelAgent } from "../source/tunnel.ts";
import { reasonOf, foreignReason, type Reach } from "./reach.ts";
import { trustedWith } from "./trusted-certificates.ts";

/** What the SDK requires of an HTTP handler. */
export type HttpHandler = Pick<
  NodeHttpHandler,
  "metadata" | "handle" | "destroy" | "updateHttpClientConfig" | "httpHandlerConfigs"
>;

/** How a client's requests differ from those of others. */
export interface HandlerOptions {
  /** Default: 5 seconds to connect and 30 for a response. In milliseconds. */
  readonly timeouts?:
    | {
        readonly connectionTimeout?: number;
        readonly requestTimeout?: number;
        readonly socketTimeout?: number;
      }
    | undefined;
  /** The configured endpoint for a request's path, for clients whose endpoint cannot be set. Default: requests stay as they are. */
  readonly endpointOf?: (path: string) => string | undefined;
  /** Whether proxies do not apply. Default: false. */
  readonly isDirect?: boolean;
  /** Maximum number of connections to one host. Default: 50, as in the SDK. */
  readonly maxSockets?: number;
  /** What its host is, such as `STS`. */
  readonly service?: string;
  /** Follows the requests. Default: they are not followed. */
  readonly reach?: Reach;
}

/** Creates the handlers of a connection. */
export interface Http {
  handler(options?: HandlerOptions): HttpHandler;
}

interface HttpOptions extends Pick<Platform, "env" | "readFile"> {
  /** `caBundle` has been resolved. */
  readonly network: NetworkOptions;
}

/**
 * The HTTP of a connection. The AWS CLI reads HTTPS_PROXY and AWS_CA_BUNDLE; the SDK reads neither.
 *
 * @throws SourceError if the certificates cannot be read.
 */
export const createHttp = async ({ env, readFile, network }: HttpOptions): Promise<Http> => {
  const { caBundle, verifyTls = true } = network;
  const ca = caBundle === undefined ? undefined : [...(await trustedWith(caBundle, { env, readFile }))];
  const trusting: AgentOptions = {
    ...(ca === undefined ? {} : { ca }),
    ...(verifyTls ? {} : { rejectUnauthorized: false }),
  };
  const timeouts = timeoutsOf(network);
  return {
    handler: (options = {}) =>
      handlerWith({ ...options, timeouts: { ...timeouts, ...options.timeouts } }, trusting, env),
  };
};

/**
 * In milliseconds; the SDK has none. AWS responds to these operations within a second, so a connection that takes longer than
 * 5 seconds is lost, and a response that does not begin or stalls for 30 seconds is worth a retry.
 */
const TIMEOUTS = {
  connectionTimeout: 5000,
  requestTimeout: 30_000,
  socketTimeout: 30_000,
  // Without this the SDK only warns.
  throwOnRequestTimeout: true,
};

const timeoutsOf = ({ connectTimeout, readTimeout }: NetworkOptions): HandlerOptions["timeouts"] => ({
  ...(connectTimeout === undefined ? {} : { connectionTimeout: connectTimeout }),
  ...(readTimeout === undefined ? {} : { requestTimeout: readTimeout, socketTimeout: readTimeout }),
});

const handlerWith = (
  { timeouts, isDirect = false, service = "AWS", endpointOf, reach, maxSockets }: HandlerOptions,
  trusted: AgentOptions,
  env: Platform["env"],
): HttpHandler => {
  const handlers = new Map<string, NodeHttpHandler>();
  // Reading variables takes a tenth of the time of a request, and they do not change.
  const proxies = new Map<string, Proxy | undefined>();
  const proxyOf = (origin: string): Proxy | undefined => {
    if (!proxies.has(origin)) proxies.set(origin, proxyFor(origin, env));
    return proxies.get(origin);
  };
  const config = { ...TIMEOUTS, ...timeouts };
  // Node keeps 256 idle connections, and the next requests would open the others again.
  const limits = maxSockets === undefined ? {} : { keepAlive: true, maxSockets, maxFreeSockets: maxSockets };
  const trusting = { ...trusted, ...limits };
  const handlerOver = (proxy: Proxy | undefined): NodeHttpHandler => {
    const key = proxy?.url ?? "";
    const known = handlers.get(key);
    if (known !== undefined) return known;
    const httpsAgent = proxy === undefined ? trusting : tunnelAgent(proxy, trusting);
    const handler = new NodeHttpHandler({ ...config, httpsAgent, httpAgent: limits });
    handlers.set(key, handler);
    return handler;
  };
  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle(original, options) {
      const request = redirect(original, endpointOf?.(original.path));
      const origin = originOf(request);
      let proxy: Proxy | undefined;
      try {
        proxy = isDirect ? undefined : proxyOf(origin);
        if (reach !== undefined) reach.pending = { service, origin, proxy };
        const result = await handlerOver(proxy).handle(overProxy(request, proxy), {
          ...options,
          ...(reach && { abortSignal: reach.signal }),
        });
        // The clients of AWS read a body without a limit. The handler for Node gives a stream.
        result.response.body = await readBody(result.response.body as AsyncIterable<Uint8Array>);
        const reason = foreignReason(result.response);
        if (reach !== undefined)
          reach.last = reason === undefined ? undefined : { service, origin, reason, proxy };
        return result;
      } catch (error) {
        if (reach !== undefined && isSourceError(error)) reach.refused = error;
        if (reach !== undefined)
          reach.last = { service, origin, reason: reasonOf(error), proxy, cause: error };
        throw proxy === undefined ? error : nameProxy(error, proxy);
      } finally {
        if (reach !== undefined) reach.pending = undefined;
      }
    },
    destroy: () => handlers.forEach((handler) => handler.destroy()),
    // The clients of this package set nothing.
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => config,
  };
};

const originOf = ({ protocol, hostname, port }: HttpRequest): string =>
  `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`;

/** A lost connection may be that to the proxy. */
const nameProxy = (error: unknown, { origin, variable }: Proxy): unknown => {
  if (error instanceof Error && error.message !== "") {
    error.message = `${error.message.replace(/\.$/, "")} (through the proxy ${origin} of ${variable})`;
  }
  return error;
};

/** A request with HTTP is sent to the proxy itself; one with HTTPS is sent through a tunnel. */
const overProxy = (request: HttpRequest, proxy: Proxy | undefined): HttpRequest => {
  if (proxy === undefined || request.protocol !== "http:") return request;
  const { protocol, hostname, port } = new URL(proxy.url);
  const sent = HttpRequest.clone(request);
  sent.path = `${originOf(request)}${request.path}`;
  sent.protocol = protocol;
  sent.hostname = hostname;
  if (port === "") delete sent.port;
  else sent.port = Number(port);
  Object.assign(sent.headers, proxyHeaders(proxy));
  return sent;
};

const redirect = (request: HttpRequest, endpoint: string | undefined): HttpRequest => {
  if (endpoint === undefined) return request;
  const { protocol, hostname, port, host, pathname } = new URL(endpoint);
  const redirected = HttpRequest.clone(request);
  redirected.protocol = protocol;
  redirected.hostname = hostname;
  if (port === "") delete redirected.port;
  else redirected.port = Number(port);
  redirected.path = `${pathname.replace(/\/$/, "")}${request.path}`;
  redirected.headers["host"] = host;
  return redirected;
};

/**
 * Reads the `Date` header of a handler's responses. `clockOffset` gives the milliseconds that AWS's clock was ahead of this machine's
 * at the last one. The header has whole seconds and responses take time, so the precision is a second or two.
 */
export const watchClock = (
  handler: HttpHandler,
  clock: Pick<Platform, "now">,
): { readonly requestHandler: HttpHandler; readonly clockOffset: () => number | undefined } => {
  let offset: number | undefined;
  return {
    requestHandler: {
      ...handler,
      handle: async (request, options) => {
        const result = await handler.handle(request, options);
        // Errors have it too: a wrong clock causes one.
        const at = Date.parse(result.response.headers["date"] ?? "");
        if (!Number.isNaN(at)) offset = at - clock.now().getTime();
        return result;
      },
    },
    clockOffset: () => offset,
  };
};
