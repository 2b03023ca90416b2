/** An invocation with the status SUCCESS passes only if its automation passed. */
import {
  createPace,
  createClient,
  ServiceError,
  withPace,
  type OperationName,
  type Transport,
} from "@windowpane/core";
import {
  fixedClock,
  mockTransport,
  type AutomationPlan,
  type InvocationPlan,
  type StepPlan,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { machinesOf, reportExecution, type MachineResult, type ExecutionReport } from "../../../src/index.ts";
import {
  account,
  end,
  execution,
  machineId,
  now,
  start,
  task,
  uuid,
  WindowExecutionId,
} from "../../small-plan.ts";
import { altered, type Alter } from "../altered.ts";

const step = (plan: Partial<StepPlan> = {}): StepPlan => ({
  StepName: "stop",
  Action: "aws:changeInstanceState",
  start,
  end,
  outcome: "Success",
  ...plan,
});

/** An AWS document that does not patch. */
const Inputs = { DocumentName: '"AWS-RunShellScript"' };

const automation = (plan: Partial<AutomationPlan> = {}): AutomationPlan => ({
  DocumentName: "AWS-RestartEC2Instance",
  start,
  end,
  outcome: "Success",
  steps: [step()],
  ...plan,
});

/** Invocations with the status SUCCESS, each of which names its machine. */
const passedByAws = (
  count: number,
  plan: (number: number) => AutomationPlan = () => automation(),
): readonly InvocationPlan[] =>
  Array.from({ length: count }, (_, index) => ({
    InvocationId: uuid(1001 + index),
    ExecutionId: uuid(20_001 + index),
    start,
    end,
    outcome: "SUCCESS",
    Parameters: JSON.stringify({
      documentName: "AWS-RestartEC2Instance",
      parameters: { InstanceId: [machineId(index + 1)] },
    }),
    automation: plan(index + 1),
  }));

const planOf = (invocations: readonly InvocationPlan[]) =>
  account(
    execution([task(1, invocations, { task: { TaskArn: "AWS-RestartEC2Instance", Type: "AUTOMATION" } })]),
  );

const read = async (
  invocations: readonly InvocationPlan[],
  alter: Alter = {},
): Promise<{ readonly report: ExecutionReport; readonly count: (operation: OperationName) => number }> => {
  const { client, count } = altered(planOf(invocations), alter);
  return { report: await reportExecution(client, { WindowExecutionId }), count };
};

const refuse =
  (code: string) =>
  (operation: OperationName): never => {
    throw new ServiceError(operation, { code, status: 400, message: `The request is refused: ${code}` });
  };

/** Sets the status of every automation, in lists and single responses. */
const withStatus = (status: string): Alter => ({
  GetAutomationExecution: (output) => ({
    AutomationExecution: { ...output.AutomationExecution, AutomationExecutionStatus: status },
  }),
  DescribeAutomationExecutions: (output) => ({
    ...output,
    AutomationExecutionMetadataList: output.AutomationExecutionMetadataList?.map((row) => ({
      ...row,
      AutomationExecutionStatus: status,
    })),
  }),
});

describe.each([1, 12])("%i invocations with the status SUCCESS", (many) => {
  const statuses: readonly (readonly [string, MachineResult, string])[] = [
    ["Failed", "failed", "FAILED"],
    ["CompletedWithFailure", "failed", "FAILED"],
    ["Rejected", "failed", "FAILED"],
    ["ChangeCalendarOverrideRejected", "failed", "FAILED"],
    ["TimedOut", "timedOut", "FAILED"],
    ["Cancelled", "cancelled", "FAILED"],
    ["Exited", "cancelled", "FAILED"],
    ["InProgress", "running", "RUNNING"],
    ["Waiting", "running", "RUNNING"],
    ["Cancelling", "running", "RUNNING"],
    ["Approved", "running", "RUNNING"],
    ["RunbookInProgress", "running", "RUNNING"],
    ["ChangeCalendarOverrideApproved", "running", "RUNNING"],
    ["Pending", "pending", "RUNNING"],
    ["Scheduled", "pending", "RUNNING"],
    ["PendingApproval", "pending", "RUNNING"],
    ["PendingChangeCalendarOverride", "pending", "RUNNING"],
    ["Success", "passed", "PASSED"],
    ["CompletedWithSuccess", "passed", "PASSED"],
    ["Perplexed", "unknown", "UNKNOWN"],
    ["", "unknown", "UNKNOWN"],
  ];

  it.each(statuses)("count by the automation's own status: %s", async (status, result, verdict) => {
    const { report } = await read(passedByAws(many), withStatus(status));
    expect(report).toMatchObject({
      verdict,
      falseGreen: verdict === "FAILED",
      counts: { total: many, exact: true, results: { [result]: many } },
      // An unknown status is a gap.
      complete: status !== "Perplexed",
    });
    const reasons = machinesOf(report).map(({ reason }) => reason);
    expect(reasons.every((reason) => reason === "The automation passed.")).toBe(result === "passed");
  });

  it.each([
    ["expired", "AutomationExecutionNotFoundException"],
    ["denied", "AccessDeniedException"],
    ["throttled", "ThrottlingException"],
    ["faulty", "InternalServerError"],
  ])("are unknown, with a gap for each, where the automation is %s", async (_, code) => {
    const { report } = await read(passedByAws(many), {
      before: { GetAutomationExecution: refuse(code), DescribeAutomationExecutions: refuse(code) },
    });
    expect(report).toMatchObject({
      verdict: "UNKNOWN",
      complete: false,
      counts: { total: many, results: { unknown: many } },
      gaps: [{ operation: "GetAutomationExecution", code, count: many }],
    });
    expect(JSON.stringify(report)).not.toContain("The automation passed.");
  });

  it("are unknown if the response contains no automation", async () => {
    const { report } = await read(passedByAws(many), { GetAutomationExecution: () => ({}) });
    expect(report).toMatchObject({
      verdict: "UNKNOWN",
      complete: false,
      counts: { results: { unknown: many } },
      gaps: [{ code: "missing", count: many }],
    });
  });
});

describe("steps of an automation that passed", () => {
  const withStep = (members: object): Alter => ({
    GetAutomationExecution: ({ AutomationExecution }) => ({
      AutomationExecution: {
        ...AutomationExecution,
        StepExecutions: [{ StepName: "stop", StepStatus: "Failed", ...members }],
      },
    }),
  });

  it.each([{ IsCritical: true }, { IsCritical: true, OnFailure: "Continue" }, { OnFailure: "Abort" }, {}])(
    "do not pass if a critical step failed: %j",
    async (members) => {
      const { report } = await read(passedByAws(1), withStep(members));
      expect(report).toMatchObject({
        verdict: "FAILED",
        falseGreen: true,
        counts: { results: { failed: 1 } },
      });
      expect(machinesOf(report)).toMatchObject([{ reason: "Step stop did not pass: Failed." }]);
    },
  );

  it.each([{ IsCritical: false }, { OnFailure: "Continue" }, { OnFailure: "step:tidy" }])(
    "can fail where they are not critical, and the row says so: %j",
    async (members) => {
      const { report } = await read(passedByAws(1), withStep(members));
      expect(report).toMatchObject({ verdict: "PASSED", complete: true });
      expect(machinesOf(report)).toMatchObject([
        { reason: "The automation passed. Step stop did not (Failed), but it is not critical." },
      ]);
    },
  );
});

describe("100 automations that AWS reports as passed", () => {
  it("take one request for the first and one per ten others", async () => {
    const { report, count } = await read(passedByAws(100));
    expect(report).toMatchObject({ verdict: "PASSED", counts: { results: { passed: 100 } } });
    expect(count("GetAutomationExecution")).toBe(1);
    expect(count("DescribeAutomationExecutions")).toBe(10);
  });

  it("are read one by one where their steps run commands", async () => {
    const runsCommands = automation({ steps: [step({ Action: "aws:runCommand", Inputs })] });
    const { report, count } = await read(passedByAws(100, () => runsCommands));
    expect(report.verdict).toBe("PASSED");
    expect(count("GetAutomationExecution")).toBe(100);
    expect(count("DescribeAutomationExecutions")).toBe(0);
  });

  it("are read one by one where they cannot be listed, without a gap", async () => {
    const denied = { DescribeAutomationExecutions: refuse("AccessDeniedException") };
    const { report, count } = await read(passedByAws(100), { before: denied });
    expect(report).toMatchObject({ verdict: "PASSED", complete: true, gaps: [] });
    expect(count("GetAutomationExecution")).toBe(100);
    expect(count("DescribeAutomationExecutions")).toBe(1);
  });

  it("are matched by ID, for any list", async () => {
    const { report, count } = await read(passedByAws(100), {
      DescribeAutomationExecutions: ({ AutomationExecutionMetadataList: [row, ...rows] = [] }) => ({
        // One is not listed, and one is listed that was not requested.
        AutomationExecutionMetadataList: [{ ...row, AutomationExecutionId: uuid(9) }, ...rows],
      }),
    });
    expect(report).toMatchObject({ verdict: "PASSED", counts: { results: { passed: 100 } } });
    expect(count("GetAutomationExecution")).toBe(11);
  });

  it("find the one that failed, and read its steps", async () => {
    const failed = automation({ outcome: "Failed", steps: [step({ outcome: "Failed" })] });
    const plan = (number: number): AutomationPlan => (number === 57 ? failed : automation());
    const { report } = await read(passedByAws(100, plan));
    expect(report).toMatchObject({ verdict: "PARTIAL", counts: { results: { passed: 99, failed: 1 } } });
    expect(machinesOf(report).find(({ result }) => result === "failed")).toMatchObject({
      name: machineId(57),
      reason: "Step stop did not pass: Failed.",
    });
  });

  it("stay within three requests per second for each operation, failed ones first", async () => {
    const passed = passedByAws(30, () => automation({ steps: [step({ Action: "aws:runCommand", Inputs })] }));
    const [first] = passedByAws(31).slice(30);
    if (first === undefined) throw new Error("There is no invocation.");
    const failed: InvocationPlan = {
      ...first,
      outcome: "FAILED",
      automation: automation({ outcome: "Failed" }),
    };
    let time = 0;
    const sleep = async (milliseconds: number): Promise<void> => {
      time += milliseconds;
    };
    const sent: { readonly id: unknown; readonly at: number }[] = [];
    const mock = mockTransport({ scenario: planOf([...passed, failed]), clock: fixedClock(now) });
    const noting: Transport = {
      name: mock.name,
      send: (operation, input, options) => {
        if (operation === "GetAutomationExecution")
          sent.push({ id: Reflect.get(input, "AutomationExecutionId"), at: time });
        return mock.send(operation, input, options);
      },
    };
    const client = createClient(withPace(noting, createPace({ now: () => time, sleep })));
    await reportExecution(client, { WindowExecutionId });
    expect(sent).toHaveLength(31);
    expect(sent.slice(0, 3).map(({ id }) => id)).toContain(failed.ExecutionId);
    for (const { at } of sent)
      expect(sent.filter((other) => other.at >= at && other.at < at + 1000).length).toBeLessThanOrEqual(5);
    expect(sent.at(-1)?.at).toBeGreaterThan(9000);
  });
});
