import type { TestReport } from "./vitest-report.ts";

/** Outcome of one task: a check, or the tests of a package. */
export interface Outcome {
  /** `<package>#<task>` as turbo names it. */
  readonly id: string;
  /** Exit code. 0 also if the result is cached. Absent if the task did not run. */
  readonly exitCode?: number | undefined;
  /** Report of a test run. `missing` if the run did not write one. */
  readonly report?: TestReport | "missing" | undefined;
}

/** Totals of a run. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
  readonly skipped: readonly string[];
}

/**
 * Counts each test and each check as one. The following count as failed, too: a check that did not run, tests without a
 * report, a package without tests, a test file that did not load, and a test command that failed without a failed test.
 */
export const tally = (outcomes: readonly Outcome[]): Tally => {
  const counts = outcomes.map(count);
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failures }) => sum + failures.length, 0),
    failures: counts.flatMap(({ failures }) => failures),
    skipped: counts.flatMap(({ skipped }) => skipped),
  };
};

interface Count {
  readonly passed: number;
  readonly failures: readonly string[];
  readonly skipped: readonly string[];
}

const count = ({ id, exitCode, report }: Outcome): Count => {
  if (exitCode === undefined) return failure(`${id} did not run because a task that it depends on failed`);
  if (report === undefined) {
    return exitCode === 0
      ? { passed: 1, failures: [], skipped: [] }
      : failure(`${id} (exit code ${exitCode})`);
  }
  if (report === "missing") return failure(`${id} wrote no report (exit code ${exitCode})`);

  const failures = [
    ...report.tests.filter(({ state }) => state === "failed").map(({ name }) => `${id} ${name}`),
    ...report.errors.map((error) => `${id} ${error}`),
  ];
  const passed = report.tests.filter(({ state }) => state === "passed").length;
  const skipped = report.tests
    .filter(({ state }) => state === "skipped")
    .map(({ name, reason }) => `${id} ${name}: ${reason ?? "no reason given"}`);
  if (failures.length === 0 && exitCode !== 0)
    failures.push(`${id} (exit code ${exitCode}, but no test failed)`);
  if (failures.length === 0 && passed === 0) failures.push(`${id} ran no test`);
  return { passed, failures, skipped };
};

const failure = (message: string): Count => ({ passed: 0, failures: [message], skipped: [] });
