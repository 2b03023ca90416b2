/** Automations with rate control and in other accounts, checked against AWS's counts. */
import { ServiceError, type OperationName, type TargetsSummary } from "@windowpane/core";
import {
  crossAccount,
  rateControlled,
  rateControlledIds as ids,
  type RateControlledOptions,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { machinesOf, reportExecution, type ExecutionReport } from "../../../src/index.ts";
import { altered, type Alter } from "../altered.ts";

const { WindowExecutionId, AutomationExecutionId } = ids;

const read = async (
  options: RateControlledOptions,
  alter: Alter = {},
): Promise<{ readonly report: ExecutionReport; readonly count: (operation: OperationName) => number }> => {
  const { client, count } = altered(rateControlled(options), alter);
  return { report: await reportExecution(client, { WindowExecutionId }), count };
};

const withSummary =
  (summary: Partial<TargetsSummary> | undefined): NonNullable<Alter["GetAutomationExecution"]> =>
  ({ AutomationExecution }) => {
    if (AutomationExecution?.AutomationExecutionId !== AutomationExecutionId) return { AutomationExecution };
    const { TargetsSummary, ...rest } = AutomationExecution;
    return {
      AutomationExecution: {
        ...rest,
        ...(summary === undefined ? {} : { TargetsSummary: { ...TargetsSummary, ...summary } }),
      },
    };
  };

/** Leaves the first children out of the list. */
const withoutChildren =
  (many: number): NonNullable<Alter["DescribeAutomationExecutions"]> =>
  ({ AutomationExecutionMetadataList: rows = [] }) => ({
    AutomationExecutionMetadataList: rows.filter(
      ({ AutomationExecutionId: id }) =>
        !Array.from({ length: many }, (_, index) => ids.child(index)).includes(id ?? ""),
    ),
  });

const deny = (operation: OperationName): never => {
  throw new ServiceError(operation, {
    code: "AccessDeniedException",
    status: 400,
    message: "Not authorized",
  });
};

describe("an automation with rate control", () => {
  it("reads every child where the response to the first lacks its steps", async () => {
    let isFirst = true;
    const { report, count } = await read(
      { targets: 5, failed: 0 },
      {
        GetAutomationExecution: ({ AutomationExecution }) => {
          if (AutomationExecution?.ParentAutomationExecutionId === undefined || !isFirst)
            return { AutomationExecution };
          isFirst = false;
          return { AutomationExecution: { ...AutomationExecution, StepExecutions: [] } };
        },
      },
    );
    expect(isFirst).toBe(false);
    expect(count("GetAutomationExecution")).toBe(6);
    expect(report.patches?.total).toBe(5);
  });

  it("has a row for the machine of each child automation", async () => {
    const { report } = await read({ targets: 12, failed: 2 });
    expect(report).toMatchObject({
      verdict: "PARTIAL",
      complete: true,
      counts: { total: 12, exact: true, results: { passed: 10, failed: 2 } },
    });
    const failed = machinesOf(report).filter(({ result }) => result === "failed");
    expect(failed.map(({ name }) => name).toSorted()).toEqual([ids.machine(0), ids.machine(1)]);
    expect(failed[0]?.reason).toBe("Step installMissingOSUpdates did not pass: Failed.");
  });

  it("passes if every child passed and the counts match", async () => {
    const { report, count } = await read({ targets: 60, failed: 0 });
    expect(report).toMatchObject({ verdict: "PASSED", counts: { total: 60, exact: true } });
    expect(count("DescribeAutomationExecutions")).toBe(2);
    // The parent, and each child because it runs a command.
    expect(count("GetAutomationExecution")).toBe(61);
    expect(count("DescribeAutomationStepExecutions")).toBe(0);
  });

  it("has the result not run on targets that it did not start on", async () => {
    const { report } = await read({ targets: 12, failed: 2, notStarted: 4 });
    expect(report).toMatchObject({
      verdict: "PARTIAL",
      complete: true,
      counts: { total: 12, exact: true, results: { passed: 6, failed: 2, notRun: 4 } },
    });
  });

  it("does not pass if AWS counts a failure that it does not list", async () => {
    const { report } = await read(
      { targets: 12, failed: 0 },
      { GetAutomationExecution: withSummary({ FailedCount: 1, SuccessfulCount: 11 }) },
    );
    expect(report).toMatchObject({
      verdict: "PARTIAL",
      falseGreen: true,
      complete: false,
      counts: { total: 13, exact: false, results: { passed: 12, failed: 1 } },
      gaps: [{ operation: "DescribeAutomationExecutions", code: "missing" }],
    });
    expect(machinesOf(report).find(({ kind }) => kind === "unnamed")?.reason).toBe(
      "AWS counts 1 failed target that it does not list.",
    );
  });

  it("is unknown on machines whose child automation is not listed", async () => {
    const { report } = await read(
      { targets: 12, failed: 0 },
      { DescribeAutomationExecutions: withoutChildren(3) },
    );
    expect(report).toMatchObject({
      verdict: "UNKNOWN",
      complete: false,
      counts: { total: 12, exact: false, results: { passed: 9, unknown: 3 } },
    });
  });

  it("has failed on a machine without a listed child whose step failed", async () => {
    const { report } = await read(
      { targets: 12, failed: 2 },
      { DescribeAutomationExecutions: withoutChildren(12) },
    );
    expect(report).toMatchObject({
      verdict: "FAILED",
      complete: false,
      counts: { total: 12, exact: false, results: { failed: 2, unknown: 10 } },
    });
  });

  it("is unknown if its child automations cannot be listed, for any status", async () => {
    const { report } = await read(
      { targets: 12, failed: 0 },
      { before: { DescribeAutomationExecutions: deny } },
    );
    expect(report).toMatchObject({
      verdict: "UNKNOWN",
      complete: false,
      counts: { total: 12, exact: false, results: { unknown: 12 } },
      gaps: [{ operation: "DescribeAutomationExecutions", code: "AccessDeniedException" }],
    });
  });

  it("is unknown without counts", async () => {
    const { report } = await read(
      { targets: 5, failed: 0 },
      { GetAutomationExecution: withSummary(undefined) },
    );
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false, counts: { exact: false } });
  });

  it("has its own row if it did not pass and no target shows it", async () => {
    const { report } = await read(
      { targets: 4, failed: 0 },
      {
        GetAutomationExecution: ({ AutomationExecution }) => ({
          AutomationExecution:
            AutomationExecution?.AutomationExecutionId === AutomationExecutionId
              ? { ...AutomationExecution, AutomationExecutionStatus: "CompletedWithFailure" }
              : AutomationExecution,
        }),
      },
    );
    expect(report).toMatchObject({
      verdict: "PARTIAL",
      falseGreen: true,
      counts: { results: { passed: 4, failed: 1 } },
    });
  });

  it("is unknown on a machine whose child automation has expired", async () => {
    const { report } = await read(
      { targets: 4, failed: 0 },
      {
        GetAutomationExecution: (output) => {
          const id = output.AutomationExecution?.AutomationExecutionId;
          if (id !== ids.child(2)) return output;
          const code = "AutomationExecutionNotFoundException";
          throw new ServiceError("GetAutomationExecution", { code, status: 400, message: "gone" });
        },
      },
    );
    expect(report).toMatchObject({
      verdict: "UNKNOWN",
      complete: false,
      counts: { total: 4, results: { passed: 3, unknown: 1 } },
    });
  });

  it("does not read running child automations one by one", async () => {
    const { report, count } = await read(
      { targets: 8, failed: 0 },
      {
        DescribeAutomationExecutions: ({ AutomationExecutionMetadataList: rows = [] }) => ({
          AutomationExecutionMetadataList: rows.map((row) => ({
            ...row,
            AutomationExecutionStatus: "InProgress",
          })),
        }),
      },
    );
    expect(report).toMatchObject({ verdict: "RUNNING", counts: { results: { running: 8 } } });
    expect(count("GetAutomationExecution")).toBe(1);
  });

  it("has no rows if AWS counts no targets", async () => {
    const none = { TotalCount: 0, StartedCount: 0, CompletedCount: 0, SuccessfulCount: 0, FailedCount: 0 };
    const { report } = await read(
      { targets: 1, failed: 0 },
      {
        GetAutomationExecution: ({ AutomationExecution }) => ({
          AutomationExecution: { ...AutomationExecution, TargetsSummary: none, ResolvedTargets: {} },
        }),
        DescribeAutomationExecutions: () => ({ AutomationExecutionMetadataList: [] }),
      },
    );
    expect(report).toMatchObject({ verdict: "EMPTY", complete: true, counts: { total: 0 } });
  });
});

describe("an automation whose step starts one with rate control", () => {
  it("has the rows of its targets", async () => {
    const { report } = await read({ targets: 6, failed: 2, notStarted: 1, nested: true });
    expect(report).toMatchObject({
      verdict: "PARTIAL",
      complete: true,
      counts: { total: 6, exact: true, results: { passed: 3, failed: 2, notRun: 1 } },
    });
  });

  it("passes with them, without its own row", async () => {
    const { report } = await read({ targets: 6, failed: 0, nested: true });
    expect(report).toMatchObject({ verdict: "PASSED", counts: { total: 6, exact: true } });
  });

  it("is unknown if the inner automation cannot be read", async () => {
    const { report } = await read(
      { targets: 6, failed: 0, nested: true },
      {
        GetAutomationExecution: (output) =>
          output.AutomationExecution?.AutomationExecutionId === ids.NestedAutomationExecutionId
            ? deny("GetAutomationExecution")
            : output,
      },
    );
    expect(report).toMatchObject({
      verdict: "UNKNOWN",
      complete: false,
      counts: { total: 1, exact: false, results: { unknown: 1 } },
    });
  });
});

describe("an automation in other accounts and regions", () => {
  const readCross = async (alter: Alter = {}): Promise<ExecutionReport> =>
    reportExecution(altered(crossAccount, alter).client, { WindowExecutionId });

  const passed: NonNullable<Alter["GetAutomationExecution"]> = ({ AutomationExecution }) => ({
    AutomationExecution: {
      ...AutomationExecution,
      AutomationExecutionStatus: "Success",
      StepExecutions: AutomationExecution?.StepExecutions?.map((step) => ({
        ...step,
        StepStatus: "Success",
      })),
      ProgressCounters: {
        TotalSteps: 4,
        SuccessSteps: 4,
        FailedSteps: 0,
        CancelledSteps: 0,
        TimedOutSteps: 0,
      },
    },
  });

  it("names each account and region, and passes none without a summary", async () => {
    const report = await readCross();
    expect(report).toMatchObject({
      verdict: "FAILED",
      complete: false,
      counts: { total: 4, results: { failed: 1, unknown: 3 } },
    });
    expect(machinesOf(report).map(({ name, result }) => [name, result])).toEqual([
      ["account 444455556666, region eu-central-1", "unknown"],
      ["account 444455556666, region us-east-1", "unknown"],
      ["account 777788889999, region eu-central-1", "unknown"],
      ["account 777788889999, region us-east-1", "failed"],
    ]);
    expect(machinesOf(report)[0]?.reason).toBe(
      "It ran in account 444455556666, region eu-central-1: open it there.",
    );
    expect(report.gaps.map(({ count, why }) => [count, why])).toEqual([
      [1, "The automation ran in account 444455556666, region eu-central-1, which this caller cannot read."],
      [1, "The automation ran in account 444455556666, region us-east-1, which this caller cannot read."],
      [1, "The automation ran in account 777788889999, region eu-central-1, which this caller cannot read."],
    ]);
    // Each location counts, although it is not a machine.
    expect(report.machineCounts.total).toBe(4);
  });

  it("passes if its summary reports that everything passed", async () => {
    const alter: Alter = { GetAutomationExecution: passed };
    expect(await readCross(alter)).not.toMatchObject({ verdict: "PASSED" });
    const status = (rows: readonly object[] = []): readonly object[] =>
      rows.map((row) => ({ ...row, Status: "SUCCESS", StatusDetails: undefined }));
    const report = await readCross({
      ...alter,
      GetMaintenanceWindowExecution: (output) => ({ ...output, Status: "SUCCESS", StatusDetails: undefined }),
      DescribeMaintenanceWindowExecutionTasks: (output) => ({
        WindowExecutionTaskIdentities: status(output.WindowExecutionTaskIdentities),
      }),
      DescribeMaintenanceWindowExecutionTaskInvocations: (output) => ({
        WindowExecutionTaskInvocationIdentities: status(output.WindowExecutionTaskInvocationIdentities),
      }),
    });
    expect(report).toMatchObject({ verdict: "PASSED", complete: true, counts: { results: { passed: 4 } } });
  });

  it("is read once, because the caller cannot read its child automations", async () => {
    const { client, count } = altered(crossAccount, {});
    await reportExecution(client, { WindowExecutionId });
    expect(count("GetAutomationExecution")).toBe(1);
    expect(count("DescribeAutomationExecutions")).toBe(0);
  });
});
