import { describe, expect, it } from "vitest";
import { tally } from "../src/tally.ts";

const passing = { tests: [{ name: "a", state: "passed" }], accidents: [] } as const;

describe("a tally", () => {
  it("counts every check and every test as one", () => {
    expect(
      tally([
        { id: "core#build", exitCode: 0 },
        { id: "core#test", exitCode: 0, report: { ...passing, tests: [...passing.tests, ...passing.tests] } },
      ]),
    ).toEqual({ passed: 3, failed: 0, failures: [], skipped: [] });
  });

  it("counts a check that failed beside tests that passed", () => {
    expect(
      tally([
        { id: "//#lint", exitCode: 1 },
        { id: "core#test", exitCode: 0, report: passing },
      ]),
    ).toEqual({ passed: 1, failed: 1, failures: ["//#lint (exit code 1)"], skipped: [] });
  });

  it("lists what was skipped with its reason, and counts it nowhere", () => {
    const report = {
      tests: [
        ...passing.tests,
        { name: "in Node 22", state: "skipped", reason: "no Node 22 here" },
        { name: "b", state: "skipped" },
      ],
      accidents: [],
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
      what: "a check that never ran",
      outcome: { id: "core#types" },
      failure: "core#types never ran, because what it needs failed",
    },
    {
      what: "tests that never ran",
      outcome: { id: "core#test", report: "missing" },
      failure: "core#test never ran, because what it needs failed",
    },
    {
      what: "tests that left no report, whatever their exit code",
      outcome: { id: "core#test", exitCode: 0, report: "missing" },
      failure: "core#test left no report (exit code 0)",
    },
    {
      what: "a test command that failed though no test did",
      outcome: { id: "core#test", exitCode: 1, report: passing },
      failure: "core#test (exit code 1, though no test failed)",
    },
    {
      what: "a test file that did not load",
      outcome: {
        id: "core#test",
        exitCode: 1,
        report: { tests: [], accidents: ["a.test.ts: no such module"] },
      },
      failure: "core#test a.test.ts: no such module",
    },
    {
      what: "a package whose tests were all skipped",
      outcome: {
        id: "core#test",
        exitCode: 0,
        report: { tests: [{ name: "a", state: "skipped", reason: "r" }], accidents: [] },
      },
      failure: "core#test ran no test",
    },
    {
      what: "a test that failed",
      outcome: {
        id: "core#test",
        exitCode: 1,
        report: { tests: [{ name: "a", state: "failed" }], accidents: [] },
      },
      failure: "core#test a",
    },
  ] as const)("counts as one failure $what", ({ outcome, failure }) => {
    expect(tally([outcome])).toMatchObject({ failed: 1, failures: [failure] });
  });
});
