import { awsTransport } from "@windowpane/transport-aws";
import { SourceError } from "../source/source-error.ts";
import type { OpenSource } from "../source/source.ts";
import { prepareAws, ssmClient } from "./aws-base.ts";
import { budgetOf, isOnThisMachine } from "./budget.ts";
import { clientSettings } from "./client-settings.ts";
import { flagFor } from "./credentials-advice.ts";
import { watchClock } from "./http.ts";
import type { EffectiveLocation } from "./location.ts";

/**
 * An AWS account in one region. Credentials come from the profile or AWS's SDK: variables, config files, SSO, roles,
 * containers, instances.
 *
 * @throws SourceError if there are no credentials or no region, before Systems Manager is called.
 */
export const awsSource: OpenSource = async (options) => {
  const { anyRegion, platform } = options;
  const base = await prepareAws(options);
  const { location, credentials, http, regionOrDefault } = base;
  // Without credentials and region, credentials are the first thing to set up.
  if (location.region === undefined && anyRegion !== true) throw noRegion(location.profile);
  const { requestHandler, clockOffset } = watchClock(http.handler({ service: "Systems Manager" }), platform);
  const client = ssmClient(base, { region: regionOrDefault, credentials, requestHandler });
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
    clockOffset,
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

const noRegion = (profile: EffectiveLocation["profile"]): SourceError =>
  new SourceError(
    "configuration",
    `No AWS region is set${profile === undefined ? "" : ` for profile ${profile.value}`}.`,
    `Use --region, set AWS_REGION, or run \`aws configure${profile === undefined ? "" : flagFor(profile.value)}\`. To try Windowpane without AWS, use --demo.`,
  );
