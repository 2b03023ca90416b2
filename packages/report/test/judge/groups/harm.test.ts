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

/** A night on which three machines failed, and MaxErrors kept the other 38 from running. */
const night = account(
  execution([
    task(1, [command(1, [...numbers(1, 38).map(stopped), ...numbers(39, 3).map(failed)])], {
      outcome: "FAILED",
    }),
  ]),
);
const read = (): Promise<ExecutionReport> => reportExecution(clientOf(night), { WindowExecutionId });

describe("three failures and 38 machines that never ran because of them", () => {
  it("are both numbers in the reason and in the counts", async () => {
    const report = await read();
    const reason = "3 of 41 machines failed, 38 not run as a result.";
    expect(report.reason).toContain(reason);
    expect(report.tasks[0]?.reason).toContain(reason);
    expect(report.counts).toMatchObject({ total: 41, stopped: 38, results: { failed: 3, notRun: 38 } });
    expect(report.machineCounts).toMatchObject({ stopped: 38 });
  });

  it("stand in that order among the causes, and among the machines of a document", async () => {
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

  it("are both numbers in every document", async () => {
    const report = await read();
    for (const format of ["markdown", "html", "junit", "json"] as const)
      expect(reportWriters[format].write(report, { now }), format).toContain(
        "3 of 41 machines failed, 38 not run as a result.",
      );
  });

  it("are both numbers in the sum over windows", async () => {
    const since = new Date("2026-11-21T08:00:00Z");
    const { reason, counts } = await reportFailures(clientOf(night), { since, now });
    expect(reason).toContain("3 of 41 machine runs failed, 38 not run as a result.");
    expect(counts.stopped).toBe(38);
  });
});

describe("what had not begun when its task ended", () => {
  it("stands after the failures, though there is more of it", async () => {
    // What begins later than now is PENDING.
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
    // Nothing says that the failure kept them from running.
    expect(report.reason).toContain("1 of 6 machines failed, 5 not run.");
  });
});

describe("what never ran", () => {
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

  it("is put down to the failures only where AWS says so", () => {
    expect(words({ failed: 1, notRun: 5 })).toBe("1 failed, 5 not run");
    expect(words({ failed: 1, notRun: 5 }, 3)).toBe("1 failed, 3 not run as a result, 2 not run");
    expect(words({ failed: 0, notRun: 5 }, 5)).toBe("5 not run because of errors elsewhere");
  });
});
