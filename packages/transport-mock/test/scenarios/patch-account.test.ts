/** Examples of patch results, as recipes and raw responses. */
import { createClient, type Client } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import {
  fixedClock,
  mockTransport,
  patchAccount,
  patchAccountIds as ids,
  patchAccountMinute as minute,
  type PatchAccountRecipe,
} from "../../src/index.ts";

const clientOf = (recipe: PatchAccountRecipe, minutes = 360): Client =>
  createClient(mockTransport({ scenario: patchAccount(recipe), clock: fixedClock(minute(minutes)) }));

/** The data of a report: the run, and the machine's patch summary and state. */
const read = async (recipe: PatchAccountRecipe, minutes?: number, machine = 0) => {
  const client = clientOf(recipe, minutes);
  const InstanceId = ids.machine(machine);
  const { CommandInvocations: [run] = [] } = await client.call("ListCommandInvocations", {
    CommandId: ids.command(0),
    InstanceId,
    Details: true,
  });
  const { Entities: [entity] = [] } = await client.call("GetInventory", {
    Filters: [{ Key: "AWS:InstanceInformation.InstanceId", Values: [InstanceId] }],
    ResultAttributes: [{ TypeName: "AWS:PatchSummary" }],
  });
  const { InstancePatchStates: [state] = [] } = await client.call("DescribeInstancePatchStates", {
    InstanceIds: [InstanceId],
  });
  const summary = entity?.Data?.["AWS:PatchSummary"]?.Content?.[0];
  expect(summary === undefined).toBe(state === undefined);
  return { run, summary, state };
};

const c1 = ids.command(0);
const c9 = ids.other(9);
const c0 = ids.other(0);
const at4 = [120, 121] as const;
const yesterday = [-1440, -1438] as const;
const NoReboot = { rebootOption: "NoReboot" } as const;

/** Number, recipe, expected run, and expected state or `undefined`. */
const examples: readonly (readonly [string, PatchAccountRecipe, object, object | undefined])[] = [
  [
    "1 patched",
    { machines: [{ states: [{}] }] },
    { Status: "Success" },
    { ExecutionId: c1, MissingCount: "0" },
  ],
  [
    "2 reboot pending",
    { tasks: [NoReboot], machines: [{ states: [{ pendingReboot: 5 }] }] },
    { Status: "Success" },
    { ExecutionId: c1, InstalledPendingRebootCount: "5", RebootOption: "NoReboot" },
  ],
  [
    "3 scanned only",
    { tasks: [{ operation: "Scan" }], machines: [{ states: [{ missing: 12, critical: 3 }] }] },
    { Status: "Success" },
    { ExecutionId: c1, OperationType: "Scan", MissingCount: "12", CriticalNonCompliantCount: "3" },
  ],
  [
    "4 failed",
    { tasks: [{ runs: ["Failed"] }], machines: [{ states: [{ failed: 2 }] }] },
    { Status: "Failed" },
    { ExecutionId: c1, FailedCount: "2" },
  ],
  [
    "5 overwritten, missing",
    { machines: [{ states: [{}, { by: c9, operation: "Scan", minutes: at4, missing: 4 }] }] },
    { Status: "Success" },
    { ExecutionId: c9, OperationType: "Scan", MissingCount: "4", OperationStartTime: "2026-11-22T04:00:00Z" },
  ],
  [
    "6 overwritten, compliant",
    { machines: [{ states: [{}, { by: c9, operation: "Scan", minutes: at4 }] }] },
    { Status: "Success" },
    { ExecutionId: c9, OperationType: "Scan", MissingCount: "0" },
  ],
  [
    "7 reported nothing",
    { machines: [{ states: [{ by: c0, minutes: yesterday, operation: "Scan", missing: 7 }] }] },
    { Status: "Success" },
    { ExecutionId: c0, MissingCount: "7", OperationEndTime: "2026-11-21T02:02:00Z" },
  ],
  [
    "8 override run",
    {
      tasks: [{ parameters: { BaselineOverride: ["s3://example-bucket/override.json"] } }],
      machines: [{}],
    },
    { Status: "Success" },
    undefined,
  ],
  [
    "9 never ran",
    { tasks: [{ runs: ["Undeliverable"] }], machines: [{ states: [{ by: c0, minutes: yesterday }] }] },
    { Status: "Failed", StatusDetails: "Undeliverable" },
    { ExecutionId: c0, MissingCount: "0" },
  ],
  [
    "10 no compliance document",
    { tasks: [{ document: "AWS-InstallWindowsUpdates" }], machines: [{ platform: "Windows" }] },
    { Status: "Success", DocumentName: "AWS-InstallWindowsUpdates" },
    undefined,
  ],
  [
    "11 baseline snapshot",
    {
      tasks: [
        {
          runs: [{ status: "Failed", code: 156, stdout: "PatchManagerError: ('Get Snapshot failed', 143)" }],
        },
      ],
      machines: [{ states: [{ by: c0, minutes: yesterday }] }],
    },
    { Status: "Failed", CommandPlugins: [{}, { Name: "PatchLinux", ResponseCode: 156 }, {}] },
    { ExecutionId: c0 },
  ],
  [
    "12 by time",
    { machines: [{ states: [{ by: "none" }] }] },
    { Status: "Success" },
    { OperationType: "Install" },
  ],
];

describe("the worked examples", () => {
  it.each(examples)("%s", async (_, recipe, expectedRun, expectedState) => {
    const { run, summary } = await read(recipe);
    expect(run).toMatchObject(expectedRun);
    if (expectedState === undefined) expect(summary).toBeUndefined();
    else expect(summary).toMatchObject(expectedState);
    if (expectedState !== undefined && !("ExecutionId" in expectedState)) {
      expect(summary).not.toHaveProperty("ExecutionId");
    }
  });
});

describe("a patch account", () => {
  it("returns a state from its end, and the newest one", async () => {
    const recipe = {
      machines: [{ states: [{ failed: 1 }, { by: c9, operation: "Scan", minutes: at4, missing: 1 }] }],
    } as const;
    expect((await read(recipe, 7)).summary).toBeUndefined();
    expect((await read(recipe, 8)).summary).toMatchObject({ ExecutionId: c1 });
    expect((await read(recipe, 120.5)).summary).toMatchObject({ ExecutionId: c1 });
    expect((await read(recipe, 121)).summary).toMatchObject({ ExecutionId: c9 });
  });

  it("counts a critical security patch as both", async () => {
    const { state } = await read({
      tasks: [{ operation: "Scan" }],
      machines: [{ states: [{ missing: 5, critical: 2, security: 3 }] }],
    });
    expect(state).toMatchObject({
      MissingCount: 5,
      CriticalNonCompliantCount: 2,
      SecurityNonCompliantCount: 3,
      OtherNonCompliantCount: 2,
    });
  });

  it.each([
    [{ missing: 3 }, "Linux", { MissingCount: 0, FailedCount: 3 }],
    [{ missing: 3 }, "MacOS", { MissingCount: 0, FailedCount: 3 }],
    [{ missing: 3 }, "Windows", { MissingCount: 3, FailedCount: 0 }],
    [{ missing: 3, installOverrideList: "s3://example-bucket/list.yaml" }, "Linux", { MissingCount: 3 }],
    [{ missing: 3, operation: "Scan" }, "Linux", { MissingCount: 3, FailedCount: 0 }],
  ] as const)("an installation that leaves %o on %s reports %o", async (state, platform, expected) => {
    expect((await read({ machines: [{ platform, states: [state] }] })).state).toMatchObject(expected);
  });

  it("has counts of -1 and times in 1970 after a failed search", async () => {
    const { state, summary } = await read({
      machines: [{ platform: "Windows", states: [{ hasFailedSearch: true, missing: 9 }] }],
    });
    const epoch = new Date(0);
    expect(state).toMatchObject({
      MissingCount: -1,
      FailedCount: -1,
      NotApplicableCount: -1,
      AvailableSecurityUpdateCount: -1,
      CriticalNonCompliantCount: -1,
      OperationStartTime: epoch,
      OperationEndTime: epoch,
    });
    expect(summary).toMatchObject({
      ExecutionId: c1,
      InstalledCount: "-1",
      OperationEndTime: "1970-01-01T00:00:00Z",
    });
  });

  it("has available security updates on Windows only", async () => {
    const states = [{ availableSecurityUpdate: 4 }] as const;
    expect((await read({ machines: [{ platform: "Windows", states }] })).state).toMatchObject({
      AvailableSecurityUpdateCount: 4,
    });
    expect((await read({ machines: [{ states }] })).state).not.toHaveProperty("AvailableSecurityUpdateCount");
  });

  it("has one snapshot for the tasks of an execution, and the last task's command as ExecutionId", async () => {
    const { summary } = await read({
      tasks: [{ operation: "Scan" }, {}],
      machines: [{ states: [{ missing: 3 }, { task: 1 }] }],
    });
    expect(summary).toMatchObject({ ExecutionId: ids.command(1), SnapshotId: ids.SnapshotId });
  });

  it("stores the last of three operations that share a command", async () => {
    const { run, summary } = await read({
      tasks: [{ document: "AWS-RunPatchBaselineWithHooks" }],
      machines: [
        {
          states: [
            { operation: "Scan", minutes: [1, 2], missing: 4 },
            { rebootOption: "NoReboot", minutes: [3, 5], pendingReboot: 4 },
            { operation: "Scan", minutes: [7, 8] },
          ],
        },
      ],
    });
    expect(run?.CommandPlugins?.map(({ Name }) => Name)).toContain("InstallNoReboot");
    expect(summary).toMatchObject({
      ExecutionId: c1,
      OperationType: "Scan",
      InstalledPendingRebootCount: "0",
    });
    expect(summary).toHaveProperty("LastNoRebootInstallOperationTime", "2026-11-22T02:05:00Z");
  });

  it("may have two simultaneous operations", async () => {
    const { summary } = await read({
      machines: [{ states: [{ by: c9, operation: "Scan", minutes: [4, 9] }] }],
    });
    expect(summary).toMatchObject({ ExecutionId: c9, OperationStartTime: "2026-11-22T02:04:00Z" });
  });

  it("has no state for a terminated machine", async () => {
    const recipe = { machines: [{ states: [{}], terminated: 60 }] } as const;
    expect((await read(recipe, 59)).summary).toBeDefined();
    expect(
      (await clientOf(recipe, 61).call("DescribeInstancePatchStates", { InstanceIds: [ids.machine(0)] }))
        .InstancePatchStates,
    ).toEqual([]);
  });

  it("may patch with automations, whose steps have the commands that machines report", async () => {
    const recipe = {
      tasks: [{ automation: "AWS-PatchAsgInstance" }],
      machines: [{ states: [{}] }, { states: [{ failed: 1 }] }],
    } as const;
    const client = clientOf(recipe);
    const { AutomationExecution } = await client.call("GetAutomationExecution", {
      AutomationExecutionId: ids.automation(0, 1),
    });
    const CommandId = AutomationExecution?.StepExecutions?.[0]?.Outputs?.["CommandId"]?.[0] ?? "";
    expect(CommandId).toBe(ids.command(0, 1));
    const { CommandInvocations } = await client.call("ListCommandInvocations", { CommandId });
    expect(CommandInvocations).toMatchObject([
      { InstanceId: ids.machine(1), DocumentName: "AWS-RunPatchBaseline", Status: "Success" },
    ]);
    const { summary } = await read(recipe, 360, 1);
    expect(summary).toMatchObject({ ExecutionId: CommandId, FailedCount: "1" });
  });

  it.each([
    ["DeliveryTimedOut", "TimedOut", "Delivery Timed Out", -1],
    ["Terminated", "Cancelled", "Terminated", -1],
    ["InvalidPlatform", "Failed", "Invalid Platform", -1],
    ["AccessDenied", "Failed", "Access Denied", -1],
    ["CancelledBeforeStart", "Cancelled", "Cancelled", -1],
    ["Cancelled", "Cancelled", "Cancelled", 137],
    ["ExecutionTimedOut", "TimedOut", "Execution Timed Out", 137],
    ["InProgress", "InProgress", "In Progress", -1],
  ] as const)("may have a run that is %s", async (status, Status, StatusDetails, code) => {
    const { run } = await read({ tasks: [{ runs: [status] }], machines: [{}] });
    expect(run).toMatchObject({ Status, StatusDetails });
    expect(run?.CommandPlugins?.find(({ Name }) => Name === "PatchLinux")?.ResponseCode).toBe(code);
  });

  it("rejects a state with an unknown task", () => {
    expect(() => patchAccount({ machines: [{ states: [{ task: 1 }] }] })).toThrow("has task 1");
  });
});
