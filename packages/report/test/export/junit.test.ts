import * as fc from "fast-check";
import { parse } from "junit2json";
import { createClient, type Client } from "@windowpane/core";
import { fixedClock, mockTransport, scenarioNamed } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { machinesOf, reportExecution, reportWriters, type ExecutionReport } from "../../src/index.ts";
import {
  account,
  clientOf,
  command,
  execution,
  machine,
  now,
  start,
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

const demoNow = new Date("2026-11-30T01:00:00Z");

/** The four newest executions of a window. */
const newestExecutions = async (client: Client, WindowId: string): Promise<readonly string[]> => {
  const { WindowExecutions = [] } = await client.call("DescribeMaintenanceWindowExecutions", {
    WindowId,
    MaxResults: 10,
  });
  return WindowExecutions.slice(0, 4).flatMap(({ WindowExecutionId: id }) => id ?? []);
};

describe("a report as JUnit", () => {
  it("has a suite for the verdict and each task, and a test for each machine", async () => {
    const suites = await suitesIn(await hostileReport(calm));
    expect(
      suites.map(({ name, tests, failures, errors, skipped }) => [name, tests, failures, errors, skipped]),
    ).toEqual([
      ["web-1", 2, 1, 1, 0],
      ["web-1.AWS-RunShellScript", 4, 2, 0, 1],
      ["web-1.AWS-RunShellScript (2)", 1, 1, 0, 0],
    ]);
    expect(suites[1]?.testcase?.[1]).toMatchObject({
      name: "i-00000000000000002",
      classname: "web-1.AWS-RunShellScript",
      time: 3600,
    });
    expect(suites[1]?.testcase?.[1]?.failure?.[0]?.message).toMatch(/^web-1: /u);
    expect(suites[1]?.["system-out"]?.[0]).toContain("web-1 (i-00000000000000002): failed");
  });

  it("has the identity of the execution as properties, times with their zone", async () => {
    const report = {
      ...(await hostileReport(calm)),
      WindowId: "mw-0123456789abcdef0",
      origin: { Account: "111122223333", Region: "eu-west-1" },
    };
    const [suite] = await suitesIn(report);
    const properties = new Map((suite?.properties ?? []).map(({ name, value }) => [name, String(value)]));
    expect(Object.fromEntries(properties)).toMatchObject({
      Name: "web-1",
      WindowId: "mw-0123456789abcdef0",
      WindowExecutionId,
      Account: "111122223333",
      Region: "eu-west-1",
      StartTime: "2026-11-22T01:00:00.000Z",
    });
  });

  it("gives each test a name that is unique in the file and the same in every execution", async () => {
    let repeated = 0;
    let compared = 0;
    for (const scenario of ["patch-night", "documentation", "fleet:400"]) {
      const client = createClient(
        mockTransport({ scenario: scenarioNamed(scenario), clock: fixedClock(demoNow) }),
      );
      for await (const { WindowId = "", Name } of client.items("DescribeMaintenanceWindows", {})) {
        let classes: ReadonlyMap<string, readonly string[]> = new Map();
        for (const id of await newestExecutions(client, WindowId)) {
          const report = await reportExecution(client, {
            WindowExecutionId: id,
            window: { WindowId, Name },
          });
          const tests = (await suitesIn(report)).flatMap(({ testcase = [] }) => testcase);
          const pairs = tests.map(({ classname, name }) => `${classname}\n${name}`);
          expect(new Set(pairs).size).toBe(pairs.length);
          expect(pairs.join("\n")).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/u);
          repeated += pairs.filter((pair) => pair.endsWith("(2)")).length;

          const tasks = report.tasks.map(({ TaskArn }) => TaskArn).join("\n");
          const names = [...new Set(tests.slice(1).map(({ classname }) => classname ?? ""))].filter(
            (name) => name !== Name,
          );
          const before = classes.get(tasks);
          if (before !== undefined) {
            compared += 1;
            expect(names).toEqual(before);
          }
          classes = new Map([...classes, [tasks, names]]);
          const machines = new Set(machinesOf(report).map(({ name }) => name));
          for (const { classname, name } of tests) {
            if (classname === Name || name === "task") continue;
            expect(machines).toContain(name?.replace(/ \(\d+\)$/u, ""));
          }
        }
      }
    }
    expect(repeated).toBeGreaterThan(0);
    expect(compared).toBeGreaterThan(10);
  });

  it("numbers tasks of one document in the order in which they started", async () => {
    const at = (minute: number): Date => new Date(start.getTime() + minute * 60_000);
    const plan = account(
      execution([
        task(1, [command(1, [machine(1)])], { start: at(5) }),
        task(2, [command(2, [machine(1)])], { start: at(1) }),
      ]),
    );
    const report = await reportExecution(clientOf(plan), { WindowExecutionId, window: { Name: "nightly" } });
    const names = (await suitesIn(report)).map(({ name, properties = [] }) => [
      name,
      properties.find((property) => property.name === "TaskExecutionId")?.value,
    ]);
    expect(names).toEqual([
      ["nightly", undefined],
      ...report.tasks.map(({ TaskExecutionId, StartTime }) => [
        StartTime?.getTime() === at(1).getTime()
          ? "nightly.AWS-RunShellScript"
          : "nightly.AWS-RunShellScript (2)",
        TaskExecutionId,
      ]),
    ]);
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
