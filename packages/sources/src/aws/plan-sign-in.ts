/** Finds where the credentials of a connection come from, in the AWS CLI's order. Nothing is requested here. */
import type { Platform } from "../source/source.ts";
import type { AwsConfig } from "./config-files.ts";
import { flagFor, noSuchProfile } from "./credentials-advice.ts";
import type { Section } from "./ini.ts";
import type { Setting } from "./location.ts";
import { sessionOf, signInOfProfile } from "./profile-sign-in.ts";
import { accessKey, invalidSignIn, type AccessKey, type Role, type SignIn } from "./sign-in.ts";

interface SignInOptions {
  /** The named profile; undefined for `default`. */
  readonly profile: Setting | undefined;
  readonly config: AwsConfig;
  readonly env: Platform["env"];
}

/**
 * Plans the sign-in: keys in variables unless `--profile` names a profile, then the profile's role, web identity, SSO, access key, login or
 * program, then the role of a container or instance.
 *
 * @returns undefined if nothing is configured.
 * @throws SourceError if the profile does not exist or is incomplete. No other source is used instead: it could be another account.
 */
export const planSignIn = (options: SignInOptions): SignIn | undefined => {
  const { profile, config, env } = options;
  const name = profile?.value ?? "default";
  const isFlag = profile?.setBy.kind === "flag";
  const section = config.profiles.get(name);
  if (section === undefined && profile !== undefined) throw noSuchProfile({ name }, options);
  if (section !== undefined) sessionOf(name, section, config.ssoSessions);
  const key = isFlag ? undefined : keyOfVariables(env);
  if (key !== undefined) return { kind: "keys", profile: undefined, key };
  return (
    (section !== undefined && takesRole(section) ? roleOf(name, section, options, [name]) : undefined) ??
    signInOfProfile(name, config, isFlag ? {} : env) ??
    ofMachine(env)
  );
};

const keyOfVariables = (env: Platform["env"]): AccessKey | undefined => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_CREDENTIAL_EXPIRATION } = env;
  if (!AWS_ACCESS_KEY_ID) return undefined;
  if (!AWS_SECRET_ACCESS_KEY) {
    throw invalidSignIn(
      "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not.",
      "Set both, or unset AWS_ACCESS_KEY_ID to use a profile.",
    );
  }
  return accessKey({
    from: "the environment variables",
    id: AWS_ACCESS_KEY_ID,
    secret: AWS_SECRET_ACCESS_KEY,
    token: env["AWS_SECURITY_TOKEN"] || env["AWS_SESSION_TOKEN"],
    account: env["AWS_ACCOUNT_ID"],
    expiration: AWS_CREDENTIAL_EXPIRATION,
  });
};

const takesRole = (section: Section): boolean =>
  section.has("role_arn") && !section.has("web_identity_token_file");

const hasKey = (section: Section): boolean =>
  section.has("aws_access_key_id") || section.has("aws_secret_access_key");

/** @param seen - the profiles on the way to this one, itself included. */
const roleOf = (name: string, section: Section, options: SignInOptions, seen: readonly string[]): SignIn => {
  const duration = Number(section.get("duration_seconds"));
  const role: Role = {
    arn: section.get("role_arn") ?? "",
    sessionName: section.get("role_session_name"),
    externalId: section.get("external_id"),
    mfaSerial: section.get("mfa_serial"),
    duration: Number.isInteger(duration) ? duration : undefined,
  };
  return { kind: "role", profile: name, role, source: sourceOf(name, section, options, seen) };
};

const sourceOf = (
  name: string,
  section: Section,
  options: SignInOptions,
  seen: readonly string[],
): SignIn => {
  const [from, machine] = [section.get("source_profile"), section.get("credential_source")];
  if (from !== undefined && machine !== undefined) {
    throw invalidSignIn(
      `Profile ${name} has both source_profile and credential_source.`,
      "Remove the one that does not apply from the AWS config file.",
    );
  }
  if (machine !== undefined) return ofCredentialSource(name, machine, options.env);
  if (from === undefined) {
    throw invalidSignIn(
      `Profile ${name} has a role_arn, but neither source_profile nor credential_source.`,
      "Add the one whose credentials assume the role to the AWS config file.",
    );
  }
  const source = options.config.profiles.get(from);
  if (source === undefined) throw noSuchProfile({ name: from, user: name }, options);
  // A profile can be its own source, with its access key.
  if (seen.includes(from) && !(from === name && hasKey(source))) {
    throw invalidSignIn(
      `The source_profile of profile ${name} leads back to it: ${[...seen, from].join(", ")}.`,
      "Give one of these profiles credentials.",
    );
  }
  if (takesRole(source) && !hasKey(source)) return roleOf(from, source, options, [...seen, from]);
  const signIn = signInOfProfile(from, options.config, {});
  if (signIn !== undefined) return signIn;
  throw invalidSignIn(
    `Profile ${from}, which profile ${name} uses, defines no credentials.`,
    `Run \`aws configure sso${flagFor(from)}\` to set up SSO, or \`aws configure${flagFor(from)}\` to set up an access key.`,
  );
};

const ofCredentialSource = (profile: string, source: string, env: Platform["env"]): SignIn => {
  switch (source) {
    case "Environment": {
      const key = keyOfVariables(env);
      if (key !== undefined) return { kind: "keys", profile: undefined, key };
      throw invalidSignIn(
        `Profile ${profile} assumes its role with the credentials of Environment (credential_source), and AWS_ACCESS_KEY_ID is not set.`,
        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the profile a source_profile.",
      );
    }
    case "EcsContainer":
      return { kind: "container", forRole: profile };
    case "Ec2InstanceMetadata":
      return { kind: "instance", forRole: profile };
    default:
      throw invalidSignIn(
        `The credential_source ${source} of profile ${profile} does not exist.`,
        "Use Environment, EcsContainer or Ec2InstanceMetadata.",
      );
  }
};

/** The role of the container or the instance that the program runs on. */
const ofMachine = (env: Platform["env"]): SignIn | undefined => {
  if (env["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] || env["AWS_CONTAINER_CREDENTIALS_FULL_URI"]) {
    return { kind: "container" };
  }
  return env["AWS_EC2_METADATA_DISABLED"]?.toLowerCase() === "true" ? undefined : { kind: "instance" };
};
