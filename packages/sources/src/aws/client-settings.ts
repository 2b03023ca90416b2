import type { SSMClient } from "@aws-sdk/client-ssm";
import { HttpRequest } from "@smithy/core/protocols";
import type { Signal } from "@windowpane/core";
import type { Credentials } from "./credentials.ts";
import type { Http } from "./http.ts";
import { invalidSetting, type AwsService, type EffectiveLocation } from "./location.ts";

/** Options of any client of AWS's SDK that make it use a location, and no setting of variables or config files beside it. */
export interface ClientSettings {
  /** Absent for AWS's own. */
  readonly endpoint?: string;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  readonly ignoreConfiguredEndpointUrls: true;
  /** Attempts of a request. */
  readonly maxAttempts: number;
  readonly retryMode: "standard";
  readonly defaultsMode: "legacy";
}

/** What a client of another service than Systems Manager needs for one request. */
export interface ClientOptions {
  readonly settings: ClientSettings;
  readonly region: string;
  readonly credentials: Credentials;
  readonly http: Http;
  readonly signal?: Signal | undefined;
}

/**
 * The location as options of one service's client.
 *
 * @throws SourceError if the service's endpoint is not an HTTP URL, or in a section that does not exist.
 */
export const clientSettings = (
  { endpoints, missing, useFips, useDualStack }: EffectiveLocation,
  service: AwsService,
): ClientSettings => {
  const problem = missing.get(service);
  if (problem !== undefined) throw problem;
  const endpoint = endpoints[service];
  if (endpoint !== undefined && !isHttpUrl(endpoint.value)) {
    throw invalidSetting("URL", endpoint, "Use a URL with http:// or https://.");
  }
  return {
    ...(endpoint === undefined ? {} : { endpoint: endpoint.value }),
    // The SDK refuses an endpoint together with FIPS or dual stack, which choose among AWS's own.
    useFipsEndpoint: endpoint === undefined && useFips,
    useDualstackEndpoint: endpoint === undefined && useDualStack,
    // The location has them; the SDK would read those of another profile.
    ignoreConfiguredEndpointUrls: true,
    // An invalid AWS_MAX_ATTEMPTS, AWS_RETRY_MODE or AWS_DEFAULTS_MODE would prevent every request.
    maxAttempts: 3,
    retryMode: "standard",
    defaultsMode: "legacy",
  };
};

/**
 * Makes a client use the path and the query of its endpoint as they are configured, as the AWS CLI does. The SDK adds a slash to the path, which
 * other servers than AWS's may not know, and leaves the query out. Both are changed before the request is signed.
 */
export const keepEndpoint = (
  { middlewareStack }: { readonly middlewareStack: Pick<SSMClient["middlewareStack"], "add"> },
  endpoint: string | undefined,
): void => {
  if (endpoint === undefined) return;
  const { pathname: path, searchParams } = new URL(endpoint);
  const query = Object.fromEntries(searchParams);
  if (path.endsWith("/") && searchParams.size === 0) return;
  middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (HttpRequest.isInstance(request)) {
        if (request.path === `${path}/`) request.path = path;
        Object.assign(request.query, query);
      }
      return next(args);
    },
    { name: "windowpaneEndpoint", step: "build" },
  );
};

const isHttpUrl = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);
