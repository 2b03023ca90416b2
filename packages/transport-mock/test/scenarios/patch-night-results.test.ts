/** The raw state of the demo's newest executions has an example of each patch result. */
import { createClient } from "@windowpane/core";
import { expect, it } from "vitest";
import { fixedClock, mockTransport } from "../../src/index.ts";
import { accountAt } from "../../src/scenarios/patch-night/account/account.ts";
import { commandOf, execution, found, invocationsOf, NOW, task } from "./patch-night-account.ts";

const client = createClient(mockTransport({ clock: fixedClock(NOW), seed: 7 }));
const fleet = accountAt(NOW, 7).fleet.machines;
const idOf = (name: string): string => found(fleet.find((machine) => machine.name === name)).InstanceId;

const summaryOf = async (name: string): Promise<Record<string, string> | undefined> => {
  const { Entities = [] } = await client.call("GetInventory", {
    Filters: [{ Key: "AWS:InstanceInformation.InstanceId", Values: [idOf(name)] }],
    ResultAttributes: [{ TypeName: "AWS:PatchSummary" }],
  });
  return Entities[0]?.Data?.["AWS:PatchSummary"]?.Content?.[0];
};

/** The command of a task's newest execution that ran on a machine. */
const runOn = async (window: string, index: number, name: string) => {
  const InstanceId = idOf(name);
  const invocation = found(
    invocationsOf(task(window, index)).find((candidate) =>
      commandOf(candidate)?.machines.some((machine) => machine.InstanceId === InstanceId),
    ),
  );
  const CommandId = found(invocation.ExecutionId);
  const { CommandInvocations = [] } = await client.call("ListCommandInvocations", {
    CommandId,
    InstanceId,
    Details: true,
  });
  return { CommandId, Parameters: invocation.Parameters ?? "", run: found(CommandInvocations[0]) };
};

const linux = ["linux-patch-nightly", 0] as const;
const windows = ["windows-patch-nightly", 1] as const;

/** Window and task, machine, status of the run, and the counts of the state that it wrote. */
it.each([
  ["patched", linux, "app-prod-024", "Success", { FailedCount: "0", InstalledPendingRebootCount: "0" }],
  ["reboot pending", linux, "app-prod-022", "Success", { FailedCount: "0", RebootOption: "NoReboot" }],
  ["missing", windows, "win-iis-010", "Success", { OperationType: "Install", FailedCount: "0" }],
  ["failed, though the run succeeded", linux, "web-prod-007", "Success", { MissingCount: "0" }],
  ["failed", linux, "app-prod-030", "Failed", { MissingCount: "0" }],
  ["unknown, because the search failed", windows, "win-fs-03", "Success", { InstalledCount: "-1" }],
] as const)("%s", async (result, [window, index], name, status, counts) => {
  const { CommandId, run } = await runOn(window, index, name);
  const summary = found(await summaryOf(name));
  expect(run.Status).toBe(status);
  expect(summary).toMatchObject({ ExecutionId: CommandId, ...counts });
  const positive: Readonly<Record<string, string>> = {
    "reboot pending": "InstalledPendingRebootCount",
    missing: "MissingCount",
    failed: "FailedCount",
    "failed, though the run succeeded": "FailedCount",
  };
  const count = positive[result];
  if (count !== undefined) expect(Number(summary[count])).toBeGreaterThan(0);
});

it("missing patches are critical, security, and both", async () => {
  const summary = found(await summaryOf("win-iis-010"));
  const [critical, security] = ["Critical", "Security"].map((kind) =>
    Number(summary[`${kind}NonCompliantCount`]),
  );
  expect(critical).toBeGreaterThan(0);
  expect(security).toBeGreaterThan(0);
});

it("scanned, with and without missing patches", async () => {
  const numbers = await Promise.all(
    fleet
      .filter(({ name }) => name.startsWith("cache-prod-"))
      .map(async ({ name }) => {
        const { CommandId } = await runOn("patch-pilot-daily", 0, name);
        const summary = found(await summaryOf(name));
        expect(summary).toMatchObject({ ExecutionId: CommandId, OperationType: "Scan", FailedCount: "0" });
        return Number(summary["MissingCount"]);
      }),
  );
  expect(numbers.filter((missing) => missing === 0)).not.toEqual([]);
  expect(numbers.filter((missing) => missing > 0)).not.toEqual([]);
});

it.each([
  ["app-prod-026", "Scan"],
  ["app-prod-028", "Install"],
])("overwritten: %s by a later %s with a known command", async (name, operation) => {
  const { CommandId, run } = await runOn(...linux, name);
  expect(run.Status).toBe("Success");
  const { ExecutionId = "", OperationType, OperationStartTime = "" } = found(await summaryOf(name));
  expect(OperationType).toBe(operation);
  expect(ExecutionId).not.toBe(CommandId);
  expect(new Date(OperationStartTime) > execution(linux[0]).end).toBe(true);
  const later = await client.call("GetCommandInvocation", {
    CommandId: ExecutionId,
    InstanceId: idOf(name),
    PluginName: "PatchLinux",
  });
  expect(later).toMatchObject({ DocumentName: "AWS-RunPatchBaseline", Status: "Success" });
});

it("unknown: a success without a report, so that the state is older", async () => {
  const { CommandId, run } = await runOn(...linux, "app-prod-025");
  expect(run.Status).toBe("Success");
  const { ExecutionId, OperationEndTime = "" } = found(await summaryOf("app-prod-025"));
  expect(ExecutionId).not.toBe(CommandId);
  expect(new Date(OperationEndTime) < execution(linux[0]).start).toBe(true);
});

it("unknown: a run with a BaselineOverride, whose counts are only in its output", async () => {
  const { CommandId, Parameters, run } = await runOn("patch-pilot-daily", 1, "app-eu-001");
  expect(run.Status).toBe("Success");
  expect(Parameters).toContain('"BaselineOverride":["s3://');
  expect(await summaryOf("app-eu-001")).toBeUndefined();
  const outputs = await Promise.all(
    ["001", "002", "003", "004", "005", "006"].map(async (number) => {
      const { StandardOutputContent = "" } = await client.call("GetCommandInvocation", {
        CommandId,
        InstanceId: idOf(`app-eu-${number}`),
        PluginName: "PatchLinux",
      });
      return StandardOutputContent;
    }),
  );
  expect(outputs.filter((output) => output.includes("[BASELINE OVERRIDE]: Summary: {"))).not.toEqual([]);
});

it("unknown: a document without compliance data", async () => {
  const { CommandId, run } = await runOn("patch-pilot-daily", 2, "win-sql-18");
  expect(run).toMatchObject({ Status: "Success", DocumentName: "AWS-InstallWindowsUpdates" });
  expect(await summaryOf("win-sql-18")).not.toMatchObject({ ExecutionId: CommandId });
});

it("patched by an automation, whose step has the command of the state", async () => {
  const InstanceId = idOf("batch-038");
  const invocation = found(
    invocationsOf(task("patch-pilot-daily", 3)).find(({ Parameters }) => Parameters?.includes(InstanceId)),
  );
  const { AutomationExecution } = await client.call("GetAutomationExecution", {
    AutomationExecutionId: found(invocation.ExecutionId),
  });
  const outputs = AutomationExecution?.StepExecutions?.map(({ Outputs }) => Outputs?.["CommandId"]?.[0]);
  const CommandId = found(outputs?.find((id) => id !== undefined));
  expect(await summaryOf("batch-038")).toMatchObject({ ExecutionId: CommandId, FailedCount: "0" });
  const { CommandInvocations } = await client.call("ListCommandInvocations", { CommandId });
  expect(CommandInvocations).toMatchObject([{ InstanceId, DocumentName: "AWS-RunPatchBaseline" }]);
});

it("unknown: denied on request", async () => {
  const denied = createClient(
    mockTransport({
      clock: fixedClock(NOW),
      seed: 7,
      faults: [{ kind: "access-denied", operations: ["GetInventory", "DescribeInstancePatchStates"] }],
    }),
  );
  const InstanceIds = [idOf("app-prod-024")];
  await expect(denied.call("DescribeInstancePatchStates", { InstanceIds })).rejects.toMatchObject({
    code: "AccessDeniedException",
  });
  await expect(denied.call("GetInventory", {})).rejects.toMatchObject({ code: "AccessDeniedException" });
});

it("cut off", async () => {
  const { CommandId, run } = await runOn(...linux, "db-eu-07");
  expect(run).toMatchObject({ Status: "TimedOut", StatusDetails: "Execution Timed Out" });
  expect(await summaryOf("db-eu-07")).not.toMatchObject({ ExecutionId: CommandId });
});
