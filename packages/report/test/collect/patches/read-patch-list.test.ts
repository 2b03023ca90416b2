/** The listed patches, the number of requests, and the effect of denied requests. */
import { createClient, type OperationName, type Transport } from "@windowpane/core";
import {
  mockTransport,
  patchAccount,
  patchAccountIds as ids,
  type MockFault,
  type PatchAccountRecipe,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import {
  machinesOf,
  readPatchList,
  reportExecution,
  type PatchList,
  type PatchListOptions,
} from "../../../src/index.ts";

interface Listed extends PatchList {
  /** The list's requests, in order. */
  readonly requests: readonly { readonly operation: OperationName; readonly input: object }[];
}

const list = async (
  recipe: PatchAccountRecipe,
  {
    faults = [],
    most = Infinity,
    ...options
  }: Partial<PatchListOptions> & {
    readonly faults?: readonly MockFault[];
    /** Maximum number of patches per response. */
    readonly most?: number;
  } = {},
): Promise<Listed> => {
  const requests: { operation: OperationName; input: object }[] = [];
  const mock = mockTransport({ scenario: patchAccount(recipe), faults });
  const transport: Transport = {
    name: "noted",
    send: async (operation, input, sent) => {
      requests.push({ operation, input });
      const response = await mock.send(operation, input, sent);
      const patches: unknown =
        typeof response === "object" && response !== null ? Reflect.get(response, "Patches") : undefined;
      return Array.isArray(patches) && most < patches.length ? { Patches: patches.slice(0, most) } : response;
    },
  };
  const machines = recipe.machines.map((_, index) => ({ InstanceId: ids.machine(index) }));
  const read = await readPatchList(createClient(transport), { machines, ...options });
  return { ...read, requests };
};

const statesOf = ({ requests }: Listed): readonly unknown[] =>
  requests
    .filter(({ operation }) => operation === "DescribeInstancePatches")
    .map(({ input }): unknown => Reflect.get(input, "Filters"));

const byState = (...words: readonly string[]): readonly object[] =>
  words.map((word) => [{ Key: "State", Values: [word] }]);

describe("a list of patches", () => {
  it("requests only the states that the machine's counts have", async () => {
    const one = await list({ machines: [{ states: [{ installed: 300, failed: 2, pendingReboot: 3 }] }] });
    expect(statesOf(one)).toEqual(byState("Failed", "InstalledPendingReboot"));
    expect(one.patches).toHaveLength(5);
    expect(one).toMatchObject({ complete: true, gaps: [] });
    expect(one.patches.map(({ State }) => State?.toUpperCase().replaceAll("_", ""))).toEqual([
      ...["FAILED", "FAILED"],
      ...["INSTALLEDPENDINGREBOOT", "INSTALLEDPENDINGREBOOT", "INSTALLEDPENDINGREBOOT"],
    ]);
  });

  it("sends no request about the patches of a compliant machine, or of one without a state", async () => {
    const { requests, patches, machines } = await list({
      machines: [{ states: [{ installed: 9 }] }, { states: [] }],
    });
    expect(requests.map(({ operation }) => operation)).not.toContain("DescribeInstancePatches");
    expect(patches).toEqual([]);
    expect(machines.map(({ hasNoState, read }) => ({ hasNoState, read }))).toEqual([
      { hasNoState: false, read: true },
      { hasNoState: true, read: true },
    ]);
  });

  it("reads the whole list if it has fewer pages, and leaves out other states", async () => {
    const one = await list({
      machines: [{ states: [{ installed: 1, failed: 1, missing: 1, rejected: 1, pendingReboot: 1 }] }],
    });
    expect(statesOf(one)).toEqual([undefined]);
    expect(one.patches).toHaveLength(4);
  });

  it("also lists installed patches if all are wanted", async () => {
    const recipe = { machines: [{ states: [{ installed: 120, failed: 1 }] }] };
    const { patches } = await list(recipe, { states: "all" });
    expect(patches).toHaveLength(121);
    expect(patches[0]?.State?.toUpperCase()).toBe("FAILED");
  });

  it("requests each open state if the counts may not be read, without a gap", async () => {
    const denied = ["GetInventory", "DescribeInstancePatchStates"] as const;
    const one = await list(
      { machines: [{ states: [{ installed: 300, missing: 2 }] }] },
      { faults: [{ kind: "access-denied", operations: denied }] },
    );
    expect(statesOf(one)).toEqual(
      byState("Failed", "Missing", "InstalledRejected", "InstalledPendingReboot"),
    );
    expect(one.patches).toHaveLength(2);
    expect(one).toMatchObject({ complete: true, machines: [{ read: true }] });
  });

  it.each([
    [0, "The patch state counts 2 failed, 3 pending a reboot, but the list does not show them."],
    [2, "The patch state counts 3 pending a reboot, but the list does not show all of them."],
  ])("has a gap if the list has %i of the counted patches", async (most, why) => {
    const recipe = { machines: [{ states: [{ installed: 300, failed: 2, pendingReboot: 3 }] }] };
    const one = await list(recipe, { most });
    expect(one).toMatchObject({ complete: false, machines: [{ read: false }] });
    expect(one.gaps).toMatchObject([
      { operation: "DescribeInstancePatches", kind: "missing", count: 1, why },
    ]);
    expect(one.patches).toHaveLength(most * 2);
  });

  it("stops after a few denied requests, with one gap and its count", async () => {
    const { requests, gaps, machines, complete } = await list(
      { machines: Array.from({ length: 200 }, () => ({ states: [{ installed: 300, missing: 2 }] })) },
      { faults: [{ kind: "access-denied", operations: ["DescribeInstancePatches"] }] },
    );
    const sent = requests.filter(({ operation }) => operation === "DescribeInstancePatches").length;
    expect(sent).toBeLessThan(10);
    expect(gaps).toMatchObject([{ operation: "DescribeInstancePatches", count: 200 }]);
    expect(machines.every(({ read }) => !read)).toBe(true);
    expect(complete).toBe(false);
  });

  it("lists the other machines if one is denied", async () => {
    const { patches, gaps } = await list(
      { machines: Array.from({ length: 20 }, () => ({ states: [{ installed: 300, missing: 2 }] })) },
      {
        faults: [
          { kind: "access-denied", operations: ["DescribeInstancePatches"], machines: [ids.machine(7)] },
        ],
      },
    );
    expect(patches).toHaveLength(38);
    expect(gaps).toMatchObject([{ count: 1, ids: { InstanceId: ids.machine(7) } }]);
  });

  it("does not read a state again that is in a report", async () => {
    const recipe: PatchAccountRecipe = { machines: [{ states: [{ installed: 300, failed: 2 }] }] };
    const client = createClient(mockTransport({ scenario: patchAccount(recipe) }));
    const { WindowExecutionId } = ids;
    const report = await reportExecution(client, { WindowExecutionId });
    const [machine] = machinesOf(report);
    const { requests, machines } = await list(recipe, {
      machines: [{ InstanceId: ids.machine(0), patch: machine?.patch }],
    });
    expect(requests.map(({ operation }) => operation)).toEqual(["DescribeInstancePatches"]);
    expect(machines).toMatchObject([{ patch: { result: "failed", basis: "this-run" }, read: true }]);
  });
});
