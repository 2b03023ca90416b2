/** Explains why credentials could not be loaded, and names the command to run. */
import { shellQuote } from "@windowpane/text";
import { SourceError } from "../source/source-error.ts";
import type { Platform } from "../source/source.ts";
import type { AwsConfig } from "./config-files.ts";
import type { SignIn } from "./sign-in.ts";

/** One sentence on what is wrong, one on what to do. */
export interface Advice {
  readonly wrong: string;
  readonly todo: string;
}

interface Machine {
  readonly config: AwsConfig;
  readonly env: Platform["env"];
}

/** The error for a profile that does not exist. `user`: the profile that refers to it. Default: it was named itself. */
export const noSuchProfile = (
  { name, user }: { readonly name: string; readonly user?: string },
  { config, env }: Machine,
): SourceError =>
  new SourceError(
    "configuration",
    `Profile ${name}${user === undefined ? "" : `, which profile ${user} uses,`} is not in the AWS config files${movedFiles(env)}.`,
    `${chooseOne(config)}Run \`aws configure sso${flagFor(name)}\` to set up SSO, or \`aws configure${flagFor(name)}\` to set up an access key.`,
  );

/** The flag for a profile in a command, with a space before it. */
export const flagFor = (profile: string): string =>
  profile === "default" ? "" : ` --profile ${shellQuote(profile)}`;

/** The config files, if variables replace those in the home directory. */
const movedFiles = (env: Platform["env"]): string => {
  const moved = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"].filter((name) => env[name]);
  return moved.length === 0 ? "" : ` (${moved.map((name) => `${name} is ${env[name]}`).join(", ")})`;
};

/** What to do if no credentials are configured, or the machine has no role. */
export const nothingFound = (profile: string | undefined, { config, env }: Machine): Advice => ({
  wrong:
    profile === undefined || profile === "default"
      ? `No AWS credentials were found in the environment, the AWS config files${movedFiles(env)}, or a container or instance role.`
      : `Profile ${profile} defines no credentials, and there is no container or instance role.`,
  todo:
    `${chooseOne(config)}Run \`aws configure sso\` to set up SSO or \`aws configure\` to set up an access key, ` +
    "or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. To try Windowpane without AWS, use --demo.",
});

const chooseOne = ({ profiles }: AwsConfig): string => {
  const names = [...profiles.keys()].map(shellQuote);
  if (names.length === 0) return "";
  const shown = names.length > 8 ? [...names.slice(0, 8), "..."] : names;
  return `Choose a profile with --profile (${shown.join(", ")}), or create one. `;
};

/**
 * What is wrong with the credentials of a sign-in, and what to do.
 *
 * @param reason - the first line of the SDK's message.
 */
export const adviseOn = (signIn: SignIn, reason: string, machine: Machine): Advice => {
  if (signIn.kind !== "role") return signInAdvice(signIn, reason, "", machine);
  return (
    roleAdvice(signIn, reason) ??
    signInAdvice(rootOf(signIn), reason, `, which profile ${signIn.profile} uses,`, machine)
  );
};

/** The sign-in that needs no other one. */
const rootOf = (signIn: SignIn): Exclude<SignIn, { readonly kind: "role" }> =>
  signIn.kind === "role" ? rootOf(signIn.source) : signIn;

const roleAdvice = (
  signIn: Extract<SignIn, { readonly kind: "role" }>,
  reason: string,
): Advice | undefined => {
  const { profile, role } = signIn;
  if (/one time pass code/i.test(reason)) {
    return {
      wrong: `The one-time code for profile ${profile} was not accepted.`,
      todo: "Run the command again and type a new code; each is valid once.",
    };
  }
  if (role.mfaSerial !== undefined && /multi-factor/i.test(reason)) {
    return {
      wrong: `Profile ${profile} requires a one-time code of ${role.mfaSerial}, and there is no terminal to type it.`,
      todo: "Run the command on a terminal, or set the variables of a session that was created with a code (`aws sts assume-role --serial-number ... --token-code ...`).",
    };
  }
  const root = rootOf(signIn);
  if (/sts:AssumeRole|AccessDenied/i.test(reason)) {
    const caller = "profile" in root && root.profile !== undefined && root.profile !== profile;
    return {
      wrong: `Profile ${profile} is not allowed to assume its role: ${sentence(reason)}`,
      todo: `Check role_arn. The role must trust the caller${caller ? ` (profile ${root.profile})` : ""}, and the caller must be allowed sts:AssumeRole on it.`,
    };
  }
  const source = { container: "EcsContainer", instance: "Ec2InstanceMetadata" };
  if (root.kind !== "container" && root.kind !== "instance") return undefined;
  return {
    wrong: `Profile ${root.forRole} assumes its role with the credentials of ${source[root.kind]} (credential_source), which returned none: ${sentence(reason)}`,
    todo: "Run the command where those credentials exist, or give the profile a source_profile.",
  };
};

const signInAdvice = (
  signIn: Exclude<SignIn, { readonly kind: "role" }>,
  reason: string,
  via: string,
  machine: Machine,
): Advice => {
  switch (signIn.kind) {
    case "sso": {
      const { profile } = signIn;
      return {
        wrong: /expired|not found|invalid|sso login/i.test(reason)
          ? `The SSO session of profile ${profile}${via} has expired or does not exist.`
          : `The SSO session of profile ${profile}${via} returned no credentials: ${sentence(reason)}`,
        todo: `Run \`aws sso login${flagFor(profile)}\`.`,
      };
    }
    case "login":
      return {
        wrong: `The login session of profile ${signIn.profile}${via} has expired or does not exist.`,
        todo: `Run \`aws login${flagFor(signIn.profile)}\`.`,
      };
    case "process":
      return {
        wrong: `The credential_process of profile ${signIn.profile}${via} returned no usable credentials: ${sentence(reason)}`,
        todo: "Run its command, which is in the AWS config file under that profile, to see why.",
      };
    case "web-identity":
      return {
        wrong: `The web identity of ${signIn.profile === undefined ? "AWS_WEB_IDENTITY_TOKEN_FILE" : `profile ${signIn.profile}${via}`} returned no credentials: ${sentence(reason)}`,
        todo:
          signIn.profile === undefined
            ? "Check the file and AWS_ROLE_ARN, and that the role trusts the identity provider."
            : "Check web_identity_token_file and role_arn, and that the role trusts the identity provider.",
      };
    case "keys":
      return {
        wrong: `The access key of ${signIn.profile === undefined ? "AWS_ACCESS_KEY_ID" : `profile ${signIn.profile}`}${via} cannot be used: ${sentence(reason)}`,
        todo:
          signIn.profile === undefined
            ? "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN) to valid values."
            : `Run \`aws configure${flagFor(signIn.profile)}\` to set both halves of a valid key.`,
      };
    case "container":
      return {
        wrong: `The container's credentials could not be loaded: ${sentence(reason)}`,
        todo: "Check that the task or pod has a role, and AWS_CONTAINER_CREDENTIALS_* and its authorization token.",
      };
    case "instance":
      return nothingFound(undefined, machine);
  }
};

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
