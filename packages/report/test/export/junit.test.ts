import * as fc from "fast-check";
import { parse } from "junit2json";
import { describe, expect, it } from "vitest";
import { reportExecution, reportWriters, type ExecutionReport } from "../../src/index.ts";
import {
  account,
  clientOf,
  command,
  execution,
  machine,
  now,
  task,
  WindowExecutionId,
} from "../small-plan.ts";
import { hostileReport, hostiles } from "./hostile.ts";

const suitesIn = async (report: ExecutionReport) => {
  const read = await parse(reportWriters.junit.write(report, { now }));
  if (read === null || read === undefined || !("testsuite" in read)) throw new Error("No test suites.");
  return read.testsuite ?? [];
};

const calm = { name: "web-1", details: "x", printed: "no key", called: "AWS-RunShellScript", secret: "s" };

const passed = (): Promise<ExecutionReport> =>
  reportExecution(clientOf(account(execution([task(1, [command(1, [machine(1)])])]))), { WindowExecutionId });

describe("a report as JUnit", () => {
  it("has a suite for the verdict and each task, and a test for each machine", async () => {
    const suites = await suitesIn(await hostileReport(calm));
    expect(
      suites.map(({ name, tests, failures, errors, skipped }) => [name, tests, failures, errors, skipped]),
    ).toEqual([
      ["web-1", 2, 1, 1, 0],
      ["AWS-RunShellScript", 4, 2, 0, 1],
      ["AWS-RunShellScript", 1, 1, 0, 0],
    ]);
    expect(suites[1]?.testcase?.[1]).toMatchObject({
      name: "web-1 (i-00000000000000002)",
      classname: "AWS-RunShellScript",
      time: 3600,
    });
  });

  it("passes only if the verdict is PASSED", async () => {
    const bad = (suites: Awaited<ReturnType<typeof suitesIn>>): number =>
      suites.reduce((sum, { failures = 0, errors = 0 }) => sum + failures + errors, 0);
    expect(bad(await suitesIn(await passed()))).toBe(0);
    const empty = await reportExecution(clientOf(account(execution([]))), { WindowExecutionId });
    expect(empty.verdict).toBe("EMPTY");
    expect(bad(await suitesIn(empty))).toBe(1);
  });

  it("has correct counts, is well formed, and has all attributes of the schemas, for any input", async () => {
    await fc.assert(
      fc.asyncProperty(hostiles, async (hostile) => {
        const report = await hostileReport(hostile);
        const suites = await suitesIn(report);
        for (const [id, suite] of suites.entries()) {
          const tests = suite.testcase ?? [];
          expect(suite).toMatchObject({
            id,
            tests: tests.length,
            failures: tests.filter(({ failure }) => failure !== undefined).length,
            errors: tests.filter(({ error }) => error !== undefined).length,
            skipped: tests.filter(({ skipped }) => skipped !== undefined).length,
          });
          expect(suite.name).toMatch(/\S/u);
          expect(suite.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/u);
          for (const test of tests) {
            expect(test.name).toMatch(/\S/u);
            expect(test.classname).toMatch(/\S/u);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
