import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Reporter, TestModule } from "vitest/node";

/** Test results of one package: the content of `.cache/vitest.json`. */
export interface TestReport {
  readonly tests: readonly {
    readonly name: string;
    readonly state: "passed" | "failed" | "skipped";
    /** Reason for skipping, if the test gives one. */
    readonly reason?: string;
  }[];
  /** Errors outside of tests: files that did not load or finish, and uncaught errors. */
  readonly errors: readonly string[];
}

/**
 * Writes the report of a run to `.cache/vitest.json` in the package's folder. Vitest's JSON reporter omits the reasons of
 * skipped tests and uncaught errors.
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
        errors: [
          ...modules.flatMap(errorsOf),
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
    // A test that did not run counts as failed.
    if (result.state === "pending") return { name, state: "failed" };
    if (result.state !== "skipped") return { name, state: result.state };
    return { name, state: "skipped", ...(result.note === undefined ? {} : { reason: result.note }) };
  });

const errorsOf = (module: TestModule): readonly string[] => {
  const name = module.relativeModuleId;
  const suites = [module, ...module.children.allSuites()];
  const errors = suites.flatMap((suite) => suite.errors().map((error) => `${name}: ${error.message}`));
  const unfinished = module.state() === "pending" || module.state() === "queued";
  return unfinished ? [...errors, `${name} did not finish`] : errors;
};
