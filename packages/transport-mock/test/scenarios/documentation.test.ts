import { createClient, jsonSchema } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { documentation, documentationIds, documentedId, mockTransport } from "../../src/index.ts";

const client = createClient(mockTransport({ scenario: documentation }));

describe("the documentation scenario", () => {
  it("returns the documented task invocations", async () => {
    const response = await client.call("DescribeMaintenanceWindowExecutionTaskInvocations", {
      WindowExecutionId: documentedId("b40a588d-32a7-4ea7-9a6b-b4ef4EXAMPLE"),
      TaskId: documentedId("0c9ac961-dafd-4a94-b6c7-1bef3EXAMPLE"),
    });
    expect(response).toEqual({
      WindowExecutionTaskInvocationIdentities: [
        {
          WindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e",
          TaskExecutionId: "0c9ac961-dafd-4a94-b6c7-1bef3e0a000e",
          InvocationId: "0e466033-290b-4d74-9ae0-f33e3e0a000e",
          ExecutionId: "1203cf98-5a79-4ec3-97e9-12e0be0a000e",
          TaskType: "RUN_COMMAND",
          Parameters:
            '{"comment":"","documentName":"AWS-ApplyPatchBaseline","instanceIds":["i-00ec29b21ee0a000e",' +
            '"i-09911ddd90e0a000e"],"maxConcurrency":"1","maxErrors":"1","parameters":{"SnapshotId":[""],' +
            '"Operation":["Install"]},"timeoutSeconds":600}',
          Status: "SUCCESS",
          StatusDetails: "Success",
          StartTime: new Date("2024-08-04T11:35:35.170000-07:00"),
          EndTime: new Date("2024-08-04T11:42:11.330000-07:00"),
        },
      ],
    });
  });

  it("returns the documented patch state and patches", async () => {
    const InstanceId = "i-1234567890abcdef0";
    const { InstancePatchStates } = await client.call("DescribeInstancePatchStates", {
      InstanceIds: [InstanceId],
    });
    expect(InstancePatchStates).toEqual([
      {
        InstanceId,
        PatchGroup: "my-patch-group",
        BaselineId: "pb-0713accee01234567",
        SnapshotId: "521c3536-930c-4aa9-950e-01234567abcd",
        CriticalNonCompliantCount: 2,
        SecurityNonCompliantCount: 2,
        OtherNonCompliantCount: 1,
        InstalledCount: 123,
        InstalledOtherCount: 334,
        InstalledPendingRebootCount: 0,
        InstalledRejectedCount: 0,
        MissingCount: 1,
        FailedCount: 2,
        UnreportedNotApplicableCount: 11,
        NotApplicableCount: 2063,
        OperationStartTime: new Date("2021-05-03T11:00:56-07:00"),
        OperationEndTime: new Date("2021-05-03T11:01:09-07:00"),
        Operation: "Scan",
        LastNoRebootInstallOperationTime: new Date("2020-06-14T12:17:41-07:00"),
        RebootOption: "RebootIfNeeded",
      },
    ]);
    const Filters = [{ Key: "State", Values: ["Missing"] }];
    const { Patches } = await client.call("DescribeInstancePatches", { InstanceId, Filters });
    expect(Patches).toEqual([
      {
        Title: "Windows Malicious Software Removal Tool x64 - February 2019 (KB890830)",
        KBId: "KB890830",
        Classification: "UpdateRollups",
        Severity: "Unspecified",
        State: "Missing",
        InstalledTime: new Date(0),
      },
    ]);
  });

  it("returns the documented machine", async () => {
    const Filters = [{ Key: "tag-key", Values: ["DEV"] }];
    const { InstanceInformationList } = await client.call("DescribeInstanceInformation", { Filters });
    expect(InstanceInformationList).toMatchObject([
      {
        InstanceId: "i-1234567890abcdef0",
        PingStatus: "Online",
        LastPingDateTime: new Date(1_550_501_835_178),
        AgentVersion: "2.3.415.0",
        PlatformName: "Amazon Linux AMI",
        IPAddress: "172.16.0.154",
        AssociationOverview: { InstanceAssociationStatusAggregatedCount: { Success: 1 } },
      },
    ]);
  });

  it("returns the documented invocation by ID", async () => {
    const response = await client.call("GetMaintenanceWindowExecutionTaskInvocation", documentationIds);
    expect(response.ExecutionId).toBe(documentedId("1203cf98-5a79-4ec3-97e9-12e0bEXAMPLE"));
  });

  it("lists the documented executions, one of them still running", async () => {
    const WindowId = documentedId("mw-0c50858d01EXAMPLE");
    const response = await client.call("DescribeMaintenanceWindowExecutions", { WindowId });
    expect(response.WindowExecutions).toEqual([
      {
        WindowId,
        WindowExecutionId: documentedId("6027b513-64fe-4cf0-be7d-1191aEXAMPLE"),
        Status: "IN_PROGRESS",
        StartTime: new Date("2024-08-04T11:00:00-07:00"),
      },
      {
        WindowId,
        WindowExecutionId: documentedId("ff75b750-4834-4377-8f61-b3cadEXAMPLE"),
        Status: "SUCCESS",
        StartTime: new Date("2024-08-03T11:00:00-07:00"),
        EndTime: new Date("2024-08-03T11:37:21.450-07:00"),
      },
      {
        WindowId,
        WindowExecutionId: documentedId("9fac7dd9-ff21-42a5-96ad-bbc4bEXAMPLE"),
        Status: "FAILED",
        StatusDetails: "One or more tasks in the orchestration failed.",
        StartTime: new Date("2024-08-02T11:00:00-07:00"),
        EndTime: new Date("2024-08-02T11:22:36.190-07:00"),
      },
    ]);
  });

  it("has false greens: SUCCESS with the details Failed, and SUCCESS without tasks", async () => {
    expect(
      await client.call("GetMaintenanceWindowExecutionTaskInvocation", {
        WindowExecutionId: documentedId("bc494bfa-e63b-49f6-8ad1-aa9f2EXAMPLE"),
        TaskId: documentedId("96f2ad59-97e3-461d-a63d-40c8aEXAMPLE"),
        InvocationId: documentedId("a5273e2c-d2c6-4880-b3e1-5e550EXAMPLE"),
      }),
    ).toMatchObject({ Status: "SUCCESS", StatusDetails: "Failed" });
    expect(
      await client.call("GetMaintenanceWindowExecution", {
        WindowExecutionId: documentedId("ecec60fa-6bb0-4d26-98c7-14030EXAMPLE"),
      }),
    ).toMatchObject({ Status: "SUCCESS", StatusDetails: "No tasks to execute.", TaskIds: [] });
  });

  it("has the documented command and automation", async () => {
    const { CommandInvocations } = await client.call("ListCommandInvocations", {
      CommandId: "ef7fdfd8-9b57-4151-a15c-db9a12345678",
      Details: true,
    });
    expect(
      CommandInvocations?.map((invocation) => invocation.CommandPlugins?.[0]?.ResponseFinishDateTime),
    ).toEqual([new Date(1_582_136_283_510), new Date(1_582_136_295_031)]);
    const { AutomationExecution } = await client.call("GetAutomationExecution", {
      AutomationExecutionId: "4105a4fc-f944-11e6-9d32-8fb2db27a909",
    });
    expect(
      AutomationExecution?.StepExecutions?.map(({ StepName, StepStatus }) => [StepName, StepStatus]),
    ).toEqual([
      ["launchInstance", "Failed"],
      ["updateOSSoftware", "Pending"],
      ["stopInstance", "Pending"],
      ["createImage", "Pending"],
      ["terminateInstance", "Pending"],
    ]);
  });

  it("has only IDs that match AWS's patterns", async () => {
    const { WindowIdentities = [] } = await client.call("DescribeMaintenanceWindows", {});
    expect(WindowIdentities).toHaveLength(4);
    const pattern =
      jsonSchema("GetMaintenanceWindow", "input").properties?.["WindowId"]?.pattern ?? "no pattern";
    for (const { WindowId } of WindowIdentities) expect(WindowId).toMatch(new RegExp(pattern));
  });
});
