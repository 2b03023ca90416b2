import type { TestReport } from "./vitest-report.ts";

/** One task of the run: a check or a package's tests. */
export interface Outcome {
  /** `<package>#<task>` as turbo names it. */
  readonly id: string;
  /** The exit code, 0 also when the result came from the cache. Absent: it never ran. */
  readonly exitCode?: number | undefined;
  /** For tests: what they left behind. `missing` is a run that left nothing. */
  readonly report?: TestReport | "missing" | undefined;
}

/** What everything came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
  readonly skipped: readonly string[];
}

/**
 * Counts each test as one and each check as one. Whatever did not prove itself has failed: a check that never ran, tests
 * that left no report, no tests at all, a test file that did not load, and a test command that failed for no test's sake.
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
  if (exitCode === undefined) return failure(`${id} never ran, because what it needs failed`);
  if (report === undefined) {
    return exitCode === 0
      ? { passed: 1, failures: [], skipped: [] }
      : failure(`${id} (exit code ${exitCode})`);
  }
  if (report === "missing") return failure(`${id} left no report (exit code ${exitCode})`);

  const failures = [
    ...report.tests.filter(({ state }) => state === "failed").map(({ name }) => `${id} ${name}`),
    ...report.accidents.map((accident) => `${id} ${accident}`),
  ];
  const passed = report.tests.filter(({ state }) => state === "passed").length;
  const skipped = report.tests
    .filter(({ state }) => state === "skipped")
    .map(({ name, reason }) => `${id} ${name}: ${reason ?? "no reason given"}`);
  if (failures.length === 0 && exitCode !== 0)
    failures.push(`${id} (exit code ${exitCode}, though no test failed)`);
  if (failures.length === 0 && passed === 0) failures.push(`${id} ran no test`);
  return { passed, failures, skipped };
};

const failure = (what: string): Count => ({ passed: 0, failures: [what], skipped: [] });
