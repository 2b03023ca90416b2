import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { vitestReport } from "./packages/repo/src/vitest-report.ts";

/** Shared by every package: `vitest run` in a package's folder tests that package. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    reporters: ["default", vitestReport()],
    // Programs that tests start do not read the archive of the developer.
    env: { XDG_DATA_HOME: "/nonexistent" },
    setupFiles: [fileURLToPath(new URL("./packages/repo/src/property-seed.ts", import.meta.url))],
    retry: 0,
    // Test files of a package share modules and compiled code in a process, which saves a third of the processor time. Packages whose
    // tests start programs or change the process pass --isolate.
    isolate: false,
    // Far above what any test takes: a busy machine is no fault of the code. No test sets a shorter one of its own.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
