import { createClient, operations, type Client, type OperationName } from "@windowpane/core";
import { mockTransport, scenarioNamed } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { gapsOf, snapshotTransport, type HeldAnswer, type Snapshot } from "../src/index.ts";
import { executionsOf, take } from "./take.ts";

/** What a client gives for what a snapshot holds: an answer, or all items of a list. */
const askFor = async (client: Client, { operation, input }: HeldAnswer): Promise<unknown> => {
  // What was asked once is a request of that operation.
  const request = requestOf(operation, input) as never;
  const row = operations[operation];
  if (!("items" in row)) return client.call(operation, request);
  const items: unknown[] = [];
  const details = operation === "ListCommandInvocations" ? { Details: true } : {};
  // The row just said that it is a list.
  const walk = client.items(operation as "ListCommandInvocations", {
    ...requestOf(operation, input),
    ...details,
  });
  for await (const item of walk) items.push(item);
  return items;
};

/** The request behind an answer; of a few machines it holds the IDs, and of patches those that are open. */
const requestOf = (operation: OperationName, input: HeldAnswer["input"]): object => {
  const ids = input["InstanceIds"]?.split(" ") ?? [];
  switch (operation) {
    case "GetInventory":
      return {
        Filters: [{ Key: "AWS:InstanceInformation.InstanceId", Values: ids, Type: "Equal" }],
        ResultAttributes: [{ TypeName: "AWS:PatchSummary" }],
      };
    case "DescribeInstancePatchStates":
      return { InstanceIds: ids };
    case "DescribeInstancePatches":
      return {
        ...input,
        Filters: [
          { Key: "State", Values: ["Missing", "Failed", "InstalledRejected", "InstalledPendingReboot"] },
        ],
      };
    default:
      return input;
  }
};

const isPartly = ({ operation }: HeldAnswer): boolean =>
  operation === "DescribeMaintenanceWindows" || operation === "DescribeMaintenanceWindowExecutions";

const operationsIn = (snapshot: Snapshot): ReadonlySet<OperationName> =>
  new Set(snapshot.answers.map(({ operation }) => operation));

describe.each(["patch-night", "documentation", "fleet:250"])("a snapshot of %s", (name) => {
  const account = createClient(mockTransport({ scenario: scenarioNamed(name) }));
  const taken = async (): Promise<Snapshot> =>
    take(mockTransport({ scenario: scenarioNamed(name) }), {
      of: { executions: await executionsOf(account) },
      includeSensitive: true,
    });

  it("answers everything that it holds as the account does", async () => {
    const snapshot = await taken();
    expect(gapsOf(snapshot)).toEqual([]);
    const client = createClient(snapshotTransport(snapshot));
    for (const held of snapshot.answers) {
      const there = await askFor(account, held);
      const here = await askFor(client, held);
      // Of the windows and their executions only those are held that were asked for.
      if (isPartly(held)) expect(there).toEqual(expect.arrayContaining(here as unknown[]));
      else expect(here, `${held.operation} ${JSON.stringify(held.input)}`).toEqual(there);
    }
  });

  it("is written the same, whenever its answers came", async () => {
    expect((await taken()).answers).toEqual((await taken()).answers);
  });
});

describe("what is taken", () => {
  const transport = mockTransport();
  const client = createClient(transport);

  it("goes down to the output of machines and the steps of automations", async () => {
    const snapshot = await take(transport, { of: { executions: await executionsOf(client) } });
    expect([...operationsIn(snapshot)].toSorted()).toEqual([
      "DescribeInstancePatchStates",
      "DescribeInstancePatches",
      "DescribeMaintenanceWindowExecutionTaskInvocations",
      "DescribeMaintenanceWindowExecutionTasks",
      "DescribeMaintenanceWindowExecutions",
      "DescribeMaintenanceWindowTargets",
      "DescribeMaintenanceWindowTasks",
      "DescribeMaintenanceWindows",
      "GetAutomationExecution",
      "GetCommandInvocation",
      "GetInventory",
      "GetMaintenanceWindow",
      "GetMaintenanceWindowExecution",
      "GetMaintenanceWindowExecutionTask",
      "ListCommandInvocations",
    ]);
  });

  it("is a window's newest executions, with that window alone", async () => {
    const WindowId =
      (await client.call("DescribeMaintenanceWindows", {})).WindowIdentities?.[0]?.WindowId ?? "";
    const all = await client.call("DescribeMaintenanceWindowExecutions", { WindowId });
    const newest = (all.WindowExecutions ?? [])
      .toSorted((one, other) => Number(other.StartTime) - Number(one.StartTime))
      .slice(0, 2)
      .map(({ WindowExecutionId }) => WindowExecutionId);
    const snapshot = await take(transport, { of: { WindowId, last: 2 } });
    expect(snapshot.executions).toEqual(newest);
    const held = createClient(snapshotTransport(snapshot));
    expect((await held.call("DescribeMaintenanceWindows", {})).WindowIdentities).toMatchObject([
      { WindowId },
    ]);
    const executions = await held.call("DescribeMaintenanceWindowExecutions", { WindowId });
    expect(executions.WindowExecutions?.map(({ WindowExecutionId }) => WindowExecutionId)).toEqual(newest);
    expect((await take(transport, { of: { WindowId } })).executions).toEqual(newest.slice(0, 1));
  });

  it("is less output where only the needed is wanted, and says so where it is asked for", async () => {
    const executions = await executionsOf(client);
    const whole = await take(transport, { of: { executions } });
    const less = await take(transport, { of: { executions }, output: "needed" });
    const outputs = ({ answers }: Snapshot): readonly HeldAnswer[] =>
      answers.filter(({ operation }) => operation === "GetCommandInvocation");
    expect(outputs(less).length).toBeGreaterThan(0);
    expect(outputs(less).length).toBeLessThan(outputs(whole).length);
    const had = new Set(outputs(less).map(({ input }) => JSON.stringify(input)));
    const left = outputs(whole).find(({ input }) => !had.has(JSON.stringify(input)));
    const asked = createClient(snapshotTransport(less)).call("GetCommandInvocation", left?.input as never);
    await expect(asked).rejects.toMatchObject({
      code: "InvocationDoesNotExist",
      message: expect.stringContaining("The snapshot does not hold the whole output of command") as string,
    });
  });

  it("does not ask more at once than it may, and tells how far it is", async () => {
    let running = 0;
    let most = 0;
    const counting = {
      name: "counting",
      send: async (...asked: Parameters<typeof transport.send>) => {
        running += 1;
        most = Math.max(most, running);
        try {
          return await transport.send(...asked);
        } finally {
          running -= 1;
        }
      },
    };
    const told: { requests: number; invocations: number; machines: number; gaps: number }[] = [];
    await take(counting, {
      of: { executions: await executionsOf(client) },
      concurrency: 3,
      onProgress: (progress) => told.push(progress),
    });
    expect(most).toBe(3);
    expect(told.at(-1)?.requests).toBe(told.length);
    expect(told.at(-1)).toMatchObject({ gaps: 0 });
    expect(told.at(-1)?.machines).toBeGreaterThan(100);
  });

  it("ends with the caller's reason when it is aborted", async () => {
    const controller = new AbortController();
    const reason = new Error("the user left");
    const taking = take(transport, {
      of: { executions: await executionsOf(client) },
      signal: controller.signal,
      onProgress: ({ requests }) => {
        if (requests >= 20) controller.abort(reason);
      },
    });
    await expect(taking).rejects.toBe(reason);
  });

  it("is nothing where an execution does not exist", async () => {
    const executions = ["00000000-0000-0000-0000-000000000000"];
    await expect(take(transport, { of: { executions } })).rejects.toMatchObject({
      code: "DoesNotExistException",
    });
  });
});
