import { createClient, operations, type Client, type OperationName } from "@windowpane/core";
import { mockTransport, scenarioNamed } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { gapsOf, snapshotTransport, type SnapshotEntry, type Snapshot } from "../src/index.ts";
import { executionsOf, take, textOf } from "./take.ts";

/** A client's response for an entry, or all items of a list. */
const askFor = async (client: Client, { operation, input }: SnapshotEntry): Promise<unknown> => {
  // The entry's input is a request of its operation.
  const request = requestOf(operation, input) as never;
  const row = operations[operation];
  if (!("items" in row)) return client.call(operation, request);
  const items: unknown[] = [];
  const details = operation === "ListCommandInvocations" ? { Details: true } : {};
  // The operation is a list.
  const walk = client.items(operation as "ListCommandInvocations", {
    ...requestOf(operation, input),
    ...details,
  });
  for await (const item of walk) items.push(item);
  return items;
};

/** The request of an entry, with its machines or the states of open patches. */
const requestOf = (operation: OperationName, input: SnapshotEntry["input"]): object => {
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

const isPartly = ({ operation }: SnapshotEntry): boolean =>
  operation === "DescribeMaintenanceWindows" || operation === "DescribeMaintenanceWindowExecutions";

const operationsIn = (snapshot: Snapshot): ReadonlySet<OperationName> =>
  new Set([...snapshot.responses].map(({ operation }) => operation));

describe.each(["patch-night", "documentation", "fleet:250"])("a snapshot of %s", (name) => {
  const account = createClient(mockTransport({ scenario: scenarioNamed(name) }));
  const taken = async (): Promise<Snapshot> =>
    take(mockTransport({ scenario: scenarioNamed(name) }), {
      of: { executions: await executionsOf(account) },
      includeSensitive: true,
    });

  it("returns the same responses as the account", async () => {
    const snapshot = await taken();
    expect(gapsOf(snapshot)).toEqual([]);
    const client = createClient(snapshotTransport(snapshot));
    for (const held of snapshot.responses) {
      const there = await askFor(account, held);
      const here = await askFor(client, held);
      // Only the requested windows and executions are in the snapshot.
      if (isPartly(held)) expect(there).toEqual(expect.arrayContaining(here as unknown[]));
      else expect(here, `${held.operation} ${JSON.stringify(held.input)}`).toEqual(there);
    }
  });

  it("is written identically for any order of responses", async () => {
    expect(await textOf(await taken())).toBe(await textOf(await taken()));
  });
});

describe("takeSnapshot", () => {
  const transport = mockTransport();
  const client = createClient(transport);

  it("reads the output of machines and the steps of automations", async () => {
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

  it("reads the newest executions of a window, with this window only", async () => {
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

  it("reads less output with output: needed, and responds with the list's output for the rest", async () => {
    const executions = await executionsOf(client);
    const whole = await take(transport, { of: { executions } });
    const less = await take(transport, { of: { executions }, output: "needed" });
    const outputs = ({ responses }: Snapshot): readonly SnapshotEntry[] => [
      ...responses.of("GetCommandInvocation"),
    ];
    expect(outputs(less).length).toBeGreaterThan(0);
    const had = new Set(outputs(less).map(({ input }) => JSON.stringify(input)));
    const left = outputs(whole).filter(({ input }) => !had.has(JSON.stringify(input)));
    expect(left.length).toBeGreaterThan(100);
    const [fromWhole, fromLess] = [
      createClient(snapshotTransport(whole)),
      createClient(snapshotTransport(less)),
    ];
    for (const { input } of left) {
      const expected = await fromWhole.call("GetCommandInvocation", input as never);
      expect(await fromLess.call("GetCommandInvocation", input as never)).toEqual(expected);
    }
    const unknown = { CommandId: "00000000-0000-0000-0000-000000000000", InstanceId: "i-00000000000000000" };
    await expect(fromLess.call("GetCommandInvocation", unknown)).rejects.toMatchObject({
      code: "InvocationDoesNotExist",
      message: expect.stringContaining("The snapshot does not contain the output of command") as string,
    });
  });

  it("limits simultaneous requests, and reports its progress", async () => {
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

  it("rejects an unknown execution", async () => {
    const executions = ["00000000-0000-0000-0000-000000000000"];
    await expect(take(transport, { of: { executions } })).rejects.toMatchObject({
      code: "DoesNotExistException",
    });
  });
});
