import type { Signal } from "@windowpane/core";
import type { Credentials } from "./credentials.ts";
import type { HttpSettings } from "./http-settings.ts";
import { invalidSetting, type AwsService, type EffectiveLocation } from "./location.ts";

/** Options of any client of AWS's SDK that make it use a location. */
export interface ClientSettings {
  /** For settings other than region and endpoint, such as `use_fips_endpoint`. Absent if none is named. */
  readonly profile?: string;
  /** Absent for AWS's own. */
  readonly endpoint?: string;
  readonly useFipsEndpoint?: false;
  readonly useDualstackEndpoint?: false;
  readonly ignoreConfiguredEndpointUrls: true;
}

/** What a client of another service than Systems Manager needs for one request. */
export interface ClientOptions {
  readonly settings: ClientSettings;
  readonly region: string;
  readonly credentials: Credentials;
  readonly http: HttpSettings;
  readonly signal?: Signal | undefined;
}

/**
 * The location as options of one service's client.
 *
 * @throws SourceError if the service's endpoint is not an HTTP URL.
 */
export const clientSettings = (
  { profile, endpoints }: EffectiveLocation,
  service: AwsService,
): ClientSettings => {
  const endpoint = endpoints[service];
  if (endpoint !== undefined && !isHttpUrl(endpoint.value)) {
    throw invalidSetting("URL", endpoint, "Use a URL with http:// or https://.");
  }
  return {
    ...(profile === undefined ? {} : { profile: profile.value }),
    // The SDK refuses an endpoint together with FIPS or dual stack, which choose among AWS's own.
    ...(endpoint === undefined
      ? {}
      : { endpoint: endpoint.value, useFipsEndpoint: false, useDualstackEndpoint: false }),
    // The location has them; the SDK would read those of another profile.
    ignoreConfiguredEndpointUrls: true,
  };
};

const isHttpUrl = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);
