import { SourceError } from "./source-error.ts";
import type { SourceOptions } from "./source.ts";

/**
 * Refuses options that only apply to AWS. Ignoring them would be wrong: a demo read under three regions would count the same
 * machines three times.
 *
 * @param source - the source as users type it.
 * @throws SourceError of kind `usage` if a profile, region or endpoint was given.
 */
export const refuseAwsOptions = (
  { profile, region, endpointUrl }: Pick<SourceOptions, "profile" | "region" | "endpointUrl">,
  source: string,
): void => {
  const given = [
    ...(profile === undefined ? [] : ["--profile"]),
    ...(region === undefined ? [] : ["--region"]),
    ...(endpointUrl === undefined ? [] : ["--endpoint-url"]),
  ];
  if (given.length === 0) return;
  throw new SourceError(
    "usage",
    `${given.join(" and ")} ${given.length === 1 ? "does" : "do"} not apply to ${source}.`,
    `Remove ${given.length === 1 ? "it" : "them"}, or use --source aws.`,
  );
};
