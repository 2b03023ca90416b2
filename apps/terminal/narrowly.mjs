import { fileURLToPath } from "node:url";

const importer = fileURLToPath(new URL("src/output/duration.ts", import.meta.url));
const durationText = new URL("duration-text.js", import.meta.resolve("@windowpane/report"));

/**
 * What the program begins with says how long things took as the report does, and needs nothing else of it. Through the
 * report's door esbuild would have all of the report loaded, before it is known whether there is anything to report.
 */
export const narrowly = {
  name: "narrowly",
  setup(build) {
    build.onResolve({ filter: /^@windowpane\/report$/ }, (from) =>
      from.importer === importer ? { path: fileURLToPath(durationText), sideEffects: false } : undefined,
    );
  },
};
