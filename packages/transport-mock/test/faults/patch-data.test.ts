/** Patch data that is denied or throttled. */
import { createClient, type Input } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { mockTransport, patchAccount, patchAccountIds as ids, type MockFault } from "../../src/index.ts";

const scenario = patchAccount({
  machines: Array.from({ length: 4 }, () => ({ states: [{}] })),
});
const clientWith = (...faults: readonly MockFault[]) => createClient(mockTransport({ scenario, faults }));

const states = (...machines: readonly number[]) =>
  ["DescribeInstancePatchStates", { InstanceIds: machines.map(ids.machine) }] as const;
const summary: Input<"GetInventory"> = { ResultAttributes: [{ TypeName: "AWS:PatchSummary" }] };
const inventory = ["GetInventory", summary] as const;

describe("denied patch data", () => {
  it("can be the inventory only", async () => {
    const client = clientWith({ kind: "access-denied", operations: ["GetInventory"] });
    await expect(client.call(...inventory)).rejects.toThrow("ssm:GetInventory on resource: *");
    expect((await client.call(...states(0, 1))).InstancePatchStates).toHaveLength(2);
  });

  it("can be one machine, which fails each request with its ID", async () => {
    const client = clientWith({
      kind: "access-denied",
      operations: ["DescribeInstancePatchStates", "DescribeInstancePatches"],
      machines: [ids.machine(2)],
    });
    await expect(client.call(...states(0, 1, 2, 3))).rejects.toThrow(`:instance/${ids.machine(2)} because`);
    await expect(client.call(...states(2))).rejects.toMatchObject({ code: "AccessDeniedException" });
    expect((await client.call(...states(0, 1, 3))).InstancePatchStates).toHaveLength(3);
    await expect(
      client.call("DescribeInstancePatches", { InstanceId: ids.machine(2) }),
    ).rejects.toMatchObject({ code: "AccessDeniedException" });
    expect((await client.call(...inventory)).Entities).toHaveLength(4);
  });

  it("counts only the requests with the machine's ID", async () => {
    const client = clientWith({ kind: "access-denied", machines: [ids.machine(2)], times: 1 });
    expect((await client.call(...states(0))).InstancePatchStates).toHaveLength(1);
    await expect(client.call(...states(2))).rejects.toMatchObject({ code: "AccessDeniedException" });
    expect((await client.call(...states(2))).InstancePatchStates).toHaveLength(1);
  });

  it("requires at least one machine", () => {
    expect(() => clientWith({ kind: "access-denied", machines: [] })).toThrow("at least one instance ID");
  });
});

it("throttles the first requests for the inventory", async () => {
  const client = clientWith({
    kind: "throttling",
    operations: ["GetInventory"],
    rate: 0,
    burst: 0,
    times: 2,
  });
  for (const request of [1, 2]) {
    await expect(client.call(...inventory), `request ${request}`).rejects.toMatchObject({
      code: "ThrottlingException",
    });
  }
  expect((await client.call(...inventory)).Entities).toHaveLength(4);
});
