/** The patch states in a snapshot. */
import { createClient, type Client, type OperationName, type Transport } from "@windowpane/core";
import {
  fixedClock,
  mockTransport,
  patchAccount,
  patchAccountIds as ids,
  patchAccountMinute as minute,
  type MockFault,
  type PatchAccountRecipe,
  type PatchMachineRecipe,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { gapsOf, snapshotTransport, type Snapshot, type TakeOptions } from "../src/index.ts";
import { take, textOf } from "./take.ts";

const pending: PatchMachineRecipe = { states: [{ pendingReboot: 5 }] };
const patched: PatchMachineRecipe = { states: [{ installed: 1 }] };
const night: PatchAccountRecipe = { tasks: [{ rebootOption: "NoReboot" }], machines: [patched, pending, {}] };

const transportOf = (recipe: PatchAccountRecipe, faults: readonly MockFault[] = []): Transport =>
  mockTransport({ scenario: patchAccount(recipe), clock: fixedClock(minute(60)), faults });

/** A snapshot, and the requests that it took. */
const taken = async (
  recipe: PatchAccountRecipe,
  { faults, ...options }: Partial<TakeOptions> & { readonly faults?: readonly MockFault[] } = {},
) => {
  const requests: OperationName[] = [];
  const transport = transportOf(recipe, faults);
  const counting: Transport = {
    ...transport,
    send: (operation, input, rest) => {
      requests.push(operation);
      return transport.send(operation, input, rest);
    },
  };
  const snapshot = await take(counting, { of: { executions: [ids.WindowExecutionId] }, ...options });
  const count = (operation: OperationName): number => requests.filter((one) => one === operation).length;
  return { snapshot, count };
};

const clientOf = (snapshot: Snapshot): Client => createClient(snapshotTransport(snapshot));

const inventoryOf = (...InstanceIds: readonly string[]) => ({
  Filters: [{ Key: "AWS:InstanceInformation.InstanceId", Values: [...InstanceIds], Type: "Equal" as const }],
  ResultAttributes: [{ TypeName: "AWS:PatchSummary" }],
});

const openStates = ["Missing", "Failed", "InstalledRejected", "InstalledPendingReboot"];

describe("a snapshot of a patch run", () => {
  it("contains the patch states of its machines as the account returned them", async () => {
    const { snapshot } = await taken(night);
    const [here, there] = [clientOf(snapshot), createClient(transportOf(night))];
    const request = inventoryOf(ids.machine(0), ids.machine(1), ids.machine(2));
    const held = await here.call("GetInventory", request);
    expect(held.Entities).toHaveLength(2);
    expect(held.Entities).toEqual((await there.call("GetInventory", request)).Entities);
    const left = { InstanceIds: [ids.machine(2)] };
    expect(await here.call("DescribeInstancePatchStates", left)).toEqual({ InstancePatchStates: [] });
  });

  it("contains open patches, which can be listed by state only", async () => {
    const { snapshot, count } = await taken(night);
    expect(count("DescribeInstancePatches")).toBe(4);
    const client = clientOf(snapshot);
    const InstanceId = ids.machine(1);
    const { Patches } = await client.call("DescribeInstancePatches", {
      InstanceId,
      Filters: [{ Key: "State", Values: openStates }],
    });
    expect(Patches).toHaveLength(5);
    const seen: unknown[] = [];
    const whole = (async () => {
      for await (const patch of client.items("DescribeInstancePatches", { InstanceId })) seen.push(patch);
    })();
    await expect(whole).rejects.toMatchObject({
      code: "NotInSnapshot",
      message: expect.stringMatching(/^The snapshot contains only patches in the states Missing/) as string,
    });
    expect(seen).toHaveLength(5);
  });

  it("rejects the patch state of other machines, also together with its own", async () => {
    const client = clientOf((await taken(night)).snapshot);
    const refusal = { code: "NotInSnapshot", message: expect.stringContaining(ids.machine(7)) as string };
    const both = [ids.machine(0), ids.machine(7)];
    await expect(client.call("GetInventory", inventoryOf(...both))).rejects.toMatchObject(refusal);
    const states = client.call("DescribeInstancePatchStates", { InstanceIds: [ids.machine(7)] });
    await expect(states).rejects.toMatchObject(refusal);
    const patches = client.call("DescribeInstancePatches", { InstanceId: ids.machine(7) });
    await expect(patches).rejects.toMatchObject(refusal);
  });

  it("rejects other inventory", async () => {
    const client = clientOf((await taken(night)).snapshot);
    for (const request of [
      {},
      { ResultAttributes: [{ TypeName: "AWS:PatchSummary" }] },
      { ...inventoryOf(ids.machine(0)), ResultAttributes: [{ TypeName: "AWS:Application" }] },
      {
        ...inventoryOf(),
        Filters: [{ Key: "AWS:InstanceInformation.InstanceId", Values: ["i-0"], Type: "BeginWith" as const }],
      },
    ])
      await expect(client.call("GetInventory", request)).rejects.toMatchObject({ code: "NotInSnapshot" });
  });

  it("sends one request for 40 machines, and one for 50 without a summary", async () => {
    const machines = Array.from({ length: 120 }, (_, index) => (index < 60 ? {} : patched));
    const { snapshot, count } = await taken({ machines });
    expect([count("GetInventory"), count("DescribeInstancePatchStates")]).toEqual([3, 2]);
    const all = machines.map((_, index) => ids.machine(index));
    const { Entities } = await clientOf(snapshot).call("GetInventory", inventoryOf(...all.slice(30, 70)));
    expect(Entities).toHaveLength(10);
  });

  it("lists the patches of a hundred machines, those with the most open patches", async () => {
    const machines = Array.from({ length: 130 }, (_, index) => ({
      states: [{ failed: index < 30 ? 1 : 2 }],
    }));
    const { snapshot, count } = await taken({ machines });
    expect(count("DescribeInstancePatches")).toBe(400);
    const names = [...snapshot.responses.of("DescribeInstancePatches")];
    expect(names.map((entry) => [...entry.items()].length)).toEqual(Array.from({ length: 100 }, () => 2));
  });

  it("contains no patch states with patches: false, or without patch runs", async () => {
    const without = await taken(night, { patches: false });
    expect(without.count("GetInventory")).toBe(0);
    const script = await taken({ ...night, tasks: [{ document: "AWS-RunShellScript" }] });
    expect(script.count("GetInventory")).toBe(0);
    const request = clientOf(without.snapshot).call("GetInventory", inventoryOf(ids.machine(0)));
    await expect(request).rejects.toMatchObject({ code: "NotInSnapshot" });
  });

  it("contains no URL of a patch list, which can be presigned, unless sensitive members are included", async () => {
    const installOverrideList = "https://result.example/list.json?X-Amz-Signature=secret";
    const recipe = {
      machines: [{ states: [{ missing: 1, installOverrideList }] }, { states: [{ installOverrideList }] }],
    };
    const fileOf = async (includeSensitive: boolean, faults: readonly MockFault[] = []): Promise<string> =>
      textOf((await taken(recipe, { includeSensitive, faults })).snapshot);
    const noInventory: MockFault = { kind: "access-denied", operations: ["GetInventory"] };
    for (const faults of [[], [noInventory]]) {
      expect(await fileOf(false, faults)).not.toContain("X-Amz-Signature");
      expect(await fileOf(true, faults)).toContain("X-Amz-Signature");
    }
  });

  it("contains the machines that an automation patched", async () => {
    const recipe = { ...night, tasks: [{ automation: "Patch-Fleet" }] };
    const { snapshot } = await taken(recipe);
    const { Entities } = await clientOf(snapshot).call(
      "GetInventory",
      inventoryOf(ids.machine(0), ids.machine(1)),
    );
    expect(Entities).toHaveLength(2);
  });
});

describe("a patch state that could not be read", () => {
  const denied = (...operations: readonly OperationName[]): MockFault => ({
    kind: "access-denied",
    operations,
  });

  it("is recorded as one gap, without further requests", async () => {
    const machines = Array.from({ length: 130 }, () => patched);
    const { snapshot, count } = await taken({ machines }, { faults: [denied("GetInventory")] });
    expect(count("GetInventory")).toBe(1);
    expect(gapsOf(snapshot).map(({ operation }) => operation)).toEqual(["GetInventory"]);
    const client = clientOf(snapshot);
    await expect(client.call("GetInventory", inventoryOf(ids.machine(99)))).rejects.toMatchObject({
      code: "AccessDeniedException",
    });
    const states = { InstanceIds: [ids.machine(99)] };
    expect(await client.call("DescribeInstancePatchStates", states)).toMatchObject({
      InstancePatchStates: [{ InstanceId: ids.machine(99) }],
    });
  });

  it("of one machine does not hide the others", async () => {
    const machines = Array.from({ length: 20 }, () => patched);
    const { snapshot } = await taken(
      { machines },
      {
        faults: [
          denied("GetInventory"),
          { kind: "access-denied", operations: ["DescribeInstancePatchStates"], machines: [ids.machine(3)] },
        ],
      },
    );
    const client = clientOf(snapshot);
    const of = (index: number) =>
      client.call("DescribeInstancePatchStates", { InstanceIds: [ids.machine(index)] });
    await expect(of(3)).rejects.toMatchObject({ code: "AccessDeniedException" });
    expect(await of(4)).toMatchObject({ InstancePatchStates: [{ InstanceId: ids.machine(4) }] });
  });

  it("is requested once for open patches if that is denied", async () => {
    const machines = [pending, pending, pending];
    const { snapshot, count } = await taken({ machines }, { faults: [denied("DescribeInstancePatches")] });
    expect(count("DescribeInstancePatches")).toBe(1);
    expect(gapsOf(snapshot)).toHaveLength(1);
  });
});
