import { defineConfig } from "vitest/config";
import { vitestReport } from "./packages/repo/src/vitest-report.ts";

/** Shared by every package: `vitest run` in a package's folder tests that package. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    reporters: ["default", vitestReport()],
    retry: 0,
  },
});
