import { fileURLToPath } from "node:url";

/**
 * `string-width` makes its segmenter and its patterns as soon as it is loaded, which takes longer than to ask for a page,
 * and most texts are ASCII and need none of it. In the bundle it is loaded at its first use.
 */
export const lazily = {
  name: "lazily",
  setup(build) {
    build.onResolve({ filter: /^string-width$/ }, ({ path, importer }) =>
      /[/\\]src[/\\]output[/\\]width\.ts$/.test(importer) ? { path, namespace: "lazy" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => ({
      // What is required inside a bundle runs when it is first required; what is imported runs at once.
      contents: `export default (text) => require(${JSON.stringify(path)}).default(text);`,
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    }));
  },
};
