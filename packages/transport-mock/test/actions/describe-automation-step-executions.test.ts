import type { Input } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids, minute } from "../small-account.ts";

type StepInput = Input<"DescribeAutomationStepExecutions">;

const list = async (more: Omit<StepInput, "AutomationExecutionId"> = {}) => {
  const input = { AutomationExecutionId: ids.automation, ...more };
  return (await atMinute(25).client.call("DescribeAutomationStepExecutions", input)).StepExecutions ?? [];
};

const names = (steps: Awaited<ReturnType<typeof list>>): unknown[] => steps.map(({ StepName }) => StepName);

describe("DescribeAutomationStepExecutions", () => {
  it("lists the steps in the order of the runbook, or in reverse", async () => {
    expect(names(await list())).toEqual(["stopInstances", "startInstances", "verify"]);
    expect(names(await list({ ReverseOrder: true }))).toEqual(["verify", "startInstances", "stopInstances"]);
  });

  it("returns inputs, outputs and failure messages", async () => {
    const [stop, start] = await list();
    expect(stop).toMatchObject({
      StepStatus: "Success",
      ExecutionStartTime: minute(12),
      ExecutionEndTime: minute(14),
      Inputs: { DesiredState: '"stopped"' },
      Outputs: { State: ["stopped"] },
    });
    expect(stop).not.toHaveProperty("FailureMessage");
    expect(start).toMatchObject({ StepStatus: "TimedOut", FailureMessage: "timed out" });
  });

  it.each([
    ["StartTimeBefore", "2026-11-22T02:14:00Z", ["stopInstances"]],
    ["StartTimeAfter", "2026-11-22T02:14:00Z", ["startInstances"]],
    ["StepExecutionStatus", "Pending", ["verify"]],
    ["StepExecutionStatus", "PendingApproval", []],
    ["StepName", "verify", ["verify"]],
    ["Action", "aws:runCommand", ["stopInstances", "startInstances", "verify"]],
    ["ParentStepExecutionId", "0000000a-0000-4000-8000-000000000001", []],
  ] as const)("filters by %s", async (Key, value, expected) => {
    expect(names(await list({ Filters: [{ Key, Values: [value] }] }))).toEqual(expected);
  });

  it("finds a step by ID", async () => {
    const StepExecutionId = (await list())[1]?.StepExecutionId ?? "";
    const Filters = [{ Key: "StepExecutionId" as const, Values: [StepExecutionId] }];
    expect(names(await list({ Filters }))).toEqual(["startInstances"]);
  });

  it.each([
    ["StepExecutionStatus", "SUCCESS"],
    ["StartTimeAfter", "soon"],
  ] as const)("refuses %s %s as AWS documents", async (Key, value) => {
    await expect(list({ Filters: [{ Key, Values: [value] }] })).rejects.toMatchObject({
      code: "InvalidFilterValue",
    });
  });

  it("rejects an invalid token with the documented error", async () => {
    await expect(list({ NextToken: "garbage" })).rejects.toMatchObject({ code: "InvalidNextToken" });
  });
});
