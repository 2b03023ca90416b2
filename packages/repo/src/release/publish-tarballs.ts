/** Publishes tarballs in the order of their dependencies. */
import { join } from "node:path";
import { root } from "../workspace/root.ts";
import { runNpm } from "./npm.ts";
import { tarballName, type PublishedPackage } from "./published.ts";
import { findPublished, REMEDY } from "./published-versions.ts";
import { ReleaseError } from "./release-error.ts";

/** Where and how to publish. */
export interface PublishOptions {
  /** Folder with the tarballs. */
  readonly folder: string;
  /** URL of the registry. */
  readonly registry: string;
  /** Let npm check everything, but publish nothing. */
  readonly isDry?: boolean;
  /** Let npm attest where the tarball was built. Works in GitHub Actions and GitLab CI only. */
  readonly hasProvenance?: boolean;
  /** Environment of npm, with its credentials. Default: the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Receives one line for each package. */
  readonly report: (line: string) => void;
}

/**
 * Publishes the packages that the registry does not have in this version. A package comes after the packages that it needs,
 * so an installation never fails because a dependency is not there yet.
 *
 * changesets could publish a folder of tarballs, too, but sends up to ten packages at once: after a failure it is not clear
 * which of them are published.
 *
 * @throws ReleaseError if npm fails. It names what is published and how to continue.
 */
export const publishTarballs = async (
  packages: readonly PublishedPackage[],
  { folder, registry, isDry = false, hasProvenance = false, env = process.env, report }: PublishOptions,
): Promise<void> => {
  const done: string[] = [];
  for (const [index, one] of packages.entries()) {
    const title = `${one.name} ${one.version}`;
    if ((await findPublished(one, registry)) !== undefined) {
      report(`${title}: already published`);
      done.push(title);
      continue;
    }
    const { status, stderr } = runNpm(
      [
        "publish",
        join(folder, tarballName(one)),
        "--access=public",
        // A prerelease must not become what `npm install` installs.
        `--tag=${one.version.includes("-") ? "next" : "latest"}`,
        "--loglevel=error",
        ...(hasProvenance ? ["--provenance"] : []),
        ...(isDry ? ["--dry-run"] : []),
        `--registry=${registry}`,
      ],
      // npm may ask for a one-time password.
      { cwd: root, env, show: process.stdout.isTTY },
    );
    // The registry can take minutes to list a version.
    const isThere = status !== 0 && stderr.includes("cannot publish over the previously published");
    if (stderr !== "" && !isThere) report(stderr.trim());
    if (status !== 0 && !isThere) throw failure(title, { done, left: packages.slice(index + 1) });
    report(`${title}: ${isThere ? "already published" : isDry ? "can be published" : "published"}`);
    done.push(title);
  }
};

const failure = (
  failed: string,
  { done, left }: { readonly done: readonly string[]; readonly left: readonly PublishedPackage[] },
): ReleaseError => {
  const list = (titles: readonly string[]): string => (titles.length === 0 ? "nothing" : titles.join(", "));
  return new ReleaseError(
    `npm did not publish ${failed}. Its message is above.\n` +
      `Published: ${list(done)}.\nNot published: ${list([failed, ...left.map((one) => `${one.name} ${one.version}`)])}.` +
      REMEDY,
  );
};
