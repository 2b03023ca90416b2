/** What the AWS config files say of a profile. Only read to name it and its kind: credentials are the SDK's matter. */

/** The files' profiles by name, as the SDK's own reader gives them. */
export type Profiles = Readonly<Record<string, Readonly<Record<string, string | undefined>> | undefined>>;

/** Where a profile's credentials come from. `none`: it has none of its own, a region for instance. */
export type ProfileKind = "sso" | "login" | "process" | "web-identity" | "keys" | "none";

/** A profile, with the one at the end of its chain of roles. */
export interface ProfileReading {
  readonly name: string;
  /** Whether it takes a role on top of what its root has. */
  readonly takesRole: boolean;
  /** The role's MFA device, when it asks for a one-time code. */
  readonly mfaSerial: string | undefined;
  /** The name of the profile that signs in; itself unless it takes a role over another. There may be none of that name. */
  readonly root: string;
  readonly hasRoot: boolean;
  /** What signs in, in the words of AWS's `credential_source`, where no profile does. */
  readonly credentialSource: string | undefined;
  readonly kind: ProfileKind;
}

/** A profile as the files have it; undefined when they have none of that name. */
export const readProfile = (profiles: Profiles, name: string): ProfileReading | undefined => {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile === undefined) return undefined;
  const takesRole = profile["role_arn"] !== undefined && profile["web_identity_token_file"] === undefined;
  const root = rootOf(profiles, name);
  return {
    name,
    takesRole,
    mfaSerial: takesRole ? profile["mfa_serial"] : undefined,
    root,
    hasRoot: Object.hasOwn(profiles, root),
    credentialSource: takesRole ? profiles[root]?.["credential_source"] : undefined,
    kind: kindOf(profiles[root] ?? {}),
  };
};

/** The profiles that can be chosen. Other sections of the files share the SDK's table with them. */
export const profileNames = (profiles: Profiles): readonly string[] =>
  Object.keys(profiles).filter((name) => !/^(?:sso-session|services)\./.test(name));

const rootOf = (profiles: Profiles, name: string): string => {
  const seen = new Set<string>();
  let root = name;
  for (;;) {
    seen.add(root);
    const source: string | undefined = profiles[root]?.["source_profile"];
    if (source === undefined || seen.has(source)) return root;
    root = source;
  }
};

const kindOf = (profile: NonNullable<Profiles[string]>): ProfileKind =>
  signs.find(([keys]) => keys.some((key) => profile[key] !== undefined))?.[1] ?? "none";

/** In the order in which the SDK looks. */
const signs: readonly (readonly [readonly string[], ProfileKind])[] = [
  [["aws_access_key_id", "aws_secret_access_key"], "keys"],
  [["web_identity_token_file"], "web-identity"],
  [["credential_process"], "process"],
  [["sso_session", "sso_start_url", "sso_account_id"], "sso"],
  [["login_session"], "login"],
];
