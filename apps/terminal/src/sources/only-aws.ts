import { UsageError } from "../host/errors/usage-error.ts";
import type { SourceOptions } from "../host/host.ts";

/**
 * Makes sure that nobody believes to have chosen an account or a region where there is nothing to choose: read under three
 * regions, the same machines would be counted three times.
 *
 * @throws UsageError when an option for AWS was given.
 */
export const refuseAwsOptions = ({ profile, region, endpointUrl }: SourceOptions, what: string): void => {
  const given = [
    ...(profile === undefined ? [] : ["--profile"]),
    ...(region === undefined ? [] : ["--region"]),
    ...(endpointUrl === undefined ? [] : ["--endpoint-url"]),
  ];
  if (given.length === 0) return;
  throw new UsageError(
    `${given.join(" and ")} ${given.length === 1 ? "means" : "mean"} nothing to ${what}.`,
    "Leave that out, or use --source aws.",
  );
};
