import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** One relative import of a source file. Paths are relative to the package's `src`. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** Whether this is a re-export: `export { a } from "./a.ts"`. */
  readonly reexport: boolean;
  /** Whether the file is loaded on demand: `import("./a.ts")`. */
  readonly dynamic: boolean;
}

/** Source files of a package, relative to `src`. */
export const sourcesOf = (root: string, folder: string): readonly string[] =>
  globSync("**/*.{ts,tsx,mjs}", { cwd: join(root, folder, "src") })
    .map((file) => file.replaceAll("\\", "/"))
    .toSorted();

/** Relative imports of the files, including type-only and dynamic imports. */
export const importsOf = (root: string, folder: string, files: readonly string[]): readonly Import[] => {
  const known = new Set(files);
  return files.flatMap((from) => {
    const text = readFileSync(join(root, folder, "src", from), "utf8");
    return [...text.matchAll(specifier)].flatMap(([, keyword, , named, called]) => {
      const to = posix.join(posix.dirname(from), named ?? called ?? "");
      const reexport = keyword === "export";
      return known.has(to) ? [{ from, to, reexport, dynamic: called !== undefined }] : [];
    });
  });
};

/** `import ... from "./x.ts"`, `export ... from "./x.ts"`, `import "./x.ts"` and `import("./x.ts")`. */
const specifier =
  /^[ \t]*(import|export)\b([^;"'=()]*?\bfrom)?\s*["'](\.[^"']+)["']|\bimport\(\s*["'](\.[^"']+)["']/gm;
