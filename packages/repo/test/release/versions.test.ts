/** What a release does to versions and ranges, with the real configuration of changesets. */
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { publishedPackages, type Manifest } from "../../src/release/published.ts";
import { publishedManifest } from "../../src/release/stage.ts";
import { applyChangesets } from "../../src/release/version.ts";
import { root } from "../../src/workspace/root.ts";

let repository: string;

/** A copy of the repository before its first release: its package.json files and the settings of changesets. */
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), "windowpane-versions-"));
  const current = publishedPackages()[0]?.version ?? "";
  for (const path of globSync(
    ["package.json", "package-lock.json", ".oxfmtrc.json", "{packages,apps}/*/package.json"],
    {
      cwd: root,
    },
  )) {
    cpSync(join(root, path), join(repository, path));
    if (!path.endsWith("package.json")) continue;
    const text = readFileSync(join(root, path), "utf8");
    writeFileSync(join(repository, path), text.replaceAll(`"${current}"`, '"0.0.0"'));
  }
  for (const name of ["config.json", "changelog.mjs", "README.md"])
    cpSync(join(root, ".changeset", name), join(repository, ".changeset", name));
  symlinkSync(join(root, "node_modules"), join(repository, "node_modules"));
});

afterEach(() => rmSync(repository, { force: true, recursive: true }));

const change = (name: string, bump: "major" | "minor" | "patch", text: string): void =>
  writeFileSync(join(repository, ".changeset/change.md"), `---\n"${name}": ${bump}\n---\n\n${text}\n`);

const release = ({ major = false } = {}): string => applyChangesets(repository, { major });

/** The package.json of a package as it would be published now. */
const published = (name: string): Manifest => {
  const one = publishedPackages(repository).find((each) => each.name === name);
  if (one === undefined) throw new Error(`${name} is not published`);
  return publishedManifest(one, undefined);
};

const changelog = (directory: string): string =>
  readFileSync(join(repository, directory, "CHANGELOG.md"), "utf8");

it("releases all packages with one version, never 1.0.0 by accident", () => {
  change("@windowpane/core", "minor", "Reads maintenance windows.");
  expect(release()).toBe("0.1.0");
  change("@windowpane/report", "patch", "Fixes a count.\n\nOf machines.");
  expect(release()).toBe("0.1.1");
  change("@windowpane/core", "minor", "Reads associations.");
  expect(release()).toBe("0.2.0");
  expect(changelog("packages/report")).toBe(
    "# @windowpane/report\n\n" +
      "## 0.2.0\n\nNo changes. All packages of Windowpane have the same version.\n\n" +
      "## 0.1.1\n\n- Fixes a count.\n\n  Of machines.\n\n" +
      "## 0.1.0\n\nNo changes. All packages of Windowpane have the same version.\n",
  );
  const installed = globSync("{packages,apps}/*/package.json", { cwd: repository }).map((path) =>
    readFileSync(join(repository, path), "utf8"),
  );
  // Private packages stay at 0.0.0. Nothing keeps an earlier version of a released package, or npm would download it.
  expect(installed.join("").match(/"0\.1\.\d"/gu)).toBe(null);
});

it("lets users update one package alone within a minor version, and not across", () => {
  change("@windowpane/core", "minor", "Reads maintenance windows.");
  release();
  expect(published("@windowpane/report").peerDependencies).toEqual({ "@windowpane/core": "^0.1.0" });
  change("@windowpane/report", "patch", "Fixes a count.");
  release();
  expect(published("@windowpane/report").peerDependencies).toEqual({ "@windowpane/core": "^0.1.0" });
  expect(published("@windowpane/report").files).toContain("CHANGELOG.md");
  expect(published("@windowpane/report").dependencies).toEqual({ "@windowpane/text": "^0.1.1" });
  change("@windowpane/report", "minor", "Changes a count.");
  release();
  expect(published("@windowpane/report").peerDependencies).toEqual({ "@windowpane/core": "^0.2.0" });
});

it("refuses a major version unless it is intended", () => {
  change("@windowpane/text", "major", "Removes a function.");
  expect(() => release()).toThrow("asks for a major version. Until 1.0.0, breaking changes are minor.");
  expect(release({ major: true })).toBe("1.0.0");
});

it("refuses a release without changesets", () => {
  expect(() => release()).toThrow("There are no changesets.");
});
