/** Keeps Ink's layout engine from loading Node's HTTP client. */
import { readFile } from "node:fs/promises";

/**
 * Yoga carries its WebAssembly as text, and still hands it to `fetch` where there is one, which loads all of undici: a
 * tenth of the time to the first frame. Without `fetch` it decodes the text itself, so it is told that there is none.
 */
export const yogaFromMemory = {
  name: "yoga-from-memory",
  setup(build) {
    build.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text.replaceAll('"function"!=typeof fetch', "!0");
      // Another version of Yoga may do it another way; then this file has to be looked at again.
      if (contents === text) throw new Error("Yoga no longer asks for fetch where it did.");
      return { contents, loader: "js" };
    });
  },
};
