import type {
  AutomationPlan,
  InvocationPlan,
  MockFault,
  StepPlan,
  TaskPlan,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { machinesOf, reportExecution, type ExecutionReport } from "../../../src/index.ts";
import {
  account,
  clientOf,
  end,
  execution,
  machineId,
  start,
  task,
  uuid,
  WindowExecutionId,
} from "../../small-plan.ts";

const step = (StepName: string, plan: Partial<StepPlan> = {}): StepPlan => ({
  StepName,
  Action: "aws:changeInstanceState",
  start,
  end,
  outcome: "Success",
  ...plan,
});

const automation = (plan: Partial<AutomationPlan> = {}): AutomationPlan => ({
  DocumentName: "AWS-RestartEC2Instance",
  start,
  end,
  outcome: "Success",
  steps: [step("stop"), step("start")],
  ...plan,
});

const invocation = (plan: Partial<InvocationPlan>): InvocationPlan => ({
  InvocationId: uuid(1001),
  ExecutionId: uuid(2001),
  start,
  end,
  outcome: "SUCCESS",
  ...plan,
});

const automationTask = (invocations: readonly InvocationPlan[], plan: Partial<TaskPlan> = {}): TaskPlan =>
  task(1, invocations, { task: { TaskArn: "AWS-RestartEC2Instance", Type: "AUTOMATION" }, ...plan });

const read = (plan: Partial<InvocationPlan>, faults: readonly MockFault[] = []): Promise<ExecutionReport> => {
  const outcome = plan.outcome ?? "SUCCESS";
  const tasks = [automationTask([invocation(plan)], { outcome })];
  return reportExecution(clientOf(account(execution(tasks, { outcome })), faults), { WindowExecutionId });
};

const named = JSON.stringify({
  documentName: "AWS-RestartEC2Instance",
  parameters: { InstanceId: [machineId(1)] },
});

describe("an automation that passed", () => {
  it("is read also when the invocation names its machine", async () => {
    const report = await read({ Parameters: named, automation: automation() });
    expect(report).toMatchObject({ verdict: "PASSED", progress: { requests: 4 } });
    expect([...machinesOf(report)]).toMatchObject([
      { kind: "machine", InstanceId: machineId(1), result: "passed" },
    ]);
  });

  it("is read for its machine if the invocation names none", async () => {
    const report = await read({ automation: automation({ Parameters: { InstanceId: [machineId(2)] } }) });
    expect([...machinesOf(report)]).toMatchObject([
      { kind: "machine", name: machineId(2), result: "passed" },
    ]);
  });

  it("counts as a call when nothing names a machine", async () => {
    const report = await read({ automation: automation({ Parameters: { DatabaseId: ["orders"] } }) });
    expect([...machinesOf(report)]).toMatchObject([
      { kind: "call", name: "AWS-RestartEC2Instance", result: "passed" },
    ]);
    expect(report.reason).toBe("The only call passed.");
  });

  it("does not pass if it may not be read", async () => {
    const report = await read({ automation: automation() }, [
      { kind: "access-denied", operations: ["GetAutomationExecution"] },
    ]);
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false });
  });
});

describe("an automation that failed", () => {
  const message =
    "Step fails when it is Execute/Cancelling action. User: arn:aws:sts::1:x is not authorized to perform: ec2:StopInstances";
  const failed = automation({
    outcome: "Failed",
    steps: [
      step("stop", { outcome: "Failed", FailureMessage: message, Inputs: { InstanceIds: machineId(1) } }),
    ],
  });

  it("has the failed step and its message", async () => {
    const report = await read({ outcome: "FAILED", Parameters: named, automation: failed });
    expect([...machinesOf(report)]).toMatchObject([
      {
        name: machineId(1),
        result: "failed",
        reason: "Step stop did not pass: Failed.",
        cause: { slug: "aws-access-denied", evidence: message },
      },
    ]);
    expect(report.verdict).toBe("FAILED");
  });

  it("is a failure of the machines that a failed step names, and unknown for the others", async () => {
    const two = JSON.stringify({ parameters: { InstanceIds: [machineId(1), machineId(2)] } });
    const report = await read({ outcome: "FAILED", Parameters: two, automation: failed });
    expect([...machinesOf(report)].map(({ name, result }) => [name, result])).toEqual([
      [machineId(1), "failed"],
      [machineId(2), "unknown"],
    ]);
  });

  it("is a failure even if AWS reports SUCCESS for the invocation", async () => {
    const report = await read({ automation: failed });
    expect(report).toMatchObject({ verdict: "FAILED", falseGreen: true });
  });

  it("stays a failure if it may not be read, with a gap", async () => {
    const report = await read({ outcome: "FAILED", Parameters: named, automation: failed }, [
      { kind: "access-denied", operations: ["GetAutomationExecution"] },
    ]);
    expect(report).toMatchObject({ verdict: "FAILED", complete: false, counts: { results: { failed: 1 } } });
  });

  it("did not start if it has no ID", async () => {
    const { ExecutionId: _, ...notStarted } = invocation({
      Parameters: named,
      outcome: "FAILED",
      details: "Failed",
    });
    const plan = account(
      execution([automationTask([notStarted], { outcome: "FAILED" })], { outcome: "FAILED" }),
    );
    const report = await reportExecution(clientOf(plan), { WindowExecutionId });
    expect([...machinesOf(report)]).toMatchObject([{ name: machineId(1), result: "notRun" }]);
  });
});

describe("a function or a state machine", () => {
  const call = (plan: Partial<InvocationPlan>): TaskPlan =>
    task(1, [invocation(plan)], {
      outcome: plan.outcome ?? "SUCCESS",
      task: { TaskArn: "arn:aws:lambda:eu-central-1:111122223333:function:notify", Type: "LAMBDA" },
    });
  const readCall = (plan: Partial<InvocationPlan>): Promise<ExecutionReport> =>
    reportExecution(clientOf(account(execution([call(plan)], { outcome: plan.outcome ?? "SUCCESS" }))), {
      WindowExecutionId,
    });

  it("counts as one call with the name of the function or state machine", async () => {
    const report = await readCall({ Parameters: "{}" });
    expect([...machinesOf(report)]).toMatchObject([{ kind: "call", name: "notify", result: "passed" }]);
    expect(report).toMatchObject({ verdict: "PASSED", reason: "The only call passed." });
  });

  it("has the result that AWS reports", async () => {
    const report = await readCall({ outcome: "FAILED" });
    expect([...machinesOf(report)]).toMatchObject([
      { kind: "call", result: "failed", cause: { slug: "unexplained", key: "unexplained: notify" } },
    ]);
    expect(report.reason).toBe("The only call failed.");
  });

  it("does not pass if AWS reports SUCCESS and the details contradict it", async () => {
    const report = await readCall({ details: "Function error: Unhandled" });
    expect(report).toMatchObject({ verdict: "FAILED", falseGreen: true });
    expect(report.groups).toMatchObject([{ evidence: "Function error: Unhandled" }]);
  });
});
