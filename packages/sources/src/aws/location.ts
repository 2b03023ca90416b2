/**
 * The profile, region and endpoints that a connection uses. They are resolved once, here, in the AWS CLI's order, and passed to
 * every client: the SDK's own lookup reads AWS_PROFILE or the default profile, even for a client of another profile.
 */
import { SourceError } from "../source/source-error.ts";
import type { Platform, SourceOptions } from "../source/source.ts";
import { readConfigFiles, type AwsConfig } from "./config-files.ts";

/** A service that a connection may send requests to, by its ID in AWS_ENDPOINT_URL_... and in `services` sections. */
export type AwsService = "ssm" | "sts" | "account" | "organizations" | "sso" | "sso_oidc" | "signin";

/** What set a value: a flag, an environment variable, a profile, or a `services` section of the config files. */
export interface SetBy {
  readonly kind: "flag" | "variable" | "profile" | "services";
  /** `--region`, `AWS_REGION`, or the name of the profile or section. */
  readonly name: string;
}

/** A value and what set it. */
export interface Setting {
  readonly value: string;
  readonly setBy: SetBy;
}

/** Where requests go and with which profile's settings. */
export interface EffectiveLocation {
  /** The named profile; undefined if none is named, which is `default` with the SDK's whole credential chain. */
  readonly profile: Setting | undefined;
  readonly region: Setting | undefined;
  /** Configured endpoints; undefined for AWS's own. */
  readonly endpoints: Readonly<Record<AwsService, Setting | undefined>>;
  /** The error for services whose endpoint is in a `services` section that does not exist. */
  readonly missing: ReadonlyMap<AwsService, SourceError>;
  /** Whether AWS's own endpoints are those with FIPS, and those with IPv6. Configured endpoints are used as they are. */
  readonly useFips: boolean;
  readonly useDualStack: boolean;
  /** Path of a file with certificates to trust, in PEM format. */
  readonly caBundle: Setting | undefined;
  /** The AWS CLI's output format. */
  readonly output: Setting | undefined;
}

interface LocationOptions extends Pick<SourceOptions, "profile" | "region" | "endpointUrl"> {
  readonly env: Platform["env"];
  readonly config: AwsConfig;
}

/**
 * Resolves the location from flags, environment and config files.
 *
 * @throws SourceError if the region is invalid.
 */
export const resolveLocation = (options: LocationOptions): EffectiveLocation => {
  const { env, config } = options;
  const { profile, region, inProfile } = readProfileAndRegion(options);
  const isTrue = (key: string): boolean =>
    (variable(env, `AWS_${key.toUpperCase()}`) ?? inProfile(key))?.value.toLowerCase() === "true";
  const isIgnored = isTrue("ignore_configured_endpoint_urls");
  const services = servicesOf(config, inProfile("services"));
  const missing = new Map<AwsService, SourceError>();
  const configured = (service: AwsService): Setting | undefined => {
    if (isIgnored) return undefined;
    const set =
      variable(env, `AWS_ENDPOINT_URL_${service.toUpperCase()}`) ?? variable(env, "AWS_ENDPOINT_URL");
    if (set !== undefined) return set;
    if (services instanceof Error) return void missing.set(service, services);
    return services(service) ?? inProfile("endpoint_url");
  };
  return {
    profile,
    region,
    endpoints: {
      // The flag is for Systems Manager only, as in the AWS CLI.
      ssm: given("--endpoint-url", options.endpointUrl) ?? configured("ssm"),
      sts: configured("sts"),
      account: configured("account"),
      organizations: configured("organizations"),
      sso: configured("sso"),
      sso_oidc: configured("sso_oidc"),
      signin: configured("signin"),
    },
    missing,
    useFips: isTrue("use_fips_endpoint"),
    useDualStack: isTrue("use_dualstack_endpoint"),
    caBundle: variable(env, "AWS_CA_BUNDLE") ?? inProfile("ca_bundle"),
    output: variable(env, "AWS_DEFAULT_OUTPUT") ?? inProfile("output"),
  };
};

/** The region without `--region`; undefined if none is set. */
export const configuredRegion = async ({
  profile,
  platform,
}: Pick<SourceOptions, "profile"> & {
  readonly platform: Pick<Platform, "env" | "readFile">;
}): Promise<string | undefined> => {
  const options = { profile, region: undefined, env: platform.env, config: await readConfigFiles(platform) };
  return readProfileAndRegion(options).region?.value;
};

const readProfileAndRegion = (options: Omit<LocationOptions, "endpointUrl">) => {
  const { env, config } = options;
  const profile =
    // An empty name is that of no profile, as in the AWS CLI.
    setting({ kind: "flag", name: "--profile" }, options.profile) ??
    variable(env, "AWS_PROFILE") ??
    variable(env, "AWS_DEFAULT_PROFILE");
  const name = profile?.value ?? "default";
  const section = config.profiles.get(name);
  const inProfile = (key: string): Setting | undefined =>
    setting({ kind: "profile", name }, section?.get(key));
  const region =
    given("--region", options.region) ??
    variable(env, "AWS_REGION") ??
    variable(env, "AWS_DEFAULT_REGION") ??
    inProfile("region");
  checkRegion(region);
  return { profile, region, inProfile };
};

const setting = (setBy: SetBy, value: string | undefined): Setting | undefined =>
  value === undefined || value === "" ? undefined : { value, setBy };

/** A flag's value. An empty one counts: it is a variable of a script that is not set, and must not lead to another endpoint or region. */
const given = (name: string, value: string | undefined): Setting | undefined =>
  value === undefined ? undefined : { value, setBy: { kind: "flag", name } };

const variable = (env: Platform["env"], name: string): Setting | undefined =>
  setting({ kind: "variable", name }, env[name]);

/** Reads the endpoints of a profile's `services` section. An empty one does not count, as in the AWS CLI. */
const servicesOf = (
  config: AwsConfig,
  services: Setting | undefined,
): SourceError | ((service: AwsService) => Setting | undefined) => {
  if (services === undefined) return () => undefined;
  const { value: name, setBy } = services;
  const section = config.services.get(name);
  if (section !== undefined && section.size > 0) {
    return (service) => setting({ kind: "services", name }, section.get(`${service}.endpoint_url`));
  }
  return new SourceError(
    "configuration",
    `Profile ${setBy.name} uses the services section ${name}, which is not in the AWS config files.`,
    `Add a section [services ${name}], or remove services from the profile.`,
  );
};

/** The SDK takes a region that cannot be part of a host name for a missing one. */
const checkRegion = (region: Setting | undefined): void => {
  if (region === undefined || /^(?!\d+$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(region.value)) return;
  throw invalidSetting("region", region, "Use one such as eu-west-1.");
};

/** The error for a value that cannot be used: of the command line if a flag set it, else of the configuration. */
export const invalidSetting = (what: string, { value, setBy }: Setting, advice: string): SourceError =>
  new SourceError(
    setBy.kind === "flag" ? "usage" : "configuration",
    `"${value}" (${inWords(setBy)}) is not a valid ${what}.`,
    advice,
  );

const inWords = ({ kind, name }: SetBy): string => {
  switch (kind) {
    case "flag":
    case "variable":
      return name;
    case "profile":
      return `profile ${name}`;
    case "services":
      return `the services section ${name}`;
  }
};
