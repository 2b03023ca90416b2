/** From what the SDK says when it gets no credentials to what is wrong and the command that mends it. */
import { profileNames, readProfile, type ProfileReading, type Profiles } from "./profile.ts";

/** What is known when credentials could not be had. */
export interface Trouble {
  /** The profile that was asked for, by option or AWS_PROFILE; undefined for the SDK's whole chain. */
  readonly name: string | undefined;
  readonly profiles: Profiles;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The first line of what the SDK said. */
  readonly said: string;
}

/** One sentence on what is wrong, one on what to do. */
export interface Advice {
  readonly wrong: string;
  readonly todo: string;
}

/** What to tell whoever has no credentials. */
export const adviseOn = (trouble: Trouble): Advice => {
  const { name, profiles } = trouble;
  const profile = readProfile(profiles, name ?? "default");
  if (profile === undefined) return name === undefined ? nothingFound(trouble) : noSuchProfile(name, trouble);
  const { root, hasRoot } = profile;
  if (!hasRoot) return noSuchProfile(root, trouble, profile.name);
  return (
    roleAdvice(profile, trouble) ?? signInAdvice(profile, trouble) ?? nothingFound(trouble, profile.name)
  );
};

/** @param builder - the profile that takes its role with what this one has. Default: it was asked for itself. */
const noSuchProfile = (name: string, { profiles, env }: Trouble, builder?: string): Advice => ({
  wrong: `There is no profile ${name}${builder === undefined ? "" : `, which profile ${builder} builds on,`} in the AWS config files${chosenFiles(env)}.`,
  todo: `${chooseOne(profiles)}\`aws configure sso --profile ${name}\` sets up a company sign-in, \`aws configure --profile ${name}\` an access key.`,
});

/** Who has moved the files, and forgotten it, looks in vain at those in the home. */
const chosenFiles = (env: Trouble["env"]): string => {
  const moved = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"].filter((name) => hasAny(env, [name]));
  return moved.length === 0 ? "" : ` (${moved.map((name) => `${name} is ${env[name]}`).join(", ")})`;
};

const roleAdvice = (profile: ProfileReading, { said }: Trouble): Advice | undefined => {
  const { name, root, takesRole, mfaSerial, credentialSource } = profile;
  if (!takesRole) return undefined;
  if (/one time pass code/i.test(said)) {
    return {
      wrong: `The one-time code for profile ${name} was not accepted.`,
      todo: "Run it again and type a fresh code; each counts only once.",
    };
  }
  if (mfaSerial !== undefined && /multi-factor/i.test(said)) {
    return {
      wrong: `Profile ${name} wants a one-time code of ${mfaSerial}, and nobody is at a terminal to type it.`,
      todo: "Run it on a terminal, or put a session that was made with a code into the environment (`aws sts assume-role --serial-number ... --token-code ...`).",
    };
  }
  if (/sts:AssumeRole|AccessDenied/i.test(said)) {
    return {
      wrong: `Profile ${name} may not take its role: ${sentence(said)}`,
      todo: `Check role_arn; the role must trust who signs in${root === name ? "" : ` (profile ${root})`}, who must be allowed sts:AssumeRole on it.`,
    };
  }
  if (credentialSource !== undefined) {
    return {
      wrong: `Profile ${name} takes its role with the credentials of ${credentialSource} (credential_source), which gave none: ${sentence(said)}`,
      todo: "Run it where those are, or give the profile a source_profile.",
    };
  }
  return undefined;
};

const signInAdvice = ({ name, root, kind }: ProfileReading, { said }: Trouble): Advice | undefined => {
  const via = root === name ? "" : `, which profile ${name} builds on,`;
  const flag = root === "default" ? "" : ` --profile ${root}`;
  switch (kind) {
    case "sso":
      return {
        wrong: /expired|not found|invalid|sso login/i.test(said)
          ? `The SSO sign-in of profile ${root}${via} has expired or was never made.`
          : `The SSO sign-in of profile ${root}${via} gave no credentials: ${sentence(said)}`,
        todo: `Run \`aws sso login${flag}\`.`,
      };
    case "login":
      return {
        wrong: `The sign-in of profile ${root}${via} has expired or was never made.`,
        todo: `Run \`aws login${flag}\`.`,
      };
    case "process":
      // What the SDK said quotes the command and what it printed, and either may hold a secret.
      return {
        wrong: `The credential_process of profile ${root}${via} gave no usable credentials.`,
        todo: "Run its command by hand to see why; it stands in the AWS config file under that profile.",
      };
    case "web-identity":
      return {
        wrong: `The web identity of profile ${root}${via} gave no credentials: ${sentence(said)}`,
        todo: "Check web_identity_token_file and role_arn, and that the role trusts the identity provider.",
      };
    case "keys":
      return {
        wrong: `The access key of profile ${root}${via} cannot be used: ${sentence(said)}`,
        todo: `Run \`aws configure${flag}\` to set both halves of a valid key.`,
      };
    case "none":
      return undefined;
  }
};

const nothingFound = ({ env, profiles, said }: Trouble, profile?: string): Advice => {
  if (hasAny(env, ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"])) {
    return {
      wrong: `The container's credentials could not be fetched: ${sentence(said)}`,
      todo: "Check that the task or pod has a role, and AWS_CONTAINER_CREDENTIALS_* and its authorization token.",
    };
  }
  if (hasAny(env, ["AWS_WEB_IDENTITY_TOKEN_FILE"])) {
    return {
      wrong: `The web identity of AWS_WEB_IDENTITY_TOKEN_FILE gave no credentials: ${sentence(said)}`,
      todo: "Check the file and AWS_ROLE_ARN, and that the role trusts the identity provider.",
    };
  }
  const looked =
    profile === undefined || profile === "default"
      ? `No AWS credentials were found: none in the environment, in the AWS config files${chosenFiles(env)}, or from a container or instance role.`
      : `Profile ${profile} has no credentials of its own, and no container or instance role gave any.`;
  return {
    wrong: looked,
    todo: `${chooseOne(profiles)}${setUp}`,
  };
};

const chooseOne = (profiles: Profiles): string => {
  const names = profileNames(profiles);
  if (names.length === 0) return "";
  const shown = names.length > 8 ? [...names.slice(0, 8), "..."] : names;
  return `Choose a profile with --profile (there ${names.length === 1 ? "is" : "are"} ${shown.join(", ")}), or make one. `;
};

const setUp =
  "`aws configure sso` sets up a company sign-in, `aws configure` an access key; AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY do without files. To look around without AWS, use --demo.";

const hasAny = (env: Trouble["env"], names: readonly string[]): boolean =>
  names.some((name) => (env[name] ?? "") !== "");

const sentence = (said: string): string => (/[.!?]$/.test(said) ? said : `${said}.`);
