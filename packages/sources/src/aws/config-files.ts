/** The AWS config files: where they are, and what they contain. */
import { homedir } from "node:os";
import { SourceError } from "../source/source-error.ts";
import type { KnownProfile, Platform } from "../source/source.ts";
import { headerWords, IniError, parseIni, type Section } from "./ini.ts";

/** The contents of both files. */
export interface AwsConfig {
  /** Members by profile. Those of the credentials file win. */
  readonly profiles: ReadonlyMap<string, Section>;
  /** The profiles of each file alone: an access key is never combined from both. */
  readonly credentialsFile: ReadonlyMap<string, Section>;
  readonly configFile: ReadonlyMap<string, Section>;
  readonly ssoSessions: ReadonlyMap<string, Section>;
  readonly services: ReadonlyMap<string, Section>;
}

type Files = Pick<Platform, "env" | "readFile">;

/**
 * Reads both files, as the AWS CLI does. A missing file is empty.
 *
 * @throws SourceError if a file cannot be read or does not have the format.
 */
export const readConfigFiles = async (platform: Files): Promise<AwsConfig> => {
  const { env } = platform;
  const [config, credentials] = await Promise.all([
    readSections(env["AWS_CONFIG_FILE"] || "~/.aws/config", platform),
    readSections(env["AWS_SHARED_CREDENTIALS_FILE"] || "~/.aws/credentials", platform),
  ]);
  return combine(config, credentials);
};

/** The profiles of the sections of both files. */
export const combine = (
  config: ReadonlyMap<string, Section>,
  credentialsFile: ReadonlyMap<string, Section>,
): AwsConfig => {
  const kinds = { profile: new Map<string, Section>(), "sso-session": new Map<string, Section>() };
  const services = new Map<string, Section>();
  const byKind: Readonly<Record<string, Map<string, Section>>> = { ...kinds, services };
  for (const [header, section] of config) {
    if (header === "default") kinds.profile.set(header, section);
    const kind = Object.keys(byKind).find((word) => header.startsWith(word));
    const [, name, ...more] = headerWords(header) ?? [];
    if (kind !== undefined && name !== undefined && more.length === 0) byKind[kind]?.set(name, section);
  }
  const profiles = new Map(kinds.profile);
  for (const [name, section] of credentialsFile) {
    profiles.set(name, new Map([...(profiles.get(name) ?? []), ...section]));
  }
  return {
    profiles,
    credentialsFile,
    configFile: kinds.profile,
    ssoSessions: kinds["sso-session"],
    services,
  };
};

const readSections = async (
  path: string,
  { env, readFile }: Files,
): Promise<ReadonlyMap<string, Section>> => {
  const file = expand(path, env);
  let text: string;
  try {
    text = await readFile(file);
  } catch (error) {
    if (isMissing(error)) return new Map();
    throw unreadable(file, "it cannot be opened", "Check the permissions of the file.", error);
  }
  try {
    return parseIni(text);
  } catch (error) {
    if (!(error instanceof IniError)) throw error;
    throw unreadable(file, error.message, "Correct the file; the AWS CLI refuses it, too.", error);
  }
};

const unreadable = (file: string, why: string, advice: string, cause: unknown): SourceError =>
  new SourceError("configuration", `The AWS config file ${file} is not readable: ${why}.`, advice, { cause });

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(?:ENOENT|ENOTDIR|EISDIR)$/.test(String(error.code));

/** Expands `~`, `$NAME` and `${NAME}` in a path. Unknown variables stay as they are. */
export const expand = (path: string, env: Platform["env"]): string =>
  path
    .replace(
      /\$(?:(\w+)|\{(\w+)\})/g,
      (text, name?: string, braced?: string) => env[name ?? braced ?? ""] ?? text,
    )
    .replace(/^~(?=[/\\]|$)/, () => homeOf(env));

/** The home directory of the user. */
export const homeOf = (env: Platform["env"]): string => env["HOME"] || env["USERPROFILE"] || homedir();

/** The profiles, sorted by name. Their credentials are not read. */
export const listProfiles = async (platform: Files): Promise<readonly KnownProfile[]> =>
  [...(await readConfigFiles(platform)).profiles]
    .map(([name, section]) => ({ name, region: section.get("region") || undefined }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
