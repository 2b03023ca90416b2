import { fileURLToPath } from "node:url";

const start = fileURLToPath(new URL("src/start.ts", import.meta.url));

/**
 * What the program begins with is there whenever something is loaded later. Saying so in each module that is loaded later
 * leaves esbuild one chunk of all that, where it otherwise makes one for every group of modules that wants the same part
 * of it: thirty small files, each of which Node has to look up and to read before the program begins.
 */
export const afterStart = {
  name: "after-start",
  setup(build) {
    build.onResolve({ filter: /.*/ }, async ({ path, kind, pluginData, ...from }) => {
      if (kind !== "dynamic-import" || pluginData === resolving) return undefined;
      const found = await build.resolve(path, { kind, pluginData: resolving, ...from });
      if (found.path === start || found.external || found.errors.length > 0) return undefined;
      return { path: found.path, namespace: "after-start" };
    });
    build.onLoad({ filter: /.*/, namespace: "after-start" }, ({ path }) => ({
      contents: `import ${JSON.stringify(start)};\nexport * from ${JSON.stringify(path)};`,
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    }));
  },
};

/** Keeps the plugin from asking itself. */
const resolving = {};
