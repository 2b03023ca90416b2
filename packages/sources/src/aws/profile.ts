/** Profiles of the AWS config files. They are read for their names and kinds; credentials are left to AWS's SDK. */
import { parseKnownFiles } from "@smithy/core/config";
import type { KnownProfile } from "../source/source.ts";

/** The config files' profiles by name, as the SDK's reader returns them. */
export type Profiles = Readonly<Record<string, Readonly<Record<string, string | undefined>> | undefined>>;

/** Where a profile's credentials come from. `none`: it defines none, for example a region only. */
export type ProfileKind = "sso" | "login" | "process" | "web-identity" | "keys" | "none";

/** A profile with the one at the end of its chain of roles. */
export interface ProfileReading {
  readonly name: string;
  /** Whether it assumes a role with its root's credentials. */
  readonly takesRole: boolean;
  /** The role's MFA device, if it requires a one-time code. */
  readonly mfaSerial: string | undefined;
  /** Name of the profile that signs in: itself unless it assumes a role over another. It may not exist. */
  readonly root: string;
  readonly hasRoot: boolean;
  /** AWS's `credential_source`, if that signs in rather than a profile. */
  readonly credentialSource: string | undefined;
  readonly kind: ProfileKind;
}

/** Reads a profile; undefined if the files have none of that name. */
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

/** The names of profiles that can be chosen. The SDK's reader lists other sections of the files among them. */
export const profileNames = (profiles: Profiles): readonly string[] =>
  Object.keys(profiles).filter((name) => !/^(?:sso-session|services)\./.test(name));

/** The profiles, sorted by name. Their credentials are not read. */
export const listProfiles = async (): Promise<readonly KnownProfile[]> => {
  // Profiles added while the program runs are listed too.
  const profiles = await parseKnownFiles({ ignoreCache: true });
  return profileNames(profiles)
    .toSorted((one, other) => one.localeCompare(other))
    .map((name) => ({ name, region: profiles[name]?.["region"] }));
};

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

/** In the order in which the SDK checks. */
const signs: readonly (readonly [readonly string[], ProfileKind])[] = [
  [["aws_access_key_id", "aws_secret_access_key"], "keys"],
  [["web_identity_token_file"], "web-identity"],
  [["credential_process"], "process"],
  [["sso_session", "sso_start_url", "sso_account_id"], "sso"],
  [["login_session"], "login"],
];
