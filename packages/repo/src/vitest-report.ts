import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Reporter, TestModule } from "vitest/node";

/** What one package's tests came to, as `.cache/vitest.json` holds it. */
export interface TestReport {
  readonly tests: readonly {
    readonly name: string;
    readonly state: "passed" | "failed" | "skipped";
    /** Why it was skipped, if the test says so. */
    readonly reason?: string;
  }[];
  /** What went wrong outside of any test: files that did not load or did not finish, errors nobody caught. */
  readonly accidents: readonly string[];
}

/**
 * Writes the report of a run to `.cache/vitest.json` in the package's folder. Vitest's own JSON says neither why a
 * test was skipped nor that an error stayed uncaught.
 */
export const vitestReport = (): Reporter => {
  let folder = ".";
  return {
    onInit: (vitest) => {
      folder = vitest.config.root;
    },
    onTestRunEnd: (modules, errors, reason) => {
      const report: TestReport = {
        tests: modules.flatMap(testsOf),
        accidents: [
          ...modules.flatMap(accidentsOf),
          ...errors.map((error) => `uncaught: ${error.message}`),
          ...(reason === "interrupted" ? ["the run was interrupted"] : []),
        ],
      };
      const file = join(folder, ".cache/vitest.json");
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(report));
    },
  };
};

const testsOf = (module: TestModule): TestReport["tests"] =>
  [...module.children.allTests()].map((test) => {
    const result = test.result();
    const name = `${module.relativeModuleId} > ${test.fullName}`;
    // A test that never got its turn proves nothing.
    if (result.state === "pending") return { name, state: "failed" };
    if (result.state !== "skipped") return { name, state: result.state };
    return { name, state: "skipped", ...(result.note === undefined ? {} : { reason: result.note }) };
  });

const accidentsOf = (module: TestModule): readonly string[] => {
  const name = module.relativeModuleId;
  const suites = [module, ...module.children.allSuites()];
  const errors = suites.flatMap((suite) => suite.errors().map((error) => `${name}: ${error.message}`));
  const unfinished = module.state() === "pending" || module.state() === "queued";
  return unfinished ? [...errors, `${name} did not finish`] : errors;
};
