/** Patch results in a machine's history. */
import { createClient, type OperationName, type Transport } from "@windowpane/core";
import {
  mockTransport,
  patchAccount,
  patchAccountIds as ids,
  patchAccountMinute as minute,
  type MockFault,
  type PatchAccountRecipe,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { reportHistory, type HistoryReport } from "../../src/index.ts";

const read = async (
  recipe: PatchAccountRecipe,
  { faults = [], patches }: { readonly faults?: readonly MockFault[]; readonly patches?: boolean } = {},
): Promise<{ readonly history: HistoryReport; readonly requests: readonly OperationName[] }> => {
  const requests: OperationName[] = [];
  const mock = mockTransport({ scenario: patchAccount(recipe), faults });
  const transport: Transport = {
    name: "noted",
    send: (operation, input, sent) => {
      if (operation === "GetInventory" || operation === "DescribeInstancePatchStates")
        requests.push(operation);
      return mock.send(operation, input, sent);
    },
  };
  const history = await reportHistory(createClient(transport), {
    InstanceId: ids.machine(0),
    since: minute(-60),
    now: minute(360),
    patches,
  });
  return { history, requests };
};

/** A scan, then an installation, in separate tasks. */
const scanAndInstall: PatchAccountRecipe = {
  tasks: [{ operation: "Scan" }, { rebootOption: "NoReboot" }],
  machines: [
    {
      states: [
        { task: 0, installed: 3, missing: 4 },
        { task: 1, installed: 5, pendingReboot: 2 },
      ],
    },
  ],
};

describe("the history of a machine that was patched", () => {
  it("has the result of the newest run and older ones as overwritten, with one request", async () => {
    const { history, requests } = await read(scanAndInstall);
    expect(requests).toEqual(["GetInventory"]);
    expect(history.runs.map(({ patch }) => [patch?.result, patch?.basis])).toEqual([
      ["rebootPending", "this-run"],
      ["overwritten", "later"],
    ]);
    expect(history.runs.map(({ patchRun }) => patchRun?.Operation)).toEqual(["Install", "Scan"]);
  });

  it("has the newest patch result in its reason, and why in its causes", async () => {
    const { history } = await read(scanAndInstall);
    expect(history.reason).toContain(
      "2 passed. Patches after the newest patch run: patched, reboot pending (2).",
    );
    expect(history.groups).toMatchObject([{ slug: "patches-reboot-pending", machines: 1 }]);
  });

  it("requests no patch state if nothing patched, no run started, or it is not wanted", async () => {
    const other = await read({ tasks: [{ document: "AWS-RunShellScript" }], machines: [{ states: [{}] }] });
    expect(other.requests).toEqual([]);
    expect(other.history.runs).toMatchObject([{ result: "passed" }]);
    expect(other.history.runs[0]).not.toHaveProperty("patch");
    const unreached = await read({ tasks: [{ runs: ["Undeliverable"] }], machines: [{ states: [] }] });
    expect(unreached.requests).toEqual([]);
    expect(unreached.history.runs).toMatchObject([{ patch: { result: "notRun" } }]);
    const unwanted = await read(scanAndInstall, { patches: false });
    expect(unwanted.requests).toEqual([]);
    expect(unwanted.history.reason).not.toContain("Patches");
  });

  it("is incomplete if patch state may not be read", async () => {
    const { history } = await read(scanAndInstall, {
      faults: [{ kind: "access-denied", operations: ["GetInventory", "DescribeInstancePatchStates"] }],
    });
    expect(history).toMatchObject({ complete: false, runs: [{ patch: { result: "unknown" } }, {}] });
    expect(history.reason).toContain("not allowed to read patch state");
  });
});
