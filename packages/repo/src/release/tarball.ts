/** What a tarball has to contain, and what it must not contain. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { root } from "../workspace/root.ts";
import type { Project } from "./project.ts";
import type { Manifest, PublishedPackage } from "./published.ts";
import { relativeLinks } from "./readme-links.ts";
import { ReleaseError } from "./release-error.ts";
import { publishedDocument, publishedManifest } from "./stage.ts";

/** Contents of a tarball. */
export interface Tarball {
  /** Paths without the leading `package/`, in alphabetical order. */
  readonly files: readonly string[];
  readonly manifest: Manifest;
  readonly readme: string;
}

/**
 * Reads a tarball.
 *
 * @throws ReleaseError if it cannot be read.
 */
export const readTarball = (path: string): Tarball => {
  const read = (name: string): string => tar(["-xzOf", path, `package/${name}`], path);
  return {
    files: tar(["-tzf", path], path)
      .split(/\r?\n/u)
      .filter((name) => name !== "")
      .map((name) => name.replace(/^package\//u, ""))
      .toSorted(),
    // npm wrote this file.
    manifest: JSON.parse(read("package.json")) as Manifest,
    readme: read("README.md"),
  };
};

/**
 * Compares a tarball with the package in the repository. Returns what is wrong, in sentences.
 *
 * @param project - the URLs with which it has to be packed.
 */
export const tarballProblems = (
  one: PublishedPackage,
  { files, manifest, readme }: Tarball,
  { project }: { readonly project: Project | undefined },
): readonly string[] => {
  const has = (path: string): boolean => files.includes(path.replace(/^\.\//u, ""));
  const entries = [
    ...Object.values(one.manifest.bin ?? {}),
    ...Object.values(one.manifest.exports ?? {}).flatMap((entry) => Object.values(entry)),
  ];
  const documents = ["README.md", "LICENSE", "CHANGELOG.md"].filter((name) =>
    existsSync(join(root, one.directory, name)),
  );
  const links = project === undefined ? [] : relativeLinks(readme, "README.md").map(({ url }) => url);
  const problems = [
    ...[...entries, ...documents].filter((path) => !has(path)).map((path) => `${path} is missing`),
    ...files.filter((path) => !isExpected(path)).map((path) => `${path} does not belong into it`),
    ...(has("src/index.ts") ? withoutSource(files) : []).map((path) => `${path} has no source`),
    ...["scripts", "devDependencies"].filter((field) => field in manifest).map((field) => `it has ${field}`),
    ...(manifest.name === one.name && manifest.version === one.version
      ? []
      : [`it is ${manifest.name} ${manifest.version}, not ${one.version}`]),
    ...(manifest.engines?.["node"] === undefined ? ["engines.node is missing"] : []),
    // Without it, bundlers keep every module of a library.
    ...(manifest.bin === undefined && manifest.sideEffects !== false ? ["sideEffects is not false"] : []),
    ...(project !== undefined && !("repository" in manifest) ? ["repository is missing"] : []),
    // An earlier commit, or other URLs.
    ...(isDeepStrictEqual(manifest, asPublished(one, project)) &&
    readme === publishedDocument(one, { document: "README.md", project })
      ? []
      : ["its package.json or README is not the one of this commit. Pack it again"]),
    ...links.map((url) => `the README has the relative link ${url}`),
  ];
  return problems.map((problem) => `The tarball of ${one.name}: ${problem}.`);
};

/** As it is in the tarball: JSON has no undefined members. */
const asPublished = (one: PublishedPackage, project: Project | undefined): unknown =>
  JSON.parse(JSON.stringify(publishedManifest(one, project)));

/** Modules of an earlier build. */
const withoutSource = (files: readonly string[]): readonly string[] =>
  files.filter((path) => /^dist\/.+\.js$/u.test(path)).filter((path) => !files.includes(sourceOf(path)));

const sourceOf = (path: string): string => path.replace(/^dist/u, "src").replace(/\.js$/u, ".ts");

const isExpected = (path: string): boolean =>
  /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|(?:dist|src)\/.+)$/u.test(path) &&
  !/(?:^|\/)(?:test|tests|node_modules|\.[^/]+)\/|(?:^|\/)\.|\.(?:test\.|tsbuildinfo$|pem$|key$|tgz$)/u.test(
    path,
  );

const tar = (args: readonly string[], path: string): string => {
  const { status, stdout, stderr } = spawnSync("tar", args, {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0)
    throw new ReleaseError(
      `${path} cannot be read: ${stderr?.trim() ?? "tar is not installed"}. Pack it again.`,
    );
  return stdout;
};
