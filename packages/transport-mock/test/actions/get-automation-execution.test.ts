import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids, minute } from "../small-account.ts";

const get = async (minutes: number) => {
  const input = { AutomationExecutionId: ids.automation };
  return (await atMinute(minutes).client.call("GetAutomationExecution", input)).AutomationExecution;
};

describe("GetAutomationExecution", () => {
  it("returns the current step of a running automation", async () => {
    const automation = await get(15);
    expect(automation).toMatchObject({
      AutomationExecutionId: ids.automation,
      AutomationExecutionStatus: "InProgress",
      CurrentStepName: "startInstances",
      CurrentAction: "aws:runCommand",
      ExecutionStartTime: minute(12),
      StepExecutionsTruncated: false,
    });
    expect(automation).not.toHaveProperty("ExecutionEndTime");
    expect(automation).not.toHaveProperty("FailureMessage");
    expect(automation?.StepExecutions?.map(({ StepStatus }) => StepStatus)).toEqual([
      "Success",
      "InProgress",
      "Pending",
    ]);
  });

  it("keeps the steps after a failure Pending", async () => {
    const automation = await get(500);
    expect(automation).toMatchObject({
      AutomationExecutionStatus: "Failed",
      FailureMessage: "Step startInstances timed out.",
      ExecutionEndTime: minute(20),
      Parameters: { InstanceId: ["i-0000000000000000a"] },
    });
    expect(automation).not.toHaveProperty("CurrentStepName");
    const { StepExecutionId, ...last } = automation?.StepExecutions?.at(-1) ?? {};
    expect(last).toEqual({ StepName: "verify", Action: "aws:runCommand", StepStatus: "Pending" });
    expect(StepExecutionId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("rejects an automation that does not exist or has not started", async () => {
    await expect(get(11)).rejects.toMatchObject({
      code: "AutomationExecutionNotFoundException",
      status: 400,
    });
  });
});
