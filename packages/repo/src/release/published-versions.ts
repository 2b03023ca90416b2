/** What a registry has of the packages. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { tarballName, type PublishedPackage } from "./published.ts";
import { ReleaseError } from "./release-error.ts";

/** Where a registry has a version, as it describes it. */
export interface PublishedVersion {
  readonly dist?: { readonly integrity?: string; readonly tarball?: string };
}

/** Says how to continue after a failure. */
export const REMEDY = "\nFix the problem and run the same command again: it skips what is published.";

/**
 * Returns the version of a package in a registry; undefined if it is not published.
 *
 * @throws ReleaseError if the registry cannot be read.
 */
export const findPublished = async (
  { name, version }: PublishedPackage,
  registry: string,
): Promise<PublishedVersion | undefined> => {
  // `npm view` gives the same answer, but starting npm takes longer than everything else here.
  const response = await read(`${registry.replace(/\/*$/u, "/")}${name.replace("/", "%2f")}`);
  if (response === undefined) return undefined;
  const { versions = {} } = JSON.parse(response.toString()) as {
    readonly versions?: Readonly<Record<string, PublishedVersion>>;
  };
  return Object.hasOwn(versions, version) ? versions[version] : undefined;
};

/**
 * Returns a sentence for each tarball that a registry has in the same version with other content: one version would
 * consist of packages of two commits.
 *
 * @throws ReleaseError if the registry cannot be read.
 */
export const contentProblems = async (
  packages: readonly PublishedPackage[],
  { folder, registry }: { readonly folder: string; readonly registry: string },
): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const one of packages) {
    const { dist } = (await findPublished(one, registry)) ?? {};
    if (dist === undefined) continue;
    const tarball = readFileSync(join(folder, tarballName(one)));
    if (dist.integrity === integrityOf(tarball)) continue;
    // Versions of Node compress differently, so what is inside decides.
    const theirs = dist.tarball === undefined ? undefined : await read(dist.tarball);
    if (theirs === undefined || !gunzipSync(theirs).equals(gunzipSync(tarball)))
      problems.push(
        `${one.name} ${one.version} is published with other content, and cannot be replaced. ` +
          "Publish from the commit from which it was published, or release a patch version.",
      );
  }
  return problems;
};

const integrityOf = (tarball: Buffer): string =>
  `sha512-${createHash("sha512").update(tarball).digest("base64")}`;

/** Reads a URL; undefined if it does not exist. */
const read = async (url: string): Promise<Buffer | undefined> => {
  try {
    // Servers close a connection that waits while npm runs.
    const response = await fetch(url, {
      headers: { connection: "close" },
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`status ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    // fetch hides the reason in the cause.
    const shown = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = shown instanceof Error ? shown.message : String(shown);
    throw new ReleaseError(`${url} cannot be read (${reason}).${REMEDY}`, { cause: error });
  }
};

/** Milliseconds. */
const TIMEOUT = 60_000;
