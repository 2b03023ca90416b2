import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const start = join(folder, "src/start.ts");

/**
 * Marks each module that is loaded later as importing the start of the program. Everything that the start contains is then
 * one chunk. Otherwise esbuild writes a chunk for each set of modules that share code: thirty small files that Node finds
 * and reads before the program begins.
 */
export const afterStart = {
  name: "after-start",
  setup(build) {
    build.onResolve({ filter: /.*/ }, async ({ path, kind, pluginData, ...from }) => {
      if (kind !== "dynamic-import" || pluginData === resolving) return undefined;
      const found = await build.resolve(path, { kind, pluginData: resolving, ...from });
      if (found.path === start || found.external || found.errors.length > 0) return undefined;
      // esbuild names chunks after the paths of such modules, too: the names may not depend on where the repository is.
      return { path: relative(folder, found.path).replaceAll("\\", "/"), namespace: "after-start" };
    });
    build.onLoad({ filter: /.*/, namespace: "after-start" }, ({ path }) => ({
      contents: `import "./src/start.ts";\nexport * from ${JSON.stringify(`./${path}`)};`,
      resolveDir: folder,
    }));
  },
};

/** Marks the plugin's own calls of `resolve`. */
const resolving = {};
