/** Bundles a test file and its imports from this repository into one function body that can run repeatedly. */
import { join, relative, sep } from "node:path";
import { build, type Plugin } from "esbuild";
import { root } from "../workspace/root.ts";

/**
 * Bundles a test with the instrumented code in place of the original files. `vitest` and other packages stay external:
 * the worker replaces `vitest` by the test runner of `tests.ts` and loads the others once.
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
  if (file === undefined) throw new Error(`esbuild wrote no output for ${test}.`);
  return file.text;
};

const sources = (code: ReadonlyMap<string, string>): Plugin => ({
  name: "sources",
  setup: ({ onResolve, onLoad }) => {
    // Resolve packages of this repository to their sources, so that they contain the mutants.
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
