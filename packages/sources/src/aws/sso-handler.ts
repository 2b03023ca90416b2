import { NodeHttpHandler } from "@smithy/node-http-handler";
import { HttpRequest } from "@smithy/core/protocols";
import { clientSettings } from "./client-settings.ts";
import type { HttpSettings } from "./http-settings.ts";
import type { EffectiveLocation } from "./location.ts";

/** What the SDK requires of an HTTP handler. */
export type HttpHandler = Pick<
  NodeHttpHandler,
  "metadata" | "handle" | "destroy" | "updateHttpClientConfig" | "httpHandlerConfigs"
>;

/** The requests of the SDK's SSO clients, by path. */
const paths = { "/federation/credentials": "sso", "/token": "sso_oidc" } as const;

/**
 * Sends the requests of both SSO clients to their configured endpoints. The SDK's credential chain has one endpoint for both, so
 * they are redirected here; they are not signed.
 *
 * @throws SourceError if an endpoint is not an HTTP URL.
 */
export const ssoHandler = (location: EffectiveLocation, http: HttpSettings): HttpHandler => {
  const handler = new NodeHttpHandler(http);
  const endpoints = new Map(
    Object.entries(paths).map(([path, service]) => [path, clientSettings(location, service).endpoint]),
  );
  return {
    metadata: handler.metadata,
    handle: (request, options) => handler.handle(redirect(request, endpoints.get(request.path)), options),
    destroy: () => handler.destroy(),
    updateHttpClientConfig: (key, value) => handler.updateHttpClientConfig(key, value),
    httpHandlerConfigs: () => handler.httpHandlerConfigs(),
  };
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
