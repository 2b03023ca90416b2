import { defineConfig } from "vitest/config";

/** Shared by every package: `vitest run` in a package's folder tests that package. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    reporters: ["default", "json"],
    outputFile: { json: ".cache/vitest.json" },
    retry: 0,
  },
});
