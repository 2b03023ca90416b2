import { SSMClient } from "@aws-sdk/client-ssm";
import { parseKnownFiles } from "@smithy/core/config";
import { awsTransport } from "@windowpane/transport-aws";
import { isLoopback } from "../source/loopback.ts";
import { SourceError } from "../source/source-error.ts";
import type { OpenSource } from "../source/source.ts";
import { clientSettings } from "./client-settings.ts";
import { credentialsFor, type Credentials } from "./credentials.ts";
import { httpSettings } from "./http-settings.ts";
import { keyOwner } from "./key-owner.ts";
import { resolveLocation, type EffectiveLocation, type Setting } from "./location.ts";
import { watchClock } from "./watch-clock.ts";

/**
 * An AWS account in one region. Credentials come from the profile or AWS's SDK: variables, config files, SSO, roles,
 * containers, instances.
 *
 * @throws SourceError if there are no credentials or no region, before Systems Manager is called.
 */
export const awsSource: OpenSource = async (options) => {
  const { detail, anyRegion, platform, notify } = options;
  refuseDetail(detail);
  const location = resolveLocation({ ...options, env: platform.env, profiles: await parseKnownFiles({}) });
  const settings = clientSettings(location, "ssm");
  const http = await httpSettings(location, platform);
  const signIn = { location, defaultRegion: DEFAULT_REGION, http, platform, notify };
  const credentials: Credentials = (...context) => credentialsFor(signIn)(...context);
  const client = new SSMClient({
    ...settings,
    region: location.region?.value ?? DEFAULT_REGION,
    credentials,
    requestHandler: http,
    // The core's withRetry retries; two levels of retries would multiply.
    maxAttempts: 1,
  });
  // Without credentials and region, credentials are the first thing to set up.
  const { accountId, accessKeyId } = await credentials();
  if (location.region === undefined && anyRegion !== true) throw noRegion(location.profile);
  const region = await client.config.region();
  const isLocal = isOnThisMachine(location.endpoints.ssm);
  const others = { region, credentials, http };
  return {
    transport: awsTransport(client),
    region,
    permittedBy: "policy",
    // Older keys do not contain their account and count as one each; two of one account then share a quota without knowing.
    budget: {
      owner: `${accountId ?? keyOwner(accessKeyId) ?? accessKeyId} ${region} ${location.endpoints.ssm?.value ?? ""}`,
      ...(isLocal ? { quotas: [] } : {}),
    },
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

/** For requests that are about no region, unless a region says that the partition is another one. */
const DEFAULT_REGION = "us-east-1";

const refuseDetail = (detail: string): void => {
  if (detail === "") return;
  throw new SourceError(
    "usage",
    `--source aws takes nothing after it, as in "aws:${detail}".`,
    "Use --profile and --region.",
  );
};

/** Keys for an endpoint on this machine are not AWS's, so AWS is not called with them. */
const isOnThisMachine = (endpoint: Setting | undefined): boolean =>
  endpoint !== undefined && isLoopback(new URL(endpoint.value).hostname);

const noRegion = (profile: EffectiveLocation["profile"]): SourceError =>
  new SourceError(
    "configuration",
    `No AWS region is set${profile === undefined ? "" : ` for profile ${profile.value}`}.`,
    `Use --region, set AWS_REGION, or run \`aws configure${profile === undefined ? "" : ` --profile ${profile.value}`}\`. To try Windowpane without AWS, use --demo.`,
  );
