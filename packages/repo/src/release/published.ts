/** The packages that are published: every workspace that is not private. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../workspace/root.ts";
import { ReleaseError } from "./release-error.ts";

/** What the release reads of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly files?: readonly string[];
  readonly engines?: Readonly<Record<string, string>>;
  readonly sideEffects?: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package that is published. */
export interface PublishedPackage {
  readonly name: string;
  readonly version: string;
  /** Folder in the repository: `packages/core`. */
  readonly directory: string;
  readonly manifest: Manifest;
}

/** Returns the published packages, each after the packages that it depends on. */
export const publishedPackages = (from: string = root): readonly PublishedPackage[] => {
  const all = globSync("{packages,apps}/*/package.json", { cwd: from })
    .map((path): PublishedPackage => {
      // npm validates these files.
      const manifest = JSON.parse(readFileSync(join(from, path), "utf8")) as Manifest;
      const { name, version } = manifest;
      return { name, version, directory: dirname(path).replaceAll("\\", "/"), manifest };
    })
    .filter(({ manifest }) => manifest.private !== true)
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  const ordered: PublishedPackage[] = [];
  const add = (one: PublishedPackage): void => {
    if (ordered.includes(one)) return;
    const needed = { ...one.manifest.dependencies, ...one.manifest.peerDependencies };
    for (const other of all) if (other.name in needed) add(other);
    ordered.push(one);
  };
  for (const one of all) add(one);
  return ordered;
};

/**
 * Returns the packages with these names, or all of them if no names are given.
 *
 * @throws ReleaseError for a name that is not published.
 */
export const packagesNamed = (names: readonly string[]): readonly PublishedPackage[] => {
  const all = publishedPackages();
  const unknown = names.find((name) => all.every((one) => one.name !== name));
  if (unknown !== undefined)
    throw new ReleaseError(
      `${unknown} is not a published package. Use one of: ${all.map(({ name }) => name).join(", ")}.`,
    );
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
};

/** Name of the tarball of a package, as npm forms it. */
export const tarballName = ({ name, version }: PublishedPackage): string =>
  `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
