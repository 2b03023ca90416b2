/** The repository: its root folder, its packages, and the URLs of its files on a code host. */
import { globSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findProject } from "@windowpane/repo/release/project";

/** The repository's root folder. */
export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A workspace package. */
export interface WorkspacePackage {
  readonly name: string;
  readonly description: string;
  /** Folder from the root: `packages/core`. */
  readonly folder: string;
  readonly isPublished: boolean;
  /** What other programs can import; nothing for a program. */
  readonly entryPoints: readonly EntryPoint[];
}

/** An entry point of a package. */
export interface EntryPoint {
  /** Path after the name of the package: `node`; empty for the package itself. */
  readonly subpath: string;
  /** Path of its source from the folder of the package: `src/index.ts`. */
  readonly source: string;
}

/** Returns the packages of the workspace, by name. */
export const workspacePackages = (from = root): readonly WorkspacePackage[] =>
  globSync("{packages,apps}/*/package.json", { cwd: from })
    .map((file) => {
      // npm validates these files.
      const manifest = JSON.parse(readFileSync(join(from, file), "utf8")) as Manifest;
      return {
        name: manifest.name,
        description: manifest.description,
        folder: dirname(file).replaceAll("\\", "/"),
        isPublished: manifest.private !== true,
        entryPoints: Object.entries(manifest.exports ?? {}).flatMap(([path, entry]) =>
          typeof entry === "object" && entry.types !== undefined
            ? [{ subpath: path.replace(/^\.\/?/u, ""), source: sourceOf(entry.types) }]
            : [],
        ),
      };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));

/** Each file of dist is compiled from the file of src with the same name. */
const sourceOf = (declarations: string): string =>
  declarations.replace(/^\.\/dist\//u, "src/").replace(/\.d\.ts$/u, ".ts");

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string | { readonly types?: string }>>;
}

/** Returns the URL of a file or folder on the code host, or undefined while the root package.json has no `repository`. */
export const sourceUrl = (path: string): string | undefined => {
  const project = findProject();
  return statSync(join(root, path)).isDirectory()
    ? project?.folderUrl(path, "HEAD")
    : project?.fileUrl(path, "HEAD");
};
