/** Keeps Ink's layout engine from loading Node's HTTP client. */
import { readFile } from "node:fs/promises";

/**
 * Yoga contains its WebAssembly as text and passes it to `fetch`, which loads all of undici: a tenth of the time to the
 * first frame. Without `fetch` Yoga decodes the text itself.
 */
export const yogaFromMemory = {
  name: "yoga-from-memory",
  setup(build) {
    build.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text.replaceAll('"function"!=typeof fetch', "!0");
      if (contents === text)
        throw new Error(
          "This version of Yoga does not look for fetch in the known way. Update yoga-from-memory.mjs.",
        );
      return { contents, loader: "js" };
    });
  },
};
