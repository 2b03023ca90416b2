import { describe, expect, it } from "vitest";
import {
  machinesOf,
  reportExecution,
  reportFailures,
  reportWriters,
  type ExecutionReport,
} from "../../../src/index.ts";
import { byHarm } from "../../../src/judge/groups/harm.ts";
import { countsInWords } from "../../../src/model/words.ts";
import {
  account,
  clientOf,
  command,
  execution,
  machine,
  now,
  task,
  unreached,
  WindowExecutionId,
} from "../../small-plan.ts";

const numbers = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);

const failed = (number: number) =>
  machine(number, { outcome: "Failed", details: "Failed", stderr: "No space left on device" });
const stopped = (number: number) => unreached(number, "Terminated", "Cancelled");

/** An execution in which three machines failed, and MaxErrors stopped the other 38. */
const night = account(
  execution([
    task(1, [command(1, [...numbers(1, 38).map(stopped), ...numbers(39, 3).map(failed)])], {
      outcome: "FAILED",
    }),
  ]),
);
const read = (): Promise<ExecutionReport> => reportExecution(clientOf(night), { WindowExecutionId });

describe("three failures and 38 machines that did not run as a result", () => {
  it("are both in the reason and the counts", async () => {
    const report = await read();
    const reason = "3 of 41 machines failed, 38 not run as a result.";
    expect(report.reason).toContain(reason);
    expect(report.tasks[0]?.reason).toContain(reason);
    expect(report.counts).toMatchObject({ total: 41, stopped: 38, results: { failed: 3, notRun: 38 } });
    expect(report.machineCounts).toMatchObject({ stopped: 38 });
  });

  it("are in that order in the causes and in the machines of a document", async () => {
    const report = await read();
    expect(report.groups.map(({ slug, machines }) => [slug, machines])).toEqual([
      ["disk-full", 3],
      ["max-errors-reached", 38],
    ]);
    const results = machinesOf(report)
      .toSorted(byHarm)
      .map(({ result }) => result);
    expect(results.slice(0, 4)).toEqual(["failed", "failed", "failed", "notRun"]);
    for (const format of ["markdown", "html"] as const) {
      const text = reportWriters[format].write(report, { now });
      const machines = text.slice(text.lastIndexOf("not pass"));
      expect(machines.indexOf("Disk full"), format).toBeGreaterThan(-1);
      expect(machines.indexOf("Disk full"), format).toBeLessThan(machines.indexOf("too many errors"));
    }
  });

  it("are both in every document", async () => {
    const report = await read();
    for (const format of ["markdown", "html", "junit", "json"] as const)
      expect(reportWriters[format].write(report, { now }), format).toContain(
        "3 of 41 machines failed, 38 not run as a result.",
      );
  });

  it("are both in the summary of windows", async () => {
    const since = new Date("2026-11-21T08:00:00Z");
    const { reason, counts } = await reportFailures(clientOf(night), { since, now });
    expect(reason).toContain("3 of 41 machine runs failed, 38 not run as a result.");
    expect(counts.stopped).toBe(38);
  });
});

describe("what had not started when its task ended", () => {
  it("comes after the failures, even if it is more", async () => {
    // Tasks that begin later than now are PENDING.
    const later = new Date(now.getTime() + 3_600_000);
    const waiting = numbers(2, 5).map((number) => {
      const { ExecutionId: _, command: __, ...rest } = command(number, [machine(number)]);
      return { ...rest, start: later, end: later };
    });
    const plan = execution([task(1, [command(1, [failed(1)]), ...waiting], { outcome: "FAILED" })], {
      outcome: "FAILED",
    });
    const report = await reportExecution(clientOf(account(plan)), { WindowExecutionId });
    expect(report.groups.map(({ slug, weight }) => [slug, weight])).toEqual([
      ["disk-full", "failure"],
      ["never-begun", "consequence"],
    ]);
    // There is no proof that the failure stopped them.
    expect(report.reason).toContain("1 of 6 machines failed, 5 not run.");
  });
});

describe("what did not run", () => {
  const words = (results: { failed: number; notRun: number }, byErrors?: number): string =>
    countsInWords({
      total: results.failed + results.notRun,
      exact: true,
      results: {
        passed: 0,
        timedOut: 0,
        unreachable: 0,
        cancelled: 0,
        running: 0,
        pending: 0,
        unknown: 0,
        ...results,
      },
      stopped: byErrors,
    })
      .map((one) => `${one.count} ${one.words}`)
      .join(", ");

  it("has the failures as its cause only if AWS reports it", () => {
    expect(words({ failed: 1, notRun: 5 })).toBe("1 failed, 5 not run");
    expect(words({ failed: 1, notRun: 5 }, 3)).toBe("1 failed, 3 not run as a result, 2 not run");
    expect(words({ failed: 0, notRun: 5 }, 5)).toBe("5 not run because of errors elsewhere");
  });
});
