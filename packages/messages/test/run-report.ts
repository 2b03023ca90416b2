/** Reports for tests. */
import { createClient } from "@windowpane/core";
import { reportExecution, type ExecutionReport } from "@windowpane/report";
import { fixedClock, mockTransport, patchNight } from "@windowpane/transport-mock";

/** The time of the demo account. */
export const demoTime = new Date("2026-11-29T09:00:00Z");

/** The report on the latest execution of a window of the demo account. */
export const demoReport = async (window: string): Promise<ExecutionReport> => {
  const client = createClient(mockTransport({ scenario: patchNight, clock: fixedClock(demoTime) }));
  const { WindowIdentities = [] } = await client.call("DescribeMaintenanceWindows", {
    Filters: [{ Key: "Name", Values: [window] }],
  });
  const [{ WindowId = "", Name } = {}] = WindowIdentities;
  const { WindowExecutions = [] } = await client.call("DescribeMaintenanceWindowExecutions", { WindowId });
  const report = await reportExecution(client, {
    WindowExecutionId: WindowExecutions[0]?.WindowExecutionId ?? "",
  });
  return { ...report, WindowId, Name, origin: { Account: "111122223333", Region: "eu-west-1" } };
};

/** A small report: one machine failed, or all passed. */
export const smallReport = (change: Partial<ExecutionReport> = {}): ExecutionReport => {
  const verdict = change.verdict ?? "FAILED";
  const passed = verdict === "PASSED" ? 2 : 1;
  const counts = {
    total: 2,
    exact: true,
    results: {
      passed,
      failed: 2 - passed,
      timedOut: 0,
      unreachable: 0,
      cancelled: 0,
      running: 0,
      pending: 0,
      notRun: 0,
      unknown: 0,
    },
  };
  return {
    WindowId: "mw-0123456789abcdef0",
    Name: "linux-patch-nightly",
    origin: { Account: "111122223333", Region: "eu-west-1" },
    WindowExecutionId: "01234567-89ab-cdef-0123-456789abcdef",
    Status: verdict === "PASSED" ? "SUCCESS" : "FAILED",
    StartTime: new Date("2026-11-29T02:00:00Z"),
    EndTime: new Date("2026-11-29T02:10:00Z"),
    verdict,
    reason: verdict === "PASSED" ? "All 2 machines passed." : "1 of 2 machines failed, 1 passed.",
    falseGreen: false,
    counts,
    machineCounts: counts,
    tasks: [],
    groups: [],
    gaps: [],
    done: true,
    complete: true,
    progress: { tasks: 1, tasksRead: 1, invocations: 1, invocationsRead: 1, requests: 4 },
    ...change,
  };
};
