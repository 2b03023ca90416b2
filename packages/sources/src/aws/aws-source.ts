import { SSMClient } from "@aws-sdk/client-ssm";
import { awsTransport } from "@windowpane/transport-aws";
import { partitionOf } from "@windowpane/core";
import { createHttp } from "./http.ts";
import { proxyFor } from "../source/proxies.ts";
import { SourceError } from "../source/source-error.ts";
import type { OpenSource, Platform } from "../source/source.ts";
import { budgetOf, isOnThisMachine } from "./budget.ts";
import { clientSettings, keepEndpoint } from "./client-settings.ts";
import { readConfigFiles } from "./config-files.ts";
import { flagFor } from "./credentials-advice.ts";
import { credentialsFor } from "./credentials.ts";
import { resolveLocation, type EffectiveLocation } from "./location.ts";

/**
 * An AWS account in one region. Credentials come from the profile or AWS's SDK: variables, config files, SSO, roles,
 * containers, instances.
 *
 * @throws SourceError if there are no credentials or no region, before Systems Manager is called.
 */
export const awsSource: OpenSource = async (options) => {
  const { detail, anyRegion, platform, notify, network = {} } = options;
  refuseDetail(detail);
  const { env, readFile } = platform;
  const config = await readConfigFiles(platform);
  const location = resolveLocation({ ...options, env, config });
  const settings = clientSettings(location, "ssm");
  const regionOrDefault = location.region?.value ?? DEFAULT_REGION;
  // An unusable proxy is reported before anything is requested.
  proxyFor(settings.endpoint ?? hostOf(regionOrDefault), env);
  const caBundle = network.caBundle || location.caBundle?.value;
  const http = await createHttp({ env, readFile, network: { ...network, caBundle } });
  const isSigned = network.sign ?? true;
  const credentials = isSigned
    ? credentialsFor({ location, config, defaultRegion: DEFAULT_REGION, http, platform, notify })
    : async () => UNSIGNED;
  // Without credentials and region, credentials are the first thing to set up.
  if (location.region === undefined && anyRegion !== true) throw noRegion(location.profile);
  const client = new SSMClient({
    ...settings,
    region: regionOrDefault,
    credentials,
    requestHandler: http.handler({ service: "Systems Manager" }),
    // The core's withRetry retries; two levels of retries would multiply.
    maxAttempts: 1,
    ...(isSigned ? {} : { signer: { sign: async (request) => request } }),
  });
  keepEndpoint(client, settings.endpoint);
  const keys = await credentials();
  const region = await client.config.region();
  const endpoint = location.endpoints.ssm;
  // AWS is not called with the keys of an endpoint on this machine.
  const isLocal = isOnThisMachine(endpoint);
  const others = { region, credentials, http };
  return {
    transport: awsTransport(client),
    region,
    permittedBy: "policy",
    budget: budgetOf({ credentials: keys, region, endpoint }),
    clockOffset: watchClock(client, platform),
    ...(isLocal && location.endpoints.sts === undefined
      ? {}
      : {
          identity: async ({ signal }) =>
            (await import("./identity.ts")).readIdentity({
              ...others,
              settings: clientSettings(location, "sts"),
              signal,
            }),
        }),
    ...(isLocal && location.endpoints.account === undefined
      ? {}
      : {
          regions: async ({ signal }) =>
            (await import("./regions.ts")).readRegions({
              ...others,
              settings: clientSettings(location, "account"),
              signal,
            }),
        }),
  };
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

const noRegion = (profile: EffectiveLocation["profile"]): SourceError =>
  new SourceError(
    "configuration",
    `No AWS region is set${profile === undefined ? "" : ` for profile ${profile.value}`}.`,
    `Use --region, set AWS_REGION, or run \`aws configure${profile === undefined ? "" : flagFor(profile.value)}\`. To try Windowpane without AWS, use --demo.`,
  );

/**
 * Reads the `Date` header of a client's responses. The returned function gives the milliseconds that AWS's clock was ahead of
 * this machine's at the last one. The header has whole seconds and responses take time, so the precision is a second or two.
 */
const watchClock = (client: SSMClient, clock: Pick<Platform, "now">): (() => number | undefined) => {
  let offset: number | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const at = Date.parse(dateOf(result.response));
      if (!Number.isNaN(at)) offset = at - clock.now().getTime();
      return result;
    },
    // Before the response is parsed, so that errors are seen too: a wrong clock causes one.
    { name: "windowpaneClock", step: "deserialize", priority: "low" },
  );
  return () => offset;
};

const dateOf = (response: unknown): string => {
  const { headers = {} } = response as { readonly headers?: Readonly<Record<string, string>> }; // Of the SDK's own handler.
  return headers["date"] ?? "";
};
