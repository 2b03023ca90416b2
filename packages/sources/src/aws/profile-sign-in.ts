import type { Platform } from "../source/source.ts";
import type { AwsConfig } from "./config-files.ts";
import type { Section } from "./ini.ts";
import { flagFor } from "./credentials-advice.ts";
import { accessKey, invalidSignIn, type SignIn } from "./sign-in.ts";

/** What a profile defines besides a role. `env`: the variables that count, too. */
export const signInOfProfile = (
  name: string,
  config: AwsConfig,
  env: Platform["env"],
): SignIn | undefined => {
  const section = config.profiles.get(name) ?? new Map<string, string>();
  return (
    webIdentityOf(name, section, env) ??
    ssoOf(name, section, config) ??
    keyOf(name, config.credentialsFile.get(name)) ??
    loginOf(name, section) ??
    processOf(name, section) ??
    keyOf(name, config.configFile.get(name))
  );
};

const webIdentityOf = (name: string, section: Section, env: Platform["env"]): SignIn | undefined => {
  const tokenFile = env["AWS_WEB_IDENTITY_TOKEN_FILE"] || section.get("web_identity_token_file");
  if (!tokenFile) return undefined;
  const arn = env["AWS_ROLE_ARN"] || section.get("role_arn");
  const profile = env["AWS_WEB_IDENTITY_TOKEN_FILE"] ? undefined : name;
  if (!arn) {
    throw invalidSignIn(
      profile === undefined
        ? "AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not."
        : `Profile ${name} has a web_identity_token_file, but no role_arn.`,
      "Set the role that the token may assume.",
    );
  }
  const sessionName = env["AWS_ROLE_SESSION_NAME"] || section.get("role_session_name");
  return { kind: "web-identity", profile, tokenFile, role: { arn, sessionName } };
};

/**
 * The `sso-session` section that a profile names.
 *
 * @throws SourceError if it does not exist or is incomplete. As in the AWS CLI, that also applies to profiles that sign in otherwise.
 */
export const sessionOf = (
  profile: string,
  section: Section,
  ssoSessions: AwsConfig["ssoSessions"],
): Section | undefined => {
  const name = section.get("sso_session");
  if (name === undefined) return undefined;
  const session = ssoSessions.get(name);
  if (session === undefined || session.size === 0) {
    throw invalidSignIn(
      `Profile ${profile} uses the sso-session section ${name}, which is not in the AWS config file.`,
      `Run \`aws configure sso${flagFor(profile)}\` to create it, or correct sso_session.`,
    );
  }
  const missing = ["sso_start_url", "sso_region"].find((member) => !session.has(member));
  if (missing === undefined) return session;
  throw invalidSignIn(
    `The sso-session section ${name}, which profile ${profile} uses, has no ${missing}.`,
    `Run \`aws configure sso${flagFor(profile)}\` to complete it.`,
  );
};

const ssoOf = (profile: string, section: Section, { ssoSessions }: AwsConfig): SignIn | undefined => {
  if (!section.has("sso_account_id") && !section.has("sso_role_name")) return undefined;
  const session = section.get("sso_session");
  const shared = sessionOf(profile, section, ssoSessions);
  const members = ["sso_start_url", "sso_region", "sso_account_id", "sso_role_name"].map((name) => {
    const [own, value] = [section.get(name), shared?.get(name) ?? section.get(name)];
    if (own !== undefined && own !== value) {
      throw invalidSignIn(
        `Profile ${profile} has another ${name} than its sso-session section ${session}.`,
        "Remove it from the profile.",
      );
    }
    if (value === undefined || value === "") {
      throw invalidSignIn(
        `Profile ${profile} uses SSO, but ${name} is missing.`,
        `Run \`aws configure sso${flagFor(profile)}\` to complete it.`,
      );
    }
    return value;
  });
  const [startUrl = "", region = "", accountId = "", roleName = ""] = members;
  return { kind: "sso", profile, session, startUrl, region, accountId, roleName };
};

const keyOf = (profile: string, section: Section | undefined): SignIn | undefined => {
  const id = section?.get("aws_access_key_id");
  if (section === undefined || id === undefined) return undefined;
  const secret = section.get("aws_secret_access_key");
  if (!id || !secret) {
    throw invalidSignIn(
      `The access key of profile ${profile} is incomplete: ${id ? "aws_secret_access_key" : "aws_access_key_id"} is missing.`,
      `Run \`aws configure${flagFor(profile)}\` to set both halves of a valid key.`,
    );
  }
  const token = section.get("aws_security_token") ?? section.get("aws_session_token");
  return {
    kind: "keys",
    profile,
    key: accessKey({
      from: `profile ${profile}`,
      id,
      secret,
      token,
      account: section.get("aws_account_id"),
    }),
  };
};

const loginOf = (profile: string, section: Section): SignIn | undefined => {
  const session = section.get("login_session");
  return session === undefined ? undefined : { kind: "login", profile, session };
};

const processOf = (profile: string, section: Section): SignIn | undefined => {
  const command = section.get("credential_process");
  if (command === undefined) return undefined;
  return { kind: "process", profile, command, accountId: section.get("aws_account_id") };
};
