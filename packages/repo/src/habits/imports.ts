import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** One relative import of a source file. Paths are relative to the package's `src`. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** Whether the file only passes names on: `export { a } from "./a.ts"`. */
  readonly reexport: boolean;
}

/** The sources of a package: what a bundler or the compiler reads, relative to `src`. */
export const sourcesOf = (root: string, folder: string): readonly string[] =>
  globSync("**/*.{ts,tsx,mjs}", { cwd: join(root, folder, "src") })
    .map((file) => file.replaceAll("\\", "/"))
    .toSorted();

/** Every relative import, type-only and dynamic ones included. */
export const importsOf = (root: string, folder: string, files: readonly string[]): readonly Import[] => {
  const known = new Set(files);
  return files.flatMap((from) => {
    const text = readFileSync(join(root, folder, "src", from), "utf8");
    return [...text.matchAll(specifier)].flatMap(([, keyword, , named, called]) => {
      const to = posix.join(posix.dirname(from), named ?? called ?? "");
      const reexport = keyword === "export";
      return known.has(to) ? [{ from, to, reexport }] : [];
    });
  });
};

/** `import ... from "./x.ts"`, `export ... from "./x.ts"`, `import "./x.ts"` and `import("./x.ts")`. */
const specifier =
  /^[ \t]*(import|export)\b([^;"'=()]*?\bfrom)?\s*["'](\.[^"']+)["']|\bimport\(\s*["'](\.[^"']+)["']/gm;
