import { createClient, type Client, type Item } from "@windowpane/core";
import {
  mockTransport,
  patchAccount,
  patchAccountIds as patchIds,
  rateControlled,
  rateControlledIds as ids,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { snapshotTransport } from "../src/index.ts";
import { take } from "./take.ts";

const childrenOf = (id: string) => ({
  Filters: [{ Key: "ParentExecutionId" as const, Values: [id] }],
  MaxResults: 50,
});

const listed = async (client: Client): Promise<readonly Item<"DescribeAutomationExecutions">[]> => {
  const children: Item<"DescribeAutomationExecutions">[] = [];
  const request = childrenOf(ids.AutomationExecutionId);
  for await (const child of client.items("DescribeAutomationExecutions", request)) children.push(child);
  return children;
};

describe("a snapshot of an automation that sends a custom document", () => {
  it("contains the command, whose steps show reports that it patches", async () => {
    const scenario = patchAccount({
      machines: [{ states: [{ installed: 1 }] }],
      tasks: [{ automation: "Acme-Nightly", document: "Acme-Patch" }],
    });
    const of = { executions: [patchIds.WindowExecutionId] };
    const client = createClient(snapshotTransport(await take(mockTransport({ scenario }), { of })));
    const { CommandInvocations } = await client.call("ListCommandInvocations", {
      CommandId: patchIds.command(0),
      Details: true,
      MaxResults: 50,
    });
    expect(CommandInvocations).toMatchObject([
      { InstanceId: patchIds.machine(0), DocumentName: "Acme-Patch" },
    ]);
  });
});

describe("a snapshot of a rate-controlled automation", () => {
  const account = mockTransport({ scenario: rateControlled({ targets: 60, failed: 2 }) });
  const taken = async () =>
    createClient(snapshotTransport(await take(account, { of: { executions: [ids.WindowExecutionId] } })));

  it("contains its child automations as the account lists them", async () => {
    const client = await taken();
    const held = await listed(client);
    expect(held).toHaveLength(60);
    const there = await listed(createClient(account));
    expect(held).toEqual(there);
    const child = { AutomationExecutionId: ids.child(7) };
    expect(await client.call("GetAutomationExecution", child)).toMatchObject({
      AutomationExecution: { Target: ids.machine(7) },
    });
  });

  it("lists its automations by ID", async () => {
    const client = await taken();
    const Values = [ids.child(3), ids.AutomationExecutionId, ids.NestedAutomationExecutionId];
    const { AutomationExecutionMetadataList: rows = [] } = await client.call("DescribeAutomationExecutions", {
      Filters: [{ Key: "ExecutionId", Values }],
    });
    expect(rows.map(({ AutomationExecutionStatus, Target }) => [AutomationExecutionStatus, Target])).toEqual([
      ["Failed", undefined],
      ["Success", ids.machine(3)],
    ]);
    for (const row of rows) expect(row).not.toHaveProperty("Parameters");
  });

  it("rejects other lists of automations", async () => {
    const client = await taken();
    const refused = { kind: "service", status: 400 };
    await expect(client.call("DescribeAutomationExecutions", {})).rejects.toMatchObject(refused);
    const request = childrenOf(ids.child(1));
    await expect(client.call("DescribeAutomationExecutions", request)).rejects.toMatchObject(refused);
  });

  it("contains one that a step of another automation started", async () => {
    const scenario = rateControlled({ targets: 3, failed: 0, nested: true });
    const of = { executions: [ids.WindowExecutionId] };
    const client = createClient(snapshotTransport(await take(mockTransport({ scenario }), { of })));
    const { AutomationExecutionMetadataList: children } = await client.call(
      "DescribeAutomationExecutions",
      childrenOf(ids.NestedAutomationExecutionId),
    );
    expect(children).toHaveLength(3);
  });
});
