/** Writes what is published of a package into a clean folder. */
import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { root } from "../workspace/root.ts";
import type { Project } from "./project.ts";
import type { Manifest, PublishedPackage } from "./published.ts";
import { withAbsoluteLinks } from "./readme-links.ts";
import { ReleaseError } from "./release-error.ts";

/** Documents that are published with every package, if they exist. */
const documents = ["README.md", "CHANGELOG.md"] as const;

/**
 * Writes the package into `folder`: the files of its package.json, README, CHANGELOG and LICENSE. Without a project, the
 * links of the documents stay relative.
 *
 * @throws ReleaseError if the package is not built, or a document links to a file that does not exist.
 */
export const stagePackage = (
  one: PublishedPackage,
  { folder, project }: { readonly folder: string; readonly project: Project | undefined },
): void => {
  const from = join(root, one.directory);
  refuseUnbuilt(one, from);
  rmSync(folder, { force: true, recursive: true });
  mkdirSync(folder, { recursive: true });
  for (const path of ["LICENSE", ...(one.manifest.files ?? [])])
    if (!path.startsWith("!")) cpSync(join(from, path), join(folder, path), { recursive: true });
  for (const document of documents) {
    if (!existsSync(join(from, document))) continue;
    writeFileSync(join(folder, document), publishedDocument(one, { document, project }));
  }
  const manifest = publishedManifest(one, project);
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  // The modes of files are in the tarball, and depend on the umask of the user.
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) chmodSync(join(entry.parentPath, entry.name), 0o644);
  for (const command of Object.values(one.manifest.bin ?? {})) chmodSync(join(folder, command), 0o755);
};

/**
 * Returns a document of a package as it is published. Without a project, its links stay relative.
 *
 * @throws ReleaseError if it links to a file that does not exist.
 */
export const publishedDocument = (
  one: PublishedPackage,
  { document, project }: { readonly document: string; readonly project: Project | undefined },
): string => {
  const path = `${one.directory}/${document}`;
  const text = readFileSync(join(root, path), "utf8");
  return project === undefined ? text : withAbsoluteLinks(text, { path, project, ref: tagOf(one) });
};

/** Tag of a release. All packages have the same version. */
export const tagOf = ({ version }: Pick<PublishedPackage, "version">): string => `v${version}`;

/**
 * Returns the package.json that is published: without scripts and development dependencies, with the project's URLs, and
 * with ranges for the packages of this repository.
 */
export const publishedManifest = (
  { directory, manifest }: PublishedPackage,
  project: Project | undefined,
): Manifest => {
  const { scripts: _, devDependencies: __, ...kept } = manifest;
  return {
    ...kept,
    // npm adds README and LICENSE by itself, but no changelog.
    files: [...(kept.files ?? []), "CHANGELOG.md"],
    ...(project !== undefined && {
      homepage: project.siteUrl ?? `${project.folderUrl(directory, "HEAD")}#readme`,
      bugs: { url: project.issuesUrl },
      repository: { type: "git", url: project.cloneUrl, directory },
    }),
    ...(kept.dependencies && { dependencies: withRanges(kept.dependencies, compatibleFrom) }),
    ...(kept.peerDependencies && { peerDependencies: withRanges(kept.peerDependencies, sameLine) }),
  };
};

/** Versions that are compatible with this one, from this one on: fixes of the packages below arrive with an update. */
const compatibleFrom = (version: string): string => `^${version}`;

/**
 * All versions of the same major and minor version, older ones too. A peer is installed by the user, who must be able to
 * update one package alone: a patch release changes no public API, so it works with the first release of its line.
 */
const sameLine = (version: string): string => {
  const [, line] = /^(\d+\.\d+)\.\d+$/u.exec(version) ?? [];
  // A prerelease is compatible with itself only.
  return line === undefined ? version : `^${line}.0`;
};

const withRanges = (
  dependencies: Readonly<Record<string, string>>,
  rangeOf: (version: string) => string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(dependencies).map(([name, version]) => [
      name,
      name.startsWith("@windowpane/") ? rangeOf(version) : version,
    ]),
  );

const refuseUnbuilt = ({ name, manifest }: PublishedPackage, from: string): void => {
  const entries = Object.values(manifest.exports ?? {}).flatMap((entry) => Object.values(entry));
  const modules = manifest.files?.includes("src") === true ? builtModules(manifest, from) : [];
  const missing = [...Object.values(manifest.bin ?? {}), ...entries, ...modules, "LICENSE", "README.md"].find(
    (path) => !existsSync(join(from, path)),
  );
  if (missing !== undefined)
    throw new ReleaseError(
      `${name} has no ${missing}. Run \`turbo run build --filter=${name}\`, or add the file if the build does not write it.`,
    );
};

/** What the compiler writes for the published sources. */
const builtModules = ({ files = [] }: Manifest, from: string): readonly string[] => {
  const excluded = files.flatMap((path) => (path.startsWith("!") ? [`${path.slice(1)}/`] : []));
  return globSync("src/**/*.ts", { cwd: from })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !excluded.some((folder) => path.startsWith(folder)))
    .flatMap((path) => {
      const built = path.replace(/^src/u, "dist").replace(/\.ts$/u, "");
      return [`${built}.js`, `${built}.d.ts`];
    });
};
