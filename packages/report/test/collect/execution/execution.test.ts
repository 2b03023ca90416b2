import { createClient, ServiceError, type OperationName } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { machinesOf, reportExecution, type ExecutionReport } from "../../../src/index.ts";
import {
  account,
  clientOf,
  command,
  end,
  execution,
  machine,
  machineId,
  task,
  unreached,
  uuid,
  WindowExecutionId,
} from "../../small-plan.ts";
import type { AccountPlan, ExecutionPlan, MockFault } from "@windowpane/transport-mock";

const read = (
  plan: ExecutionPlan | AccountPlan,
  faults: readonly MockFault[] = [],
): Promise<ExecutionReport> =>
  reportExecution(clientOf("windows" in plan ? plan : account(plan), faults), { WindowExecutionId });

const resultsOf = (report: ExecutionReport): Record<string, string> =>
  Object.fromEntries([...machinesOf(report)].map(({ name, result }) => [name, result]));

describe("an execution in which everything passed", () => {
  it("is PASSED, complete, and without groups or gaps", async () => {
    const report = await read(execution([task(1, [command(1, [machine(1), machine(2)])])]));
    expect(report).toMatchObject({
      verdict: "PASSED",
      reason: "All 2 machines passed.",
      falseGreen: false,
      complete: true,
    });
    expect(report.groups).toEqual([]);
    expect(report.gaps).toEqual([]);
    expect(report.counts).toMatchObject({ total: 2, exact: true, results: { passed: 2 } });
  });

  it("sends one request per level and command, and no others", async () => {
    const report = await read(execution([task(1, [command(1, [machine(1)]), command(2, [machine(2)])])]));
    // The execution, its tasks, the task's invocations, two commands.
    expect(report.progress).toEqual({
      tasks: 1,
      tasksRead: 1,
      invocations: 2,
      invocationsRead: 2,
      requests: 5,
    });
  });

  it("counts a machine of two tasks as two rows and one machine, with its worst result", async () => {
    const report = await read(
      execution([
        task(1, [command(1, [machine(1), machine(2)])]),
        task(2, [command(2, [machine(1, { outcome: "Failed" })])]),
      ]),
    );
    expect(report.counts).toMatchObject({ total: 3, results: { passed: 2, failed: 1 } });
    expect(report.machineCounts).toMatchObject({ total: 2, results: { passed: 1, failed: 1 } });
  });
});

describe("AWS's SUCCESS over failures", () => {
  it("is PARTIAL if one machine passed and four were unreachable", async () => {
    const machines = [machine(1), ...[2, 3, 4, 5].map((number) => unreached(number, "Undeliverable"))];
    const report = await read(execution([task(1, [command(1, machines)])]));
    expect(report).toMatchObject({
      Status: "SUCCESS",
      verdict: "PARTIAL",
      falseGreen: true,
      reason: "4 of 5 machines were unreachable, 1 passed. AWS still reports SUCCESS.",
    });
    expect(report.groups).toMatchObject([{ slug: "unreachable", machines: 4 }]);
  });

  it("is FAILED when an invocation is SUCCESS with details Failed and nothing in it passed", async () => {
    const invocation = command(1, [machine(1, { outcome: "Failed" })], { details: "Failed" });
    const report = await read(execution([task(1, [invocation])]));
    expect(report).toMatchObject({ verdict: "FAILED", falseGreen: true });
  });

  it("is not PASSED even if every machine passed and only the details report Failed", async () => {
    const report = await read(execution([task(1, [command(1, [machine(1)], { details: "Failed" })])]));
    expect(report.verdict).toBe("PARTIAL");
    expect(report.tasks[0]?.invocations[0]).toMatchObject({ verdict: "PARTIAL", falseGreen: true });
    expect(report.groups).toMatchObject([{ members: [{ kind: "invocation" }] }]);
  });

  it("is not PASSED if a machine is Success and one of its steps failed", async () => {
    const steps = machine(1, { outcome: "Failed", stderr: "boom: error" }).plugins;
    const report = await read(execution([task(1, [command(1, [machine(1, { plugins: steps })])])]));
    expect(report).toMatchObject({ verdict: "FAILED", counts: { results: { failed: 1 } } });
  });

  it("is EMPTY with No tasks to execute", async () => {
    const report = await read(execution([], { details: "No tasks to execute." }));
    expect(report).toMatchObject({
      verdict: "EMPTY",
      falseGreen: true,
      complete: true,
      cause: { slug: "no-tasks" },
    });
    expect(report.groups).toMatchObject([
      { slug: "no-tasks", weight: "notice", members: [{ kind: "execution" }] },
    ]);
  });

  it("is EMPTY when tasks have no invocations", async () => {
    const report = await read(execution([task(1, [], { details: "No Invocations to Execute" })]));
    expect(report).toMatchObject({
      verdict: "EMPTY",
      tasks: [{ verdict: "EMPTY", cause: { slug: "no-targets" } }],
    });
  });

  it("is PARTIAL if one task passed and another had no targets", async () => {
    const report = await read(execution([task(1, [command(1, [machine(1)])]), task(2, [])]));
    expect(report).toMatchObject({
      verdict: "PARTIAL",
      reason: "The only machine passed, but 1 of 2 tasks did not run on any target.",
    });
  });
});

describe("what did not run", () => {
  it("is SKIPPED if the previous execution was still running", async () => {
    expect(await read(execution([], { outcome: "SKIPPED_OVERLAPPING" }))).toMatchObject({
      verdict: "SKIPPED",
    });
  });

  it("includes machines that too many errors elsewhere stopped, after the failures", async () => {
    const ran = [
      machine(1, { outcome: "Failed", stderr: "no space left on device" }),
      unreached(2, "Terminated", "Cancelled"),
    ];
    const Parameters = JSON.stringify({ instanceIds: [machineId(1), machineId(2), machineId(3)] });
    const report = await read(
      execution(
        [
          task(1, [command(1, ran, { Parameters, outcome: "FAILED" })], {
            outcome: "FAILED",
            details: "The maximum error count was exceeded.",
          }),
        ],
        {
          outcome: "FAILED",
        },
      ),
    );
    expect(resultsOf(report)).toEqual({
      [machineId(1)]: "failed",
      [machineId(2)]: "notRun",
      [machineId(3)]: "notRun",
    });
    expect(report.groups.map(({ slug, weight, machines }) => [slug, weight, machines])).toEqual([
      ["disk-full", "failure", 1],
      ["max-errors-reached", "consequence", 2],
    ]);
    expect(report.tasks[0]?.MaxErrors).toBe("2");
  });

  it("lists the machines of an invocation that started nothing, with AWS's reason", async () => {
    const {
      ExecutionId: _,
      command: __,
      ...notStarted
    } = command(1, [machine(1), machine(2)], {
      outcome: "FAILED",
      details: "The instance IDs list contains an invalid entry.",
    });
    const report = await read(
      execution([task(1, [notStarted], { outcome: "FAILED" })], { outcome: "FAILED" }),
    );
    expect(resultsOf(report)).toEqual({ [machineId(1)]: "notRun", [machineId(2)]: "notRun" });
    expect(report.groups).toMatchObject([{ slug: "invalid-instance-ids", machines: 2 }]);
  });

  it("lists the resolved machines of a task whose only invocation has tags", async () => {
    const {
      ExecutionId: _,
      command: __,
      ...notStarted
    } = command(1, [], {
      outcome: "TIMED_OUT",
      Parameters: JSON.stringify({ targets: [{ key: "tag:role", targetValues: ["web"] }] }),
    });
    const plan = task(1, [notStarted], {
      outcome: "TIMED_OUT",
      task: {
        Type: "RUN_COMMAND",
        TaskParameters: [{ "aws:InstanceId": { Values: [machineId(7), machineId(8)] } }],
      },
    });
    const report = await read(execution([plan], { outcome: "TIMED_OUT" }));
    expect(resultsOf(report)).toEqual({ [machineId(7)]: "notRun", [machineId(8)]: "notRun" });
    expect(report.counts.exact).toBe(true);
  });

  it("counts machines without names as one row, not exact", async () => {
    const {
      ExecutionId: _,
      command: __,
      Parameters: ___,
      ...notStarted
    } = command(1, [], { outcome: "CANCELLED" });
    const report = await read(
      execution([task(1, [notStarted], { outcome: "CANCELLED" })], { outcome: "CANCELLED" }),
    );
    expect([...machinesOf(report)]).toMatchObject([{ kind: "unnamed", result: "notRun" }]);
    expect(report.counts).toMatchObject({ total: 1, exact: false });
    expect(report.verdict).toBe("FAILED");
  });

  it("includes what AWS leaves in PENDING after the execution has ended", async () => {
    const answers: Record<string, unknown> = {
      GetMaintenanceWindowExecution: { WindowExecutionId, Status: "TIMED_OUT" },
      DescribeMaintenanceWindowExecutionTasks: {
        WindowExecutionTaskIdentities: [
          { TaskExecutionId: uuid(101), TaskType: "RUN_COMMAND", Status: "TIMED_OUT" },
          { TaskExecutionId: uuid(102), TaskType: "RUN_COMMAND", Status: "PENDING" },
        ],
      },
    };
    const pending = {
      InvocationId: uuid(1001),
      Status: "PENDING",
      Parameters: `{"instanceIds":["${machineId(1)}"]}`,
    };
    const client = createClient({
      name: "canned",
      send: async (operation, input) =>
        answers[operation] ??
        (JSON.stringify(input).includes(uuid(101))
          ? { WindowExecutionTaskInvocationIdentities: [pending] }
          : {}),
    });
    const report = await reportExecution(client, { WindowExecutionId });
    expect(report.tasks.map(({ verdict }) => verdict)).toEqual(["FAILED", "FAILED"]);
    expect(report).toMatchObject({ verdict: "FAILED", counts: { total: 1, results: { notRun: 1 } } });
  });

  it("is unknown if a command that has ended does not list a machine", async () => {
    const Parameters = JSON.stringify({ instanceIds: [machineId(1), machineId(2)] });
    const report = await read(execution([task(1, [command(1, [machine(1)], { Parameters })])]));
    expect(resultsOf(report)).toEqual({ [machineId(1)]: "passed", [machineId(2)]: "unknown" });
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false, gaps: [{ code: "missing" }] });
  });
});

describe("expired history", () => {
  const { command: _, ...gone } = command(1, [machine(1), machine(2)]);

  it("is a gap, and AWS's SUCCESS does not count", async () => {
    const report = await read(execution([task(1, [gone])]));
    expect(report).toMatchObject({
      verdict: "UNKNOWN",
      complete: false,
      counts: { total: 2, results: { unknown: 2 } },
    });
    expect(report.gaps).toMatchObject([{ operation: "ListCommandInvocations", code: "expired", count: 1 }]);
  });

  it("leaves AWS's FAILED a failure", async () => {
    const report = await read(
      execution([task(1, [{ ...gone, outcome: "FAILED" }], { outcome: "FAILED" })], { outcome: "FAILED" }),
    );
    expect(report).toMatchObject({ verdict: "FAILED", complete: false });
    expect(report.groups).toMatchObject([{ slug: "failed-unread", members: [{ kind: "invocation" }] }]);
  });
});

describe("what may not be read", () => {
  const plan = account(
    execution([task(1, [command(1, [machine(1), machine(2)])]), task(2, [command(2, [machine(3)])])]),
  );
  const denied = (...operations: readonly OperationName[]): readonly MockFault[] => [
    { kind: "access-denied", operations },
  ];

  it.each<OperationName>([
    "GetMaintenanceWindowExecution",
    "DescribeMaintenanceWindowExecutionTasks",
    "DescribeMaintenanceWindowExecutionTaskInvocations",
    "ListCommandInvocations",
  ])("is a gap and never PASSED: %s", async (operation) => {
    const report = await read(plan, denied(operation));
    expect(report).toMatchObject({ verdict: "UNKNOWN", done: true, complete: false });
    expect(report.gaps).toMatchObject([{ operation, code: "AccessDeniedException" }]);
    expect(report.gaps[0]?.nextStep).toContain(`ssm:${operation}`);
  });

  it("is one gap for any number of requests", async () => {
    const report = await read(plan, denied("ListCommandInvocations"));
    expect(report.gaps).toMatchObject([{ count: 2 }]);
    expect(resultsOf(report)).toEqual({
      [machineId(1)]: "unknown",
      [machineId(2)]: "unknown",
      [machineId(3)]: "unknown",
    });
  });

  it("rejects if neither the execution nor its tasks can be read", async () => {
    const reading = read(
      plan,
      denied("GetMaintenanceWindowExecution", "DescribeMaintenanceWindowExecutionTasks"),
    );
    await expect(reading).rejects.toThrow(ServiceError);
  });

  it("rejects for an execution that does not exist", async () => {
    const reading = reportExecution(clientOf(plan), { WindowExecutionId: uuid(999) });
    await expect(reading).rejects.toMatchObject({ code: "DoesNotExistException" });
  });
});

describe("a running execution", () => {
  const later = new Date("2026-11-22T09:00:00Z");

  it("is RUNNING, with the failures so far", async () => {
    const machines = [
      machine(1),
      machine(2, { outcome: "Failed" }),
      machine(3, { end: later }),
      machine(4, { start: later, end: later }),
    ];
    const report = await read(
      execution([task(1, [command(1, machines, { end: later })], { end: later })], { end: later }),
    );
    expect(report).toMatchObject({ verdict: "RUNNING", Status: "IN_PROGRESS" });
    expect(report.reason).toBe("Running: 1 of 4 machines failed, 1 running, 1 pending, 1 passed.");
    expect(report).not.toHaveProperty("EndTime");
  });

  it("is RUNNING while a machine of a cancelled execution is running", async () => {
    const report = await read(
      execution([task(1, [command(1, [machine(1, { end: later })], { outcome: "CANCELLED", end })])], {
        outcome: "CANCELLED",
        end,
      }),
    );
    expect(report.verdict).toBe("RUNNING");
  });
});

describe("sensitive members", () => {
  const plan = execution([task(1, [command(1, [machine(1)])])]);

  it("are not in a report", async () => {
    const text = JSON.stringify(await read(plan));
    expect(text).not.toContain("owner-secret");
    expect(text).not.toContain("instanceIds");
  });

  it("are included if requested", async () => {
    const report = await reportExecution(clientOf(account(plan)), {
      WindowExecutionId,
      includeSensitive: true,
    });
    expect(report.tasks[0]?.invocations[0]).toMatchObject({ OwnerInformation: "owner-secret" });
    expect(report.tasks[0]?.invocations[0]?.Parameters).toContain("instanceIds");
  });
});
