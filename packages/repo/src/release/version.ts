/** `npm run release -- version`: turns the changesets into versions and changelogs. */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { root } from "../workspace/root.ts";
import { npm } from "./npm.ts";
import { publishedPackages } from "./published.ts";
import { ReleaseError } from "./release-error.ts";
import type { Step } from "./step.ts";

export const version: Step = {
  usage: "[--major]",
  about: "Turn the changesets into versions and changelogs, and update the lockfile.",
  run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { major: { type: "boolean", default: false } },
    });
    const next = applyChangesets(root, values);
    npm(["install", "--package-lock-only", "--ignore-scripts", "--loglevel=error"], { cwd: root });
    npm(["run", "lockfile", "--silent"], { cwd: root });
    console.log(
      `All packages are ${next}. Review the changelogs, run \`npm test\`, commit, and tag the commit v${next}.`,
    );
  },
};

export const notes: Step = {
  usage: "",
  about: "Print what changed in this version, for the release on GitHub.",
  run() {
    for (const { name, directory, version: released } of publishedPackages()) {
      const path = join(root, directory, "CHANGELOG.md");
      const changes = existsSync(path) ? changesOf(readFileSync(path, "utf8"), released) : undefined;
      if (changes !== undefined) console.log(`## ${name}\n\n${changes}\n`);
    }
  },
};

/** Names of the files in `.changeset` that wait for a release. */
export const pendingChangesets = (from: string): readonly string[] =>
  globSync(".changeset/*.md", { cwd: from }).filter((path) => basename(path) !== "README.md");

/**
 * Runs changesets in a repository and returns the new version of all its packages. Changelogs lose the headings that
 * repeat what the version says.
 *
 * @param major - accept a major version.
 * @throws ReleaseError if there are no changesets, or if one of them asks for a major version unexpectedly.
 */
export const applyChangesets = (from: string, { major }: { readonly major: boolean }): string => {
  const pending = pendingChangesets(from);
  if (pending.length === 0)
    throw new ReleaseError("There are no changesets. Run `npx changeset` and describe a change.");
  const breaking = pending.find((path) =>
    /^.+: *["']?major\b/mu.test(readFileSync(join(from, path), "utf8")),
  );
  if (breaking !== undefined && !major)
    throw new ReleaseError(
      `${breaking} asks for a major version. Until 1.0.0, breaking changes are minor. For a major version, add --major.`,
    );
  const changesets = fileURLToPath(import.meta.resolve("@changesets/cli/bin.js"));
  const { status, stdout, stderr } = spawnSync(process.execPath, [changesets, "version"], {
    cwd: from,
    encoding: "utf8",
  });
  if (status !== 0) throw new ReleaseError(`\`changeset version\` failed:\n${stdout}${stderr}`);
  const packages = publishedPackages(from);
  for (const { directory } of packages) tidyChangelog(join(from, directory, "CHANGELOG.md"));
  const versions = [...new Set(packages.map((one) => one.version))];
  if (versions.length !== 1)
    throw new ReleaseError(
      `The packages have different versions (${versions.join(", ")}). Add all of them to \`fixed\` in .changeset/config.json.`,
    );
  return versions.join("");
};

/** Text of a version in a changelog, without its heading; undefined if nothing changed. */
const changesOf = (changelog: string, released: string): string | undefined => {
  const [, text] = changelog.split(`\n## ${released}\n`);
  const changes = text?.split("\n## ")[0]?.trim();
  return changes === NO_CHANGES ? undefined : changes;
};

const NO_CHANGES = "No changes. All packages of Windowpane have the same version.";

const tidyChangelog = (path: string): void => {
  if (!existsSync(path)) return;
  const text = readFileSync(path, "utf8")
    .replaceAll(/^### (?:Major|Minor|Patch) Changes\n\n/gmu, "")
    .replaceAll(/^No changes in this release\.$/gmu, NO_CHANGES);
  writeFileSync(path, text);
};
