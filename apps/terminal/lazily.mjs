import { fileURLToPath } from "node:url";

const width = fileURLToPath(new URL("src/output/width.ts", import.meta.url));

/**
 * One way to measure text. `string-width` makes its segmenter and its patterns, one of which knows every emoji, as soon as it
 * is loaded, which takes longer than to ask for a page; and four of Ink's packages bring it along, each its own. In the
 * bundle it is loaded at its first use, and Ink asks as the program itself does: `displayWidth` hardly ever needs it.
 */
export const lazily = {
  name: "lazily",
  setup(build) {
    build.onResolve({ filter: /^string-width$/ }, ({ path, importer, namespace }) => {
      if (namespace === "lazy") return undefined;
      const isOurs = importer === width || namespace === "as-ours";
      return { path, namespace: isOurs ? "lazy" : "as-ours" };
    });
    build.onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => ({
      // What is required inside a bundle runs when it is first required; what is imported runs at once.
      contents: `export default (...given) => require(${JSON.stringify(path)}).default(...given);`,
      resolveDir,
    }));
    build.onLoad({ filter: /.*/, namespace: "as-ours" }, ({ path }) => ({
      contents: `import { stripVTControlCharacters } from "node:util";
        import stringWidth from ${JSON.stringify(path)};
        import { displayWidth } from ${JSON.stringify(width)};
        export default (text, options) =>
          options === undefined ? displayWidth(stripVTControlCharacters(text)) : stringWidth(text, options);`,
      resolveDir,
    }));
  },
};

const resolveDir = fileURLToPath(new URL(".", import.meta.url));
