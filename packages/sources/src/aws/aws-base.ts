import { SSMClient } from "@aws-sdk/client-ssm";
import { partitionOf } from "@windowpane/core";
import { proxyFor } from "../source/proxies.ts";
import { SourceError } from "../source/source-error.ts";
import type { SourceOptions } from "../source/source.ts";
import { clientSettings, keepEndpoint } from "./client-settings.ts";
import { readConfigFiles } from "./config-files.ts";
import { credentialsFor, type Credentials } from "./credentials.ts";
import { createHttp, type Http, type HttpHandler } from "./http.ts";
import { resolveLocation, type EffectiveLocation } from "./location.ts";

/** What clients of AWS have in common: config files, endpoints, proxies, certificates and the source credentials. */
export interface AwsBase {
  readonly location: EffectiveLocation;
  readonly http: Http;
  /** Those of the profile or of AWS's SDK: variables, config files, SSO, roles, containers, instances. */
  readonly credentials: Credentials;
  readonly isSigned: boolean;
  /** The region, or one for requests that are about no region. */
  readonly regionOrDefault: string;
}

/**
 * Prepares clients of AWS, without a request.
 *
 * @throws SourceError if the config files, the proxy or the certificates cannot be used, or the profile has no credentials.
 */
export const prepareAws = async (options: SourceOptions): Promise<AwsBase> => {
  const { detail, platform, notify, network = {} } = options;
  refuseDetail(detail);
  const { env, readFile } = platform;
  const config = await readConfigFiles(platform);
  const location = resolveLocation({ ...options, env, config });
  const regionOrDefault = location.region?.value ?? DEFAULT_REGION;
  // An unusable proxy is reported before anything is requested.
  proxyFor(clientSettings(location, "ssm").endpoint ?? hostOf(regionOrDefault), env);
  const caBundle = network.caBundle || location.caBundle?.value;
  const http = await createHttp({ env, readFile, network: { ...network, caBundle } });
  const isSigned = network.sign ?? true;
  const credentials = isSigned
    ? credentialsFor({ location, config, defaultRegion: DEFAULT_REGION, http, platform, notify })
    : async () => UNSIGNED;
  return { location, http, credentials, isSigned, regionOrDefault };
};

/** What differs between the clients of one base. */
interface SsmClientOptions {
  readonly region: string;
  readonly credentials: Credentials;
  readonly requestHandler: HttpHandler;
}

/** Creates a client of Systems Manager. */
export const ssmClient = (
  { location, isSigned }: AwsBase,
  { region, credentials, requestHandler }: SsmClientOptions,
): SSMClient => {
  const settings = clientSettings(location, "ssm");
  const client = new SSMClient({
    ...settings,
    region,
    credentials,
    requestHandler,
    // The core's withRetry retries; two levels of retries would multiply.
    maxAttempts: 1,
    ...(isSigned ? {} : { signer: { sign: async (request) => request } }),
  });
  keepEndpoint(client, settings.endpoint);
  return client;
};

/** The URL of Systems Manager in each region: the configured one, or AWS's as the SDK's client finds it. */
export const ssmEndpoints = (base: AwsBase, requestHandler: HttpHandler): ((region: string) => string) => {
  const { location, credentials, regionOrDefault } = base;
  const { endpoint, useFipsEndpoint, useDualstackEndpoint } = clientSettings(location, "ssm");
  const { config } = ssmClient(base, { region: regionOrDefault, credentials, requestHandler });
  return (Region) =>
    endpoint ??
    config.endpointProvider({ Region, UseFIPS: useFipsEndpoint, UseDualStack: useDualstackEndpoint }).url
      .href;
};

/** The SDK requires keys even where nothing is signed. */
const UNSIGNED = { accessKeyId: "", secretAccessKey: "" };

/** For requests that are about no region, unless a region says that the partition is another one. */
const DEFAULT_REGION = "us-east-1";

/** AWS's own endpoint of Systems Manager, without FIPS and dual stack. */
const hostOf = (region: string): string => `https://ssm.${region}.${partitionOf(region).dnsSuffix}`;

const refuseDetail = (detail: string): void => {
  if (detail === "") return;
  throw new SourceError(
    "usage",
    `--source aws takes nothing after it, as in "aws:${detail}".`,
    "Use --profile and --region.",
  );
};
