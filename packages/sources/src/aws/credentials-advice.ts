/** Explains why credentials could not be loaded, and names the command to run. */
import { profileNames, readProfile, type ProfileReading, type Profiles } from "./profile.ts";

/** What is known when credentials could not be loaded. */
export interface CredentialsFailure {
  /** The named profile; undefined for the SDK's whole chain. */
  readonly profile: string | undefined;
  readonly profiles: Profiles;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** First line of the SDK's message. */
  readonly reason: string;
}

/** One sentence on what is wrong, one on what to do. */
export interface Advice {
  readonly wrong: string;
  readonly todo: string;
}

/** What is wrong with the credentials, and what to do. */
export const adviseOn = (failure: CredentialsFailure): Advice => {
  const { profile: name, profiles } = failure;
  const profile = readProfile(profiles, name ?? "default");
  if (profile === undefined) return name === undefined ? nothingFound(failure) : noSuchProfile(name, failure);
  const { root, hasRoot } = profile;
  if (!hasRoot) return noSuchProfile(root, failure, profile.name);
  return (
    roleAdvice(profile, failure) ?? signInAdvice(profile, failure) ?? nothingFound(failure, profile.name)
  );
};

/** @param user - the profile that assumes its role with this one's credentials. Default: it was named itself. */
const noSuchProfile = (name: string, { profiles, env }: CredentialsFailure, user?: string): Advice => ({
  wrong: `Profile ${name}${user === undefined ? "" : `, which profile ${user} uses,`} is not in the AWS config files${movedFiles(env)}.`,
  todo: `${chooseOne(profiles)}Run \`aws configure sso --profile ${name}\` to set up SSO, or \`aws configure --profile ${name}\` to set up an access key.`,
});

/** The config files, if variables replace those in the home directory. */
const movedFiles = (env: CredentialsFailure["env"]): string => {
  const moved = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"].filter((name) => hasAny(env, [name]));
  return moved.length === 0 ? "" : ` (${moved.map((name) => `${name} is ${env[name]}`).join(", ")})`;
};

const roleAdvice = (profile: ProfileReading, { reason }: CredentialsFailure): Advice | undefined => {
  const { name, root, takesRole, mfaSerial, credentialSource } = profile;
  if (!takesRole) return undefined;
  if (/one time pass code/i.test(reason)) {
    return {
      wrong: `The one-time code for profile ${name} was not accepted.`,
      todo: "Run the command again and type a new code; each is valid once.",
    };
  }
  if (mfaSerial !== undefined && /multi-factor/i.test(reason)) {
    return {
      wrong: `Profile ${name} requires a one-time code of ${mfaSerial}, and there is no terminal to type it.`,
      todo: "Run the command on a terminal, or set the variables of a session that was created with a code (`aws sts assume-role --serial-number ... --token-code ...`).",
    };
  }
  if (/sts:AssumeRole|AccessDenied/i.test(reason)) {
    return {
      wrong: `Profile ${name} is not allowed to assume its role: ${sentence(reason)}`,
      todo: `Check role_arn. The role must trust the caller${root === name ? "" : ` (profile ${root})`}, and the caller must be allowed sts:AssumeRole on it.`,
    };
  }
  if (credentialSource !== undefined) {
    return {
      wrong: `Profile ${name} assumes its role with the credentials of ${credentialSource} (credential_source), which returned none: ${sentence(reason)}`,
      todo: "Run the command where those credentials exist, or give the profile a source_profile.",
    };
  }
  return undefined;
};

const signInAdvice = (
  { name, root, kind }: ProfileReading,
  { reason }: CredentialsFailure,
): Advice | undefined => {
  const via = root === name ? "" : `, which profile ${name} uses,`;
  const flag = root === "default" ? "" : ` --profile ${root}`;
  switch (kind) {
    case "sso":
      return {
        wrong: /expired|not found|invalid|sso login/i.test(reason)
          ? `The SSO session of profile ${root}${via} has expired or does not exist.`
          : `The SSO session of profile ${root}${via} returned no credentials: ${sentence(reason)}`,
        todo: `Run \`aws sso login${flag}\`.`,
      };
    case "login":
      return {
        wrong: `The login session of profile ${root}${via} has expired or does not exist.`,
        todo: `Run \`aws login${flag}\`.`,
      };
    case "process":
      // The SDK's message quotes the command and its output, and either may contain a secret.
      return {
        wrong: `The credential_process of profile ${root}${via} returned no usable credentials.`,
        todo: "Run its command, which is in the AWS config file under that profile, to see why.",
      };
    case "web-identity":
      return {
        wrong: `The web identity of profile ${root}${via} returned no credentials: ${sentence(reason)}`,
        todo: "Check web_identity_token_file and role_arn, and that the role trusts the identity provider.",
      };
    case "keys":
      return {
        wrong: `The access key of profile ${root}${via} cannot be used: ${sentence(reason)}`,
        todo: `Run \`aws configure${flag}\` to set both halves of a valid key.`,
      };
    case "none":
      return undefined;
  }
};

const nothingFound = ({ env, profiles, reason }: CredentialsFailure, profile?: string): Advice => {
  if (hasAny(env, ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"])) {
    return {
      wrong: `The container's credentials could not be loaded: ${sentence(reason)}`,
      todo: "Check that the task or pod has a role, and AWS_CONTAINER_CREDENTIALS_* and its authorization token.",
    };
  }
  if (hasAny(env, ["AWS_WEB_IDENTITY_TOKEN_FILE"])) {
    return {
      wrong: `The web identity of AWS_WEB_IDENTITY_TOKEN_FILE returned no credentials: ${sentence(reason)}`,
      todo: "Check the file and AWS_ROLE_ARN, and that the role trusts the identity provider.",
    };
  }
  const wrong =
    profile === undefined || profile === "default"
      ? `No AWS credentials were found in the environment, the AWS config files${movedFiles(env)}, or a container or instance role.`
      : `Profile ${profile} defines no credentials, and there is no container or instance role.`;
  return { wrong, todo: `${chooseOne(profiles)}${setUp}` };
};

const chooseOne = (profiles: Profiles): string => {
  const names = profileNames(profiles);
  if (names.length === 0) return "";
  const shown = names.length > 8 ? [...names.slice(0, 8), "..."] : names;
  return `Choose a profile with --profile (${shown.join(", ")}), or create one. `;
};

const setUp =
  "Run `aws configure sso` to set up SSO or `aws configure` to set up an access key, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. To try Windowpane without AWS, use --demo.";

const hasAny = (env: CredentialsFailure["env"], names: readonly string[]): boolean =>
  names.some((name) => (env[name] ?? "") !== "");

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
