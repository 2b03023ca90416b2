import { SSMClient } from "@aws-sdk/client-ssm";
import { awsTransport } from "@windowpane/transport-aws";
import { SourceError } from "../source/source-error.ts";
import type { OpenSource, SourceOptions } from "../source/source.ts";
import { watchClock } from "./watch-clock.ts";
import { credentialsFor, type Credentials } from "./credentials.ts";
import { lineTo } from "./http-settings.ts";
import { keyOwner } from "./key-owner.ts";
import { isLoopback } from "../source/loopback.ts";

/**
 * AWS itself, with credentials and region by the SDK's own chain: variables, config files, SSO, roles, containers,
 * instances.
 *
 * @throws ConfigurationError when the chain ends without credentials or a region, before anything is asked.
 */
export const awsSource: OpenSource = async (options) => {
  checkOptions(options);
  const { profile, region, anyRegion, endpointUrl, platform, notify } = options;
  const { env } = platform;
  // The AWS CLI heeds AWS_DEFAULT_REGION, the SDK does not; profile and config files are the SDK's own matter.
  const chosen = region ?? (env["AWS_REGION"] || env["AWS_DEFAULT_REGION"] || undefined);
  checkRegion(chosen);
  const line = await lineTo({ profile, platform });
  const signIn = {
    profile,
    platform,
    notify,
    line,
    region: async () => client.config.region().catch(() => ANYWHERE),
  };
  const credentials: Credentials = (...asked) => credentialsFor(signIn)(...asked);
  const client = new SSMClient({
    ...(profile === undefined ? {} : { profile }),
    ...(chosen === undefined ? {} : { region: chosen }),
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    credentials,
    requestHandler: line,
    // Trying again is the core's decorator's work; two loops would multiply.
    maxAttempts: 1,
  });
  // First, as whoever has neither credentials nor a region has more to do than to choose one.
  const { accountId, accessKeyId } = await credentials();
  const reached = await client.config.region().catch((error: unknown) => {
    if (anyRegion === true) return ANYWHERE;
    throw noRegion(profile ?? env["AWS_PROFILE"], error);
  });
  const asker = { region: reached, credentials, line };
  const isLocal = isOnThisMachine(endpointUrl);
  return {
    transport: awsTransport(client),
    region: reached,
    permittedBy: "policy",
    // Keys that do not say whose they are count as an account each: two of one account then find out by being refused.
    budget: {
      owner: `${accountId ?? keyOwner(accessKeyId) ?? accessKeyId} ${reached} ${endpointUrl ?? ""}`,
      ...(isLocal ? { quotas: [] } : {}),
    },
    clockOffset: watchClock(client, platform),
    // What listens on this machine takes keys that AWS has never seen, so AWS is not asked about them.
    ...(isLocal && !names(env, "STS")
      ? {}
      : {
          identity: async ({ signal }) => (await import("./identity.ts")).askIdentity({ ...asker, signal }),
        }),
    ...(isLocal && !names(env, "ACCOUNT")
      ? {}
      : {
          regions: async ({ signal }) => (await import("./regions.ts")).askRegions({ ...asker, signal }),
        }),
  };
};

/** Where AWS answers questions that are about no region, unless a region says that the partition is another one. */
const ANYWHERE = "us-east-1";

const checkOptions = ({ detail, endpointUrl }: SourceOptions): void => {
  if (detail !== "") {
    throw new SourceError(
      "usage",
      `--source aws takes nothing after it, as in "aws:${detail}".`,
      "Use --profile and --region.",
    );
  }
  if (endpointUrl !== undefined && !(/^https?:\/\//.test(endpointUrl) && URL.canParse(endpointUrl))) {
    throw new SourceError(
      "usage",
      `--endpoint-url cannot be "${endpointUrl}".`,
      "Give an address with http:// or https://.",
    );
  }
};

/** The SDK takes a region that cannot be part of a host's name for none at all. */
const checkRegion = (region: string | undefined): void => {
  if (region === undefined || /^[a-z\d](?:[a-z\d-]*[a-z\d])?$/i.test(region)) return;
  throw new SourceError(
    "usage",
    `"${region}" is no AWS region.`,
    "Give one such as eu-west-1, by --region or AWS_REGION.",
  );
};

const isOnThisMachine = (url: string | undefined): boolean =>
  url !== undefined && isLoopback(new URL(url).hostname);

const names = (env: SourceOptions["platform"]["env"], service: string): boolean =>
  (env[`AWS_ENDPOINT_URL_${service}`] ?? env["AWS_ENDPOINT_URL"]) !== undefined;

const noRegion = (name: string | undefined, cause: unknown): SourceError =>
  new SourceError(
    "configuration",
    `No AWS region is set${name === undefined ? "" : ` for profile ${name}`}.`,
    `Give --region, set AWS_REGION, or run \`aws configure${name === undefined ? "" : ` --profile ${name}`}\`; to look around without AWS, use --demo.`,
    { cause },
  );
