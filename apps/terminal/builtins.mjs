import { builtinModules } from "node:module";

/**
 * Node's own modules by `process.getBuiltinModule`, which gives the very thing that `require` gives. Old packages
 * `require` them, and a bundle of ES modules has no `require`; and where they are imported Node makes a module of them
 * first, reading every name they have, fetch and the standard streams among them, which takes longer than to ask for a
 * page.
 */
export const builtins = {
  name: "builtins",
  setup(build) {
    const names = new Set(builtinModules);
    build.onResolve({ filter: /^(?:node:)?[\w/]+$/ }, ({ path, kind, importer }) => {
      const name = path.replace(/^node:/, "");
      if (!names.has(name)) return undefined;
      if (kind === "require-call") return { path: name, namespace: "required" };
      if (kind !== "import-statement") return undefined;
      // Each importer has its own, as what is shared becomes one more file to be read.
      return { path: `${name} ${importer}`, namespace: "imported", sideEffects: false, pluginData: name };
    });
    build.onLoad({ filter: /.*/, namespace: "required" }, ({ path }) => ({
      contents: `module.exports = ${builtin(path)};`,
    }));
    build.onLoad({ filter: /.*/, namespace: "imported" }, ({ path, pluginData }) => ({
      contents: imported(pluginData, path),
    }));
  },
};

const builtin = (name) => `process.getBuiltinModule("node:${name}")`;

/**
 * Commander starts other programs for commands that are files of their own. We have none, and what starts programs takes
 * a sixth of the time that the whole program takes to start.
 */
const unused = (name, path) => name === "child_process" && /[/\\]commander[/\\]/.test(path);

const imported = (name, path) =>
  unused(name, path)
    ? "export default {};"
    : [
        `const builtin = /* @__PURE__ */ ${builtin(name)};`,
        "export default builtin;",
        // A call that is said to be pure is left out of the bundle, unless somebody imports its name.
        ...namesOf(name).map((word) => `export const ${word} = /* @__PURE__ */ (() => builtin.${word})();`),
      ].join("\n");

const namesOf = (name) =>
  Object.getOwnPropertyNames(process.getBuiltinModule(name)).filter(
    (word) => /^[A-Za-z_$][\w$]*$/.test(word) && word !== "default",
  );
