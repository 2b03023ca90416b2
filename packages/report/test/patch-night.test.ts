/** The demo account, read through the mock and compared with its plan. */
import { createClient } from "@windowpane/core";
import {
  fixedClock,
  mockTransport,
  patchNight,
  type ExecutionPlan,
  type InvocationPlan,
  type MachinePlan,
  type MockFault,
  type TaskPlan,
  type WindowPlan,
} from "@windowpane/transport-mock";
import { beforeAll, describe, expect, it } from "vitest";
import {
  badOf,
  resultsWorstFirst,
  isNotPatched,
  machinesOf,
  reportExecution,
  reportFailures,
  type MachineResult,
  type ExecutionReport,
  type FailuresReport,
} from "../src/index.ts";

const now = new Date("2026-11-22T08:00:00Z");
const plan = patchNight.plan({ now, seed: 1 });
const clientWith = (faults: readonly MockFault[] = []) =>
  createClient(mockTransport({ scenario: patchNight, clock: fixedClock(now), seed: 1, faults }));
const twelveHours = { since: new Date("2026-11-21T20:00:00Z"), now };

const windowOf = (name: string): WindowPlan => {
  const window = plan.windows.find((candidate) => candidate.window.Name === name);
  if (window === undefined) throw new Error(`The scenario has no window ${name}.`);
  return window;
};

const newestOf = (name: string): ExecutionPlan => {
  const started = windowOf(name).executions.filter((execution) => execution.start <= now);
  const newest = started.toSorted((one, other) => other.start.getTime() - one.start.getTime())[0];
  if (newest === undefined) throw new Error(`The scenario's window ${name} has never run.`);
  return newest;
};

const invocationsOf = ({ invocations }: TaskPlan): readonly InvocationPlan[] =>
  Array.from({ length: invocations.length }, (_, index) => invocations.at(index)).filter(
    (one) => one !== undefined,
  );

/** The result of a machine in the plan, independent of the report's mapping of statuses. */
const machineResultOf = ({ start, end, outcome, details }: MachinePlan): MachineResult => {
  if (start > now) return "pending";
  if (end > now) return ["Undeliverable", "Delivery Timed Out"].includes(details) ? "pending" : "running";
  if (outcome === "Success") return "passed";
  const byDetails: Record<string, MachineResult> = {
    Failed: "failed",
    "Execution Timed Out": "timedOut",
    "Delivery Timed Out": "unreachable",
    Undeliverable: "unreachable",
    "Invalid Platform": "unreachable",
    "Access Denied": "unreachable",
    Terminated: "notRun",
    Cancelled: "cancelled",
  };
  return byDetails[details] ?? "unknown";
};

const executionsWithin = plan.windows.flatMap(({ window, executions }) =>
  executions
    .filter(({ start, end }) => start <= now && (start >= twelveHours.since || end >= twelveHours.since))
    .map((execution) => ({ Name: window.Name ?? "", execution })),
);

describe("every execution of the last twelve hours", () => {
  it.each(executionsWithin)(
    "$Name: every machine of its commands is in the result that the plan has it in",
    async ({ execution }) => {
      const { WindowExecutionId } = execution;
      const report = await reportExecution(clientWith(), { WindowExecutionId });
      const rows = new Map(
        [...machinesOf(report)].map((row) => [`${row.InvocationId} ${row.name}`, row.result]),
      );
      let compared = 0;
      for (const task of execution.tasks.filter(({ start }) => start <= now)) {
        for (const invocation of invocationsOf(task).filter(
          ({ start, ExecutionId }) => start <= now && ExecutionId !== undefined,
        )) {
          const command =
            typeof invocation.command === "function" ? invocation.command() : invocation.command;
          for (const machine of command?.machines ?? []) {
            expect([
              machine.InstanceId,
              rows.get(`${invocation.InvocationId} ${machine.InstanceId}`),
            ]).toEqual([machine.InstanceId, machineResultOf(machine)]);
            compared += 1;
          }
        }
      }
      expect(report.counts.total).toBeGreaterThanOrEqual(compared);
      for (const { total, results } of [report.counts, report.machineCounts]) {
        expect(resultsWorstFirst.reduce((sum, result) => sum + results[result], 0)).toBe(total);
      }
    },
  );

  it.each(executionsWithin)(
    "$Name: every machine that is named anywhere is in the report",
    async ({ execution }) => {
      const { WindowExecutionId } = execution;
      const report = await reportExecution(clientWith(), { WindowExecutionId });
      const text = JSON.stringify(report.tasks);
      const named = execution.tasks
        .filter(({ start }) => start <= now)
        .flatMap(invocationsOf)
        .flatMap(({ Parameters = "" }) => Parameters.match(/\b(?:mi|i)-[0-9a-f]{17}\b/gu) ?? []);
      expect(named.filter((id) => !text.includes(id))).toEqual([]);
    },
  );
});

describe("the executions that the scenario is known for", () => {
  const reportNewest = (name: string): Promise<ExecutionReport> =>
    reportExecution(clientWith(), { WindowExecutionId: newestOf(name).WindowExecutionId });

  it("emergency-openssl is RUNNING with failures so far", async () => {
    const report = await reportNewest("emergency-openssl");
    expect(report.verdict).toBe("RUNNING");
    expect(badOf(report.counts)).toBeGreaterThan(0);
    expect(report.reason).toContain("machines failed, ");
  });

  it("web-health-daily is PASSED and complete", async () => {
    expect(await reportNewest("web-health-daily")).toMatchObject({
      verdict: "PASSED",
      complete: true,
      groups: [],
    });
  });

  it("store-kiosk-agent is a false green: SUCCESS over four unreachable machines", async () => {
    const report = await reportNewest("store-kiosk-agent");
    expect(report).toMatchObject({
      Status: "SUCCESS",
      verdict: "PARTIAL",
      falseGreen: true,
      counts: { results: { unreachable: 4 } },
    });
  });

  it("batch-cleanup is EMPTY over AWS's SUCCESS", async () => {
    expect(await reportNewest("batch-cleanup")).toMatchObject({
      Status: "SUCCESS",
      verdict: "EMPTY",
      falseGreen: true,
    });
  });

  it("orders-drain was SKIPPED", async () => {
    expect(await reportNewest("orders-drain")).toMatchObject({ verdict: "SKIPPED", counts: { total: 0 } });
  });

  it("app-config-rollout was stopped by MaxErrors: failures come before their consequences", async () => {
    const report = await reportNewest("app-config-rollout");
    expect(report.verdict).toBe("PARTIAL");
    expect(report.counts.results.notRun).toBeGreaterThan(report.counts.results.failed);
    expect(report.groups[0]).toMatchObject({ weight: "failure" });
    expect(report.groups.at(-1)).toMatchObject({ slug: "max-errors-reached", weight: "consequence" });
    expect(report.tasks[0]?.MaxErrors).toBeDefined();
  });

  it("db-snapshot-nightly reached its cutoff, and shows which snapshots did not start", async () => {
    const report = await reportNewest("db-snapshot-nightly");
    expect(report).toMatchObject({
      Status: "TIMED_OUT",
      verdict: "PARTIAL",
      counts: { results: { notRun: 6, timedOut: 3 } },
    });
    expect(report.groups.map(({ slug }) => slug)).toContain("cutoff-reached");
  });

  it("ci-runner-cleanup names the machines of the task that started nothing", async () => {
    const report = await reportNewest("ci-runner-cleanup");
    expect(report.counts.results.notRun).toBe(10);
    expect(report.groups.find(({ slug }) => slug === "invalid-instance-ids")?.machines).toBe(10);
  });

  it("linux-patch-nightly has a gap for a command whose history has expired", async () => {
    const report = await reportNewest("linux-patch-nightly");
    expect(report).toMatchObject({ verdict: "PARTIAL", complete: false });
    const codes = report.gaps.map(({ operation, code }) => `${operation} ${code}`);
    // `verify-services` has expired, and `web-prod-044` is in no list.
    expect(new Set(codes)).toEqual(
      new Set(["ListCommandInvocations expired", "ListCommandInvocations missing"]),
    );
  });
});

describe("the failures of the last twelve hours", () => {
  let report: FailuresReport;
  beforeAll(async () => {
    report = await reportFailures(clientWith(), twelveHours);
  });

  it("count every execution once, by verdict", () => {
    const total = Object.values(report.verdicts).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(executionsWithin.length);
    expect(report.executions).toHaveLength(total - report.verdicts.PASSED);
    expect(report.windows).toHaveLength(plan.windows.length);
  });

  it("show skipped, empty and false-green executions", () => {
    const verdicts = new Map(report.executions.map(({ Name, verdict }) => [Name, verdict]));
    expect(verdicts.get("batch-cleanup")).toBe("EMPTY");
    expect(
      [...report.executions].some(({ Name, verdict }) => Name === "orders-drain" && verdict === "SKIPPED"),
    ).toBe(true);
    expect(report.falseGreen).toBe(true);
  });

  it("are grouped by cause over all windows, worst first", () => {
    const failures = report.groups.filter(({ weight }) => weight === "failure");
    // The rollout that stopped after three canaries never ran on 36 machines, which is more than any other cause harmed.
    expect(failures[0]).toMatchObject({ slug: "service-failed", machines: 3, stopped: 36 });
    expect(failures[1]).toMatchObject({ slug: "package-manager-locked" });
    const harmed = failures
      .filter(({ machines }) => machines > 0)
      .map(({ machines, stopped = 0 }) => machines + stopped);
    expect(harmed).toEqual(harmed.toSorted((one, other) => other - one));
    expect(new Set(report.groups.map(({ key }) => key)).size).toBe(report.groups.length);
  });

  it("contain every machine that did not pass in exactly one group", () => {
    const members = report.groups
      .flatMap((group) => group.members)
      .filter(({ result }) => result !== undefined);
    const bad = report.executions.reduce((sum, { counts }) => sum + badOf(counts), 0);
    const notPatched = report.executions
      .flatMap(machinesOf)
      .filter(({ result, patch }) => result === "passed" && patch !== undefined && isNotPatched(patch));
    expect(notPatched.length).toBeGreaterThan(5);
    expect(members).toHaveLength(bad + notPatched.length);
  });

  it("explain nearly every machine that ran and failed by a cause of the table", () => {
    const members = report.groups.flatMap(({ slug, members: all }) =>
      all.map(({ result }) => ({ slug, result })),
    );
    const failed = members.filter(({ result }) => result === "failed");
    const unexplained = failed.filter(({ slug }) => slug.startsWith("exit-") || slug.startsWith("un"));
    expect(unexplained.length / failed.length).toBeLessThan(0.2);
  });

  it("show no control character, escape sequence or direction mark in any evidence", () => {
    const texts = report.groups.flatMap((group) => [
      group.evidence ?? "",
      group.error,
      ...group.members.map(({ evidence }) => evidence ?? ""),
    ]);
    expect(texts.filter((text) => /[\p{Cc}\p{Cf}]/u.test(text))).toEqual([]);
    expect(texts.filter((text) => Array.from(text).length > 240)).toEqual([]);
  });

  it("contain neither parameters nor owner information", () => {
    const text = JSON.stringify(report);
    expect(text).not.toMatch(/"(?:Parameters|OwnerInformation|TaskParameters|Description)"/u);
  });

  it("are plain data: JSON values and Dates", () => {
    const strange: string[] = [];
    const look = (value: unknown, path: string): void => {
      if (value === null || value instanceof Date || ["string", "number", "boolean"].includes(typeof value))
        return;
      if (Array.isArray(value)) value.forEach((item, index) => look(item, `${path}.${index}`));
      else if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
        for (const [name, member] of Object.entries(value)) look(member, `${path}.${name}`);
      } else strange.push(`${path}: ${typeof value}`);
    };
    look(report, "report");
    expect(strange).toEqual([]);
  });

  it.each([
    "DescribeMaintenanceWindowExecutionTasks",
    "DescribeMaintenanceWindowExecutionTaskInvocations",
    "ListCommandInvocations",
    "GetAutomationExecution",
  ] as const)("are never fewer gaps than refusals: %s", async (operation) => {
    const denied = await reportFailures(
      clientWith([{ kind: "access-denied", operations: [operation] }]),
      twelveHours,
    );
    expect(denied.complete).toBe(false);
    expect(
      denied.gaps.some((gap) => gap.operation === operation && gap.code === "AccessDeniedException"),
    ).toBe(true);
    // Operations that passed without the permission do not need it.
    expect(denied.verdicts.PASSED).toBeLessThanOrEqual(report.verdicts.PASSED);
  });

  it("reject if the windows may not be listed", async () => {
    const faults: readonly MockFault[] = [
      { kind: "access-denied", operations: ["DescribeMaintenanceWindows"] },
    ];
    await expect(reportFailures(clientWith(faults), twelveHours)).rejects.toMatchObject({
      code: "AccessDeniedException",
    });
  });

  it("read only the requested windows", async () => {
    const { WindowId } = windowOf("store-kiosk-agent").window;
    const one = await reportFailures(clientWith(), {
      ...twelveHours,
      windows: [{ WindowId, Name: "store-kiosk-agent" }],
    });
    expect(one.executions).toMatchObject([{ Name: "store-kiosk-agent", verdict: "PARTIAL" }]);
  });
});
