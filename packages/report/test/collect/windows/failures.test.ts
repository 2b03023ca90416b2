import type { ExecutionPlan, MockFault } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { collectFailures, reportFailures, type FailuresReport } from "../../../src/index.ts";
import { altered } from "../altered.ts";
import { scripted } from "../scripted.ts";
import {
  account,
  clientOf,
  command,
  execution,
  machine,
  now,
  task,
  uuid,
  WindowId,
} from "../../small-plan.ts";

const since = new Date("2026-11-21T20:00:00Z");

const at = (number: number, start: string, end: string, plan: Partial<ExecutionPlan> = {}): ExecutionPlan =>
  execution([task(number, [command(number, [machine(number)])])], {
    WindowExecutionId: uuid(number),
    start: new Date(start),
    end: new Date(end),
    ...plan,
  });

const read = (
  executions: readonly ExecutionPlan[],
  faults: readonly MockFault[] = [],
): Promise<FailuresReport> => reportFailures(clientOf(account(...executions), faults), { since, now });

describe("a period", () => {
  it("includes executions that were running at its start, not those that ended before", async () => {
    const report = await read([
      at(11, "2026-11-21T22:00:00Z", "2026-11-21T23:00:00Z"),
      at(12, "2026-11-21T18:00:00Z", "2026-11-21T21:00:00Z"),
      at(13, "2026-11-21T18:00:00Z", "2026-11-21T19:00:00Z"),
      at(14, "2026-11-21T18:00:00Z", "2026-11-22T18:00:00Z"),
    ]);
    expect(report.verdicts).toMatchObject({ PASSED: 2, RUNNING: 1 });
    expect(report.executions.map(({ WindowExecutionId }) => WindowExecutionId)).toEqual([uuid(14)]);
  });

  it("includes executions that began weeks before and continued into it", async () => {
    const report = await read([
      at(11, "2026-11-01T18:00:00Z", "2026-11-21T21:00:00Z"),
      at(12, "2026-11-19T18:00:00Z", "2026-11-22T18:00:00Z"),
      at(13, "2026-11-19T18:00:00Z", "2026-11-20T19:00:00Z"),
    ]);
    expect(report.verdicts).toMatchObject({ PASSED: 1, RUNNING: 1 });
  });

  it("reads executions first that AWS reports as failed, in any list order", async () => {
    const failed = at(11, "2026-11-22T01:00:00Z", "2026-11-22T02:00:00Z", { outcome: "FAILED" });
    const passed = Array.from({ length: 20 }, (_, index) =>
      at(20 + index, "2026-11-22T03:00:00Z", "2026-11-22T04:00:00Z"),
    );
    const { client, asked } = scripted(account(failed, ...passed));
    await reportFailures(client, { since, now });
    const began = asked
      .filter(({ operation }) => operation === "DescribeMaintenanceWindowExecutionTasks")
      .map(({ input }) => input["WindowExecutionId"]);
    // Four are read at once, so these had begun when it was found.
    expect(began.indexOf(uuid(11))).toBeLessThanOrEqual(4);
  });

  it("is EMPTY if nothing ran", async () => {
    expect(await read([])).toMatchObject({
      verdict: "EMPTY",
      reason: "No executions of 1 window in this period.",
      complete: true,
    });
  });

  it("is PASSED if everything passed, with the count", async () => {
    const report = await read([at(11, "2026-11-22T01:00:00Z", "2026-11-22T02:00:00Z")]);
    expect(report).toMatchObject({
      verdict: "PASSED",
      executions: [],
      groups: [],
      counts: { total: 1, results: { passed: 1 } },
    });
    expect(report.windows).toMatchObject([
      { WindowId, Name: "nightly", executions: 1, verdicts: { PASSED: 1 }, listed: true },
    ]);
  });

  it.each([undefined, ""])("has a gap for a window that AWS lists with the ID %j", async (missing) => {
    const plan = account(at(11, "2026-11-22T01:00:00Z", "2026-11-22T02:00:00Z"));
    const { client } = altered(plan, {
      DescribeMaintenanceWindows: (output) => ({
        WindowIdentities: [...(output.WindowIdentities ?? []), { Name: "monthly", WindowId: missing }],
      }),
    });
    const report = await reportFailures(client, { since, now });
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false });
    expect(report.gaps).toMatchObject([{ operation: "DescribeMaintenanceWindows", kind: "missing" }]);
  });

  it("lists the worst execution first", async () => {
    const failing = (number: number, failed: number): ExecutionPlan =>
      at(number, "2026-11-22T01:00:00Z", "2026-11-22T02:00:00Z", {
        outcome: "FAILED",
        tasks: [
          task(number, [
            command(
              number,
              Array.from({ length: failed }, (_, index) =>
                machine(index, { outcome: "Failed", stderr: "No space left on device" }),
              ),
            ),
          ]),
        ],
      });
    const report = await read([
      failing(11, 1),
      failing(12, 3),
      at(13, "2026-11-22T03:00:00Z", "2026-11-22T04:00:00Z", { tasks: [], details: "No tasks to execute." }),
    ]);
    expect(report.executions.map(({ WindowExecutionId }) => WindowExecutionId)).toEqual([
      uuid(12),
      uuid(11),
      uuid(13),
    ]);
    expect(report.groups[0]).toMatchObject({ slug: "disk-full", machines: 3, members: { length: 4 } });
  });

  it("has a gap for a window whose executions may not be listed, and is then not PASSED", async () => {
    const faults: readonly MockFault[] = [
      { kind: "access-denied", operations: ["DescribeMaintenanceWindowExecutions"] },
    ];
    const report = await read([at(11, "2026-11-22T01:00:00Z", "2026-11-22T02:00:00Z")], faults);
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false, counts: { exact: false } });
    expect(report.windows).toMatchObject([{ executions: 0, listed: false }]);
    expect(report.gaps).toMatchObject([{ operation: "DescribeMaintenanceWindowExecutions" }]);
  });

  it("is streamed: only the last report is done, and the counts only grow", async () => {
    const executions = [11, 12, 13].map((number) =>
      at(number, "2026-11-22T01:00:00Z", "2026-11-22T02:00:00Z"),
    );
    const reports: FailuresReport[] = [];
    for await (const report of collectFailures(clientOf(account(...executions)), { since, now }))
      reports.push(report);
    expect(reports.filter(({ done }) => done)).toHaveLength(1);
    expect(reports.at(-1)?.done).toBe(true);
    expect(reports.slice(0, -1).every(({ verdict }) => verdict === "UNKNOWN")).toBe(true);
    expect(reports.at(-1)).toEqual(await read(executions));
    for (const { progress, windows } of reports) {
      const judged = windows
        .flatMap(({ verdicts }) => Object.values(verdicts))
        .reduce((sum, n) => sum + n, 0);
      const found = windows.reduce((sum, window) => sum + window.executions, 0);
      expect(found).toBe(progress.executions);
      expect(judged).toBeLessThanOrEqual(found);
    }
    expect(reports.at(-1)?.windows).toMatchObject([{ executions: 3, verdicts: { PASSED: 3 } }]);
  });
});
