import { createClient, type Input } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { mockTransport, patchNight } from "../../src/index.ts";
import { atMinute } from "../at-minute.ts";
import { ids, minute } from "../small-account.ts";

const list = async (minutes: number, input: Input<"DescribeAutomationExecutions"> = {}) =>
  (await atMinute(minutes).client.call("DescribeAutomationExecutions", input))
    .AutomationExecutionMetadataList ?? [];

describe("DescribeAutomationExecutions", () => {
  it("lists an automation from its start", async () => {
    expect(await list(11)).toEqual([]);
    expect(await list(15)).toEqual([
      {
        AutomationExecutionId: ids.automation,
        DocumentName: "AWS-RestartEC2Instance",
        DocumentVersion: "1",
        AutomationExecutionStatus: "InProgress",
        ExecutionStartTime: minute(12),
        LogFile: "",
        Outputs: {},
        Mode: "Auto",
        Targets: [],
        ResolvedTargets: { ParameterValues: [], Truncated: false },
        CurrentStepName: "startInstances",
        CurrentAction: "aws:runCommand",
        AutomationType: "Local",
      },
    ]);
    const [finished] = await list(20);
    expect(finished).toMatchObject({
      AutomationExecutionStatus: "Failed",
      ExecutionEndTime: minute(20),
      FailureMessage: "Step startInstances timed out.",
    });
    expect(finished).not.toHaveProperty("CurrentAction");
  });

  it("does not list the automations of a task that was cancelled before its start", async () => {
    const { client, clock } = atMinute(9);
    await client.call("CancelMaintenanceWindowExecution", { WindowExecutionId: ids.execution });
    clock.advance(10 * 60_000);
    expect(await client.call("DescribeAutomationExecutions", {})).toEqual({
      AutomationExecutionMetadataList: [],
    });
  });

  it.each([
    ["ExecutionStatus", "InProgress", 1],
    ["ExecutionStatus", "Success", 0],
    ["ExecutionId", ids.automation, 1],
    ["ExecutionId", ids.unknown, 0],
    ["DocumentNamePrefix", "AWS-Restart", 1],
    ["DocumentNamePrefix", "Restart", 0],
    ["StartTimeBefore", "2026-11-22T02:12:00Z", 0],
    ["StartTimeAfter", "2026-11-22T02:12:00Z", 1],
    ["CurrentAction", "aws:runCommand", 1],
    ["CurrentAction", "aws:sleep", 0],
    ["AutomationType", "Local", 1],
    ["AutomationType", "CrossAccount", 0],
    ["ParentExecutionId", ids.automation, 0],
    ["AutomationSubtype", "ChangeRequest", 0],
    ["OpsItemId", "oi-1", 0],
  ] as const)("filters by %s %s", async (Key, value, count) => {
    expect(await list(15, { Filters: [{ Key, Values: [value] }] })).toHaveLength(count);
  });

  it.each([
    ["ExecutionStatus", "RUNNING", "InvalidFilterValue"],
    ["AutomationType", "Remote", "InvalidFilterValue"],
    ["StartTimeAfter", "soon", "InvalidFilterValue"],
    ["TagKey", "team", "InvalidFilterKey"],
    ["TargetResourceGroup", "kiosks", "InvalidFilterKey"],
  ] as const)("rejects %s %s with the error that AWS documents", async (Key, value, code) => {
    await expect(list(15, { Filters: [{ Key, Values: [value] }] })).rejects.toMatchObject({ code });
  });

  it("returns the newest first in pages, and rejects an unknown token", async () => {
    const now = new Date("2026-11-22T08:00:00Z");
    const client = createClient(mockTransport({ scenario: { ...patchNight, now } }));
    const starts: number[] = [];
    let pages = 0;
    for await (const page of client.pages("DescribeAutomationExecutions", { MaxResults: 50 })) {
      pages += 1;
      for (const { ExecutionStartTime } of page.AutomationExecutionMetadataList ?? []) {
        starts.push(ExecutionStartTime?.getTime() ?? 0);
      }
    }
    expect(pages).toBeGreaterThan(10);
    expect(starts).toEqual(starts.toSorted((one, other) => other - one));
    expect(starts[0]).toBeLessThanOrEqual(now.getTime());
    await expect(list(15, { NextToken: "garbage" })).rejects.toMatchObject({ code: "InvalidNextToken" });
  });
});
