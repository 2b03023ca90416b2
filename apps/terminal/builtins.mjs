import { builtinModules } from "node:module";

/**
 * Old packages `require` Node's own modules, and a bundle of ES modules has no `require`. The process has another way to
 * them, which gives the very thing that `require` gives.
 */
export const builtins = {
  name: "builtins",
  setup(build) {
    const names = new Set(builtinModules);
    build.onResolve({ filter: /^(?:node:)?\w+$/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, "");
      if (kind !== "require-call" || !names.has(name)) return undefined;
      return { path: name, namespace: "builtin" };
    });
    build.onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};
