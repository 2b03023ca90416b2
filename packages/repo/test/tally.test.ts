import { describe, expect, it } from "vitest";
import { tally } from "../src/tally.ts";

const passing = { tests: [{ name: "a", state: "passed" }], errors: [] } as const;

describe("a tally", () => {
  it("counts every check and every test as one", () => {
    expect(
      tally([
        { id: "core#build", exitCode: 0 },
        { id: "core#test", exitCode: 0, report: { ...passing, tests: [...passing.tests, ...passing.tests] } },
      ]),
    ).toEqual({ passed: 3, failed: 0, failures: [], skipped: [] });
  });

  it("counts a failed check as well as passed tests", () => {
    expect(
      tally([
        { id: "//#lint", exitCode: 1 },
        { id: "core#test", exitCode: 0, report: passing },
      ]),
    ).toEqual({ passed: 1, failed: 1, failures: ["//#lint (exit code 1)"], skipped: [] });
  });

  it("lists skipped tests with their reasons and does not count them", () => {
    const report = {
      tests: [
        ...passing.tests,
        { name: "in Node 22", state: "skipped", reason: "no Node 22 here" },
        { name: "b", state: "skipped" },
      ],
      errors: [],
    } as const;
    expect(tally([{ id: "core#test", exitCode: 0, report }])).toEqual({
      passed: 1,
      failed: 0,
      failures: [],
      skipped: ["core#test in Node 22: no Node 22 here", "core#test b: no reason given"],
    });
  });

  it.each([
    {
      what: "a check that did not run",
      outcome: { id: "core#types" },
      failure: "core#types did not run because a task that it depends on failed",
    },
    {
      what: "tests that did not run",
      outcome: { id: "core#test", report: "missing" },
      failure: "core#test did not run because a task that it depends on failed",
    },
    {
      what: "tests without a report, with any exit code",
      outcome: { id: "core#test", exitCode: 0, report: "missing" },
      failure: "core#test wrote no report (exit code 0)",
    },
    {
      what: "a test command that failed without a failed test",
      outcome: { id: "core#test", exitCode: 1, report: passing },
      failure: "core#test (exit code 1, but no test failed)",
    },
    {
      what: "a test file that did not load",
      outcome: {
        id: "core#test",
        exitCode: 1,
        report: { tests: [], errors: ["a.test.ts: no such module"] },
      },
      failure: "core#test a.test.ts: no such module",
    },
    {
      what: "a package whose tests were all skipped",
      outcome: {
        id: "core#test",
        exitCode: 0,
        report: { tests: [{ name: "a", state: "skipped", reason: "r" }], errors: [] },
      },
      failure: "core#test ran no test",
    },
    {
      what: "a failed test",
      outcome: {
        id: "core#test",
        exitCode: 1,
        report: { tests: [{ name: "a", state: "failed" }], errors: [] },
      },
      failure: "core#test a",
    },
  ] as const)("counts as one failure $what", ({ outcome, failure }) => {
    expect(tally([outcome])).toMatchObject({ failed: 1, failures: [failure] });
  });
});
