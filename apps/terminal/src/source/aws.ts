import { SSMClient } from "@aws-sdk/client-ssm";
import { awsTransport } from "@windowpane/transport-aws";
import { ConfigurationError } from "../errors/configuration-error.ts";
import { UsageError } from "../errors/usage-error.ts";
import type { OpenSource } from "../host.ts";

/**
 * AWS itself, with credentials and region by the SDK's own chain: variables, config files, SSO, roles, containers,
 * instances.
 *
 * @throws ConfigurationError when the chain ends without credentials or a region, before anything is asked.
 */
export const awsSource: OpenSource = async ({ detail, profile, region, endpointUrl, env }) => {
  if (detail !== "") {
    throw new UsageError(
      `--source aws takes nothing after it, as in "aws:${detail}".`,
      "Use --profile and --region.",
    );
  }
  if (endpointUrl !== undefined && !/^https?:\/\//.test(endpointUrl)) {
    throw new UsageError(
      `--endpoint-url cannot be "${endpointUrl}".`,
      "Give an address with http:// or https://.",
    );
  }
  // The AWS CLI heeds AWS_DEFAULT_REGION, the SDK does not; profile and config files are the SDK's own matter.
  const chosen = region ?? env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"];
  const client = new SSMClient({
    ...(profile === undefined ? {} : { profile }),
    ...(chosen === undefined ? {} : { region: chosen }),
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    // Trying again is the core's decorator's work; two loops would multiply.
    maxAttempts: 1,
  });
  const name = profile ?? env["AWS_PROFILE"];
  const reached = await client.config.region().catch((error: unknown) => {
    throw new ConfigurationError(
      `No AWS region is set${forProfile(name)}.`,
      "Give --region, set AWS_REGION, or run `aws configure`; to look around without AWS, use --demo.",
      { cause: error },
    );
  });
  await client.config.credentials().catch((error: unknown) => {
    throw new ConfigurationError(
      noCredentials(error, forProfile(name)),
      "Run `aws sso login` or `aws configure`, or set AWS_PROFILE or AWS_ACCESS_KEY_ID; to look around without AWS, use --demo.",
      { cause: error },
    );
  });
  return { transport: awsTransport(client), region: reached };
};

const forProfile = (name: string | undefined): string => (name === undefined ? "" : ` for profile ${name}`);

/** Of all the chain's words only a profile's own say more than that nothing was found. */
const noCredentials = (error: unknown, whose: string): string => {
  const text = error instanceof Error ? error.message : String(error);
  if (/could not load credentials from any providers/i.test(text))
    return `No AWS credentials were found${whose}.`;
  return `The AWS credentials${whose} cannot be used: ${text.replace(/\.?$/, ".")}`;
};
