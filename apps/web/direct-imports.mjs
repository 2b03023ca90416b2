import { readFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Imports from the files of our packages that define a name, instead of from the package's index. esbuild assigns whole
 * files to chunks, so a chunk that imports one name from an index would include every file behind it.
 */
export const directImports = {
  name: "direct-imports",
  setup(build) {
    const indexes = new Map();
    const definitionsOf = (name) => {
      if (!indexes.has(name)) indexes.set(name, readDefinitions(fileURLToPath(import.meta.resolve(name))));
      return indexes.get(name);
    };
    const ours = /\/(?:apps\/\w+\/src|packages\/[\w-]+\/dist)\/.*\.(?:tsx?|js)$/;
    build.onLoad({ filter: ours, namespace: "file" }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      let contents = "";
      let end = 0;
      for (const found of text.matchAll(/^import \{([^}]*)\} from "(@windowpane\/[\w-]+)";$/gm)) {
        const [statement, names, from] = found;
        const definitions = await definitionsOf(from);
        const lines = names
          .split(",")
          .map((name) => name.trim())
          .filter((name) => name !== "" && !name.startsWith("type "))
          .map(
            (name) =>
              `import { ${name} } from ${JSON.stringify(definitions.get(name.split(" as ")[0]) ?? from)};`,
          );
        contents += text.slice(end, found.index) + lines.join(" ");
        end = found.index + statement.length;
      }
      return { contents: contents + text.slice(end), loader: extname(path).slice(1) };
    });
  },
};

/** The file of each name that an index exports. */
const readDefinitions = async (index) => {
  const text = await readFile(index, "utf8");
  return new Map(
    [...text.matchAll(/export \{([^}]*)\} from "(\.[^"]+)";/g)].flatMap(([, names, file]) =>
      names
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "" && !name.includes(" as "))
        .map((name) => [name, join(dirname(index), file)]),
    ),
  );
};
