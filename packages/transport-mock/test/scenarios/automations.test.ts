import { createClient, validateOutput, type Client } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import {
  crossAccount,
  crossAccountIds,
  crossAccountLocations,
  fixedClock,
  mockTransport,
  rateControlled,
  rateControlledIds as ids,
  type RateControlledOptions,
} from "../../src/index.ts";

const NOW = Date.parse("2026-11-22T08:00:00Z");

/** A client for the scenario, a number of minutes after the automation's start. */
const at = (options: RateControlledOptions, minutes = 180): Client => {
  const plan = rateControlled(options).plan({ now: new Date(NOW), seed: 1 });
  return createClient(
    mockTransport({ scenario: plan, clock: fixedClock(new Date(NOW + (minutes - 180) * 60_000)) }),
  );
};

const summaryOf = async (client: Client, AutomationExecutionId: string = ids.AutomationExecutionId) =>
  (await client.call("GetAutomationExecution", { AutomationExecutionId })).AutomationExecution;

const childrenOf = async (client: Client, parent: string = ids.AutomationExecutionId) => {
  const Filters = [{ Key: "ParentExecutionId" as const, Values: [parent] }];
  const children = [];
  for await (const child of client.items("DescribeAutomationExecutions", { Filters, MaxResults: 50 }))
    children.push(child);
  return children;
};

describe("a rate-controlled automation", () => {
  it.each<readonly [RateControlledOptions, readonly [number, number, number, number, number]]>([
    [{}, [12, 12, 12, 10, 2]],
    [{ targets: 60, failed: 0 }, [60, 60, 60, 60, 0]],
    [{ targets: 10, failed: 3, notStarted: 4 }, [10, 6, 6, 3, 3]],
  ])("%o has a TargetsSummary and a child for each started target", async (options, counts) => {
    const client = at(options);
    const automation = await summaryOf(client);
    const [TotalCount, StartedCount, CompletedCount, SuccessfulCount, FailedCount] = counts;
    expect(automation).toMatchObject({
      TargetParameterName: "InstanceId",
      MaxConcurrency: "2",
      TargetsSummary: { TotalCount, StartedCount, CompletedCount, SuccessfulCount, FailedCount },
      ResolvedTargets: { Truncated: TotalCount > 50 },
    });
    expect(automation?.ResolvedTargets?.ParameterValues).toHaveLength(Math.min(50, TotalCount));
    const children = await childrenOf(client);
    expect(children).toHaveLength(StartedCount);
    expect(
      children.filter(({ AutomationExecutionStatus }) => AutomationExecutionStatus === "Failed"),
    ).toHaveLength(FailedCount);
    expect(new Set(children.map(({ Target }) => Target)).size).toBe(StartedCount);
    const steps = automation?.StepExecutions ?? [];
    expect(steps.map(({ StepName }) => StepName).slice(0, 2)).toEqual([ids.machine(0), ids.machine(1)]);
    expect(steps.filter(({ StepStatus }) => StepStatus === "Pending")).toHaveLength(
      TotalCount - StartedCount,
    );
  });

  it("counts by the clock while it is running", async () => {
    const client = at({}, 25);
    expect((await summaryOf(client))?.TargetsSummary).toEqual({
      TotalCount: 12,
      StartedCount: 6,
      CompletedCount: 4,
      SuccessfulCount: 2,
      FailedCount: 2,
    });
    expect(await childrenOf(client)).toHaveLength(6);
  });

  it("has children with a command, whose ID is in the patch summary of the machine", async () => {
    const client = at({});
    const [InstanceId, AutomationExecutionId] = [ids.machine(5), ids.child(5)];
    const child = await summaryOf(client, AutomationExecutionId);
    const CommandId = child?.StepExecutions?.[0]?.Outputs?.["CommandId"]?.[0] ?? "";
    expect(CommandId).toBe(ids.command(5));
    const { CommandInvocations = [] } = await client.call("ListCommandInvocations", { CommandId });
    expect(CommandInvocations).toMatchObject([{ InstanceId, DocumentName: "AWS-RunPatchBaseline" }]);
    expect(await client.call("GetCommandInvocation", { CommandId, InstanceId })).toMatchObject({
      PluginName: "PatchLinux",
      ResponseCode: 0,
    });
    const { Entities = [] } = await client.call("GetInventory", {
      Filters: [{ Key: "AWS:InstanceInformation.InstanceId", Values: [InstanceId, ids.machine(0)] }],
      ResultAttributes: [{ TypeName: "AWS:PatchSummary" }],
    });
    // The first machine's automation failed before the scan.
    expect(Entities.map(({ Id }) => Id)).toEqual([InstanceId]);
    expect(Entities[0]?.Data?.["AWS:PatchSummary"]?.Content?.[0]).toMatchObject({ ExecutionId: CommandId });
  });

  it("may be nested in another one, whose step has its ID in the outputs", async () => {
    const client = at({ nested: true });
    const outer = await summaryOf(client);
    expect(outer).not.toHaveProperty("TargetsSummary");
    expect(outer?.StepExecutions?.[0]?.Outputs?.["ExecutionId"]).toEqual([ids.NestedAutomationExecutionId]);
    expect((await childrenOf(client)).map((child) => child.AutomationExecutionId)).toEqual([
      ids.NestedAutomationExecutionId,
    ]);
    expect(await childrenOf(client, ids.NestedAutomationExecutionId)).toHaveLength(12);
    expect((await summaryOf(client, ids.NestedAutomationExecutionId))?.TargetsSummary?.TotalCount).toBe(12);
  });

  it("has the shapes that AWS documents", async () => {
    const client = at({ nested: true, notStarted: 3 });
    const AutomationExecutionId = ids.NestedAutomationExecutionId;
    const one = await client.call("GetAutomationExecution", { AutomationExecutionId });
    const all = await client.call("DescribeAutomationExecutions", {});
    expect(() => {
      validateOutput("GetAutomationExecution", one);
      validateOutput("DescribeAutomationExecutions", all);
    }).not.toThrow();
  });

  it.each([{ targets: 0 }, { targets: 1.5 }, { targets: 3, failed: 2, notStarted: 2 }])(
    "cannot be %o",
    (options) => {
      expect(() => rateControlled(options)).toThrow("Use an integer from 1 for targets");
    },
  );
});

describe("an automation in several accounts", () => {
  const client = createClient(mockTransport({ scenario: crossAccount }));

  it("has a step with a location for each child, and its type is CrossAccount", async () => {
    const automation = await summaryOf(client);
    expect(automation?.TargetLocations?.[0]?.Accounts).toHaveLength(2);
    expect(automation?.ProgressCounters).toEqual({
      TotalSteps: 4,
      SuccessSteps: 3,
      FailedSteps: 1,
      CancelledSteps: 0,
      TimedOutSteps: 0,
    });
    expect(automation).not.toHaveProperty("TargetsSummary");
    expect(automation?.StepExecutions?.map(({ TargetLocation }) => TargetLocation)).toEqual(
      crossAccountLocations.map(({ account, region }) => ({ Accounts: [account], Regions: [region] })),
    );
    const Filters = [{ Key: "AutomationType" as const, Values: ["CrossAccount"] }];
    const { AutomationExecutionMetadataList } = await client.call("DescribeAutomationExecutions", {
      Filters,
    });
    expect(AutomationExecutionMetadataList).toMatchObject([{ AutomationType: "CrossAccount" }]);
  });

  it("has children that do not exist in this account", async () => {
    expect(await childrenOf(client)).toEqual([]);
    for (const index of crossAccountLocations.keys()) {
      await expect(summaryOf(client, crossAccountIds.child(index))).rejects.toMatchObject({
        code: "AutomationExecutionNotFoundException",
      });
    }
  });
});
