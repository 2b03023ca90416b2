/** A test file with everything it imports from this repository, as one function body that can be run again and again. */
import { join, relative, sep } from "node:path";
import { build, type Plugin } from "esbuild";
import { root } from "../workspace/root.ts";

/**
 * Bundles a test. The instrumented code takes the place of its files; `vitest` becomes the small test runner of `tests.ts`;
 * other packages are required as they are, so that they are loaded once.
 */
export const bundleTest = async (test: string, code: ReadonlyMap<string, string>): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, test)],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node22",
    logLevel: "error",
    plugins: [sources(code)],
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`esbuild made nothing of ${test}.`);
  return file.text;
};

const sources = (code: ReadonlyMap<string, string>): Plugin => ({
  name: "sources",
  setup: ({ onResolve, onLoad }) => {
    // The packages of this repository by their sources, or the mutants would be in none of them.
    onResolve({ filter: /^@windowpane\/[a-z-]+$/ }, ({ path }) => ({
      path: join(root, "packages", path.slice("@windowpane/".length), "src/index.ts"),
    }));
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || path.startsWith("@windowpane/") || path.startsWith("/")
        ? undefined
        : { path, external: true },
    );
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const contents = code.get(relative(root, path).split(sep).join("/"));
      return contents === undefined ? undefined : { contents, loader: "ts" };
    });
  },
});
