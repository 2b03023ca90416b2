import { isSourceError } from "../source/source-error.ts";
import type { KnownProfile, OpenSource, Platform, SourceOptions } from "../source/source.ts";

/**
 * The kinds of source, by the word that `--source` takes. Each loads only when it is opened: AWS's SDK is large, and the demo
 * does not need it.
 */
export const sources: Readonly<Record<"archive" | "aws" | "demo" | "http" | "snapshot", OpenSource>> = {
  archive: async (options) => (await import("../archive/archive-source.ts")).archiveSource(options),
  aws: async (options) => (await import("../aws/aws-source.ts")).awsSource(options),
  demo: async (options) => (await import("../local/demo-source.ts")).demoSource(options),
  http: async (options) => (await import("../http/http-source.ts")).httpSource(options),
  snapshot: async (options) => (await import("../local/snapshot-source.ts")).snapshotSource(options),
};

/**
 * The profiles of the AWS config files, sorted by name.
 *
 * @throws SourceError if a file is not readable.
 */
export const listProfiles = async (
  platform: Pick<Platform, "env" | "readFile">,
): Promise<readonly KnownProfile[]> => (await import("../aws/config-files.ts")).listProfiles(platform);

/**
 * The region that a connection to AWS uses without `--region`: of the variables or the profile.
 *
 * @returns undefined if none is set.
 * @throws SourceError if the region is invalid or a config file is not readable.
 */
export const configuredRegion = async (
  options: Pick<SourceOptions, "profile" | "region"> & {
    readonly platform: Pick<Platform, "env" | "readFile">;
  },
): Promise<string | undefined> => (await import("../aws/location.ts")).configuredRegion(options);

/**
 * The output format that AWS_DEFAULT_OUTPUT or a profile sets for the AWS CLI; undefined without one, or if the config files
 * cannot be read, which connecting reports.
 */
export const configuredOutput = async (
  platform: Pick<Platform, "env" | "readFile">,
  profile: string | undefined,
): Promise<string | undefined> => {
  const { readConfigFiles } = await import("../aws/config-files.ts");
  const { resolveLocation } = await import("../aws/location.ts");
  const { env } = platform;
  try {
    const config = await readConfigFiles(platform);
    return resolveLocation({ profile, region: undefined, endpointUrl: undefined, env, config }).output?.value;
  } catch (error) {
    if (!isSourceError(error)) throw error;
    return env["AWS_DEFAULT_OUTPUT"];
  }
};

/** A source's name, divided: the kind of source, and what that kind needs to know. */
export interface SourceName {
  readonly kind: string;
  /** What follows the colon; empty without one. */
  readonly detail: string;
}

/**
 * Reads a source's name. A URL has the kind `http`; `aws`, `archive:...` and `demo:...` have the word before the colon; anything else is
 * the path of a snapshot file.
 *
 * @param kinds - words that name a kind.
 */
export const readSourceName = (source: string, kinds: readonly string[]): SourceName => {
  if (/^https?:\/\//i.test(source)) return { kind: "http", detail: source };
  const [, kind = "", detail = ""] = /^([^:]*):?(.*)$/s.exec(source) ?? [];
  return kinds.includes(kind) ? { kind, detail } : { kind: "snapshot", detail: source };
};
