/** Reading patch states: the number of requests, and the effect of denied, throttled or missing states. */
import {
  createClient,
  InvalidOutputError,
  ServiceError,
  TransportError,
  type OperationName,
  type Transport,
} from "@windowpane/core";
import {
  mockTransport,
  patchAccount,
  patchAccountIds as ids,
  type MockFault,
  type PatchAccountRecipe,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { collectExecution, machinesOf, reportExecution, type ExecutionReport } from "../../../src/index.ts";

const WindowExecutionId = ids.WindowExecutionId;

interface Read {
  readonly report: ExecutionReport;
  /** Requests for patch state, in order. */
  readonly requests: readonly OperationName[];
  readonly all: number;
}

const read = async (
  recipe: PatchAccountRecipe,
  faults: readonly MockFault[] = [],
  options: { readonly patches?: boolean; readonly earlier?: ExecutionReport } = {},
): Promise<Read> => {
  const requests: OperationName[] = [];
  const mock = mockTransport({ scenario: patchAccount(recipe), faults });
  const transport: Transport = {
    name: "counted",
    send: (operation, input, sent) => {
      requests.push(operation);
      return mock.send(operation, input, sent);
    },
  };
  const report = await reportExecution(createClient(transport), { WindowExecutionId, ...options });
  const patching = new Set<OperationName>(["GetInventory", "DescribeInstancePatchStates"]);
  return { report, requests: requests.filter((name) => patching.has(name)), all: requests.length };
};

const times = (requests: readonly OperationName[], operation: OperationName): number =>
  requests.filter((name) => name === operation).length;

const machines = (count: number): PatchAccountRecipe => ({
  machines: Array.from({ length: count }, () => ({ states: [{ installed: 1 }] })),
});

const denied = (operations: readonly OperationName[], machineIds?: readonly string[]): MockFault => ({
  kind: "access-denied",
  operations,
  ...(machineIds === undefined ? {} : { machines: machineIds }),
});

describe("reading patch states", () => {
  it("takes 25 requests for 1,000 machines", async () => {
    const { report, requests, all } = await read(machines(1000));
    const without = await read(machines(1000), [], { patches: false });
    expect(report.verdict).toBe("PASSED");
    expect(requests).toHaveLength(25);
    expect(all - without.all).toBe(25);
    expect(without.requests).toEqual([]);
  });

  it("takes at most 45 requests for 1,000 machines if the inventory is denied, without a gap", async () => {
    const { report, requests } = await read(machines(1000), [denied(["GetInventory"])]);
    expect(report).toMatchObject({ verdict: "PASSED", complete: true });
    expect(times(requests, "DescribeInstancePatchStates")).toBe(20);
    expect(requests.length).toBeLessThanOrEqual(45);
    expect(machinesOf(report).every(({ patch }) => patch?.basis === "by-time")).toBe(true);
  });

  it("has one gap with both permissions if both are denied, and sends no more requests", async () => {
    const { report, requests } = await read(machines(1000), [
      denied(["GetInventory", "DescribeInstancePatchStates"]),
    ]);
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false });
    expect(report.gaps).toHaveLength(1);
    expect(report.gaps[0]).toMatchObject({ operation: "DescribeInstancePatchStates" });
    expect(report.gaps[0]?.nextStep).toMatch(/ssm:GetInventory and ssm:DescribeInstancePatchStates/u);
    expect(requests.length).toBeLessThanOrEqual(20);
    expect(report.patches?.results.unknown).toBe(1000);
  });

  it.each([0, 1, 24, 37, 49])(
    "loses only the machine that may not be read: number %i of 50",
    async (number) => {
      const { report, requests } = await read(machines(50), [
        denied(["GetInventory"]),
        denied(["DescribeInstancePatchStates"], [ids.machine(number)]),
      ]);
      expect(report.patches?.results).toMatchObject({ patched: 49, unknown: 1 });
      expect(machinesOf(report).find(({ patch }) => patch?.result === "unknown")?.name).toBe(
        ids.machine(number),
      );
      expect(report.complete).toBe(false);
      expect(times(requests, "DescribeInstancePatchStates")).toBeLessThanOrEqual(13);
    },
  );

  it.each([
    [0, 1],
    [0, 2],
    [0, 49],
    [12, 13],
    [24, 25],
    [48, 49],
  ])("loses only the two machines that may not be read: numbers %i and %i of 50", async (one, other) => {
    const { report } = await read(machines(50), [
      denied(["GetInventory"]),
      denied(["DescribeInstancePatchStates"], [ids.machine(one), ids.machine(other)]),
    ]);
    expect(report.patches?.results).toMatchObject({ patched: 48, unknown: 2 });
    expect(report.complete).toBe(false);
  });

  it("marks machines that were not requested, and counts the requests", async () => {
    const { report, requests } = await read(machines(150), [
      denied(["GetInventory", "DescribeInstancePatchStates"]),
    ]);
    const words = machinesOf(report).map(({ patch }) => patch?.words);
    const refused = "unknown: not allowed to read patch state";
    expect(words[0]).toBe(refused);
    expect(words.filter((one) => one !== refused)).toEqual(
      words.filter((one) => one === "unknown: patch state was not requested after denied requests"),
    );
    expect(words.slice(50)).not.toContain(refused);
    expect(report.gaps.map(({ count }) => count)).toEqual([times(requests, "DescribeInstancePatchStates")]);
  });

  it("sends no more batches after throttling", async () => {
    const { report, requests } = await read(machines(1000), [
      { kind: "throttling", operations: ["GetInventory"], rate: 0, burst: 0 },
    ]);
    // 25 batches, of which four are sent at once, each with its retries.
    expect(requests.length).toBeLessThan(25);
    expect(new Set(requests)).toEqual(new Set(["GetInventory"]));
    expect(report.patches?.results.unknown).toBe(1000);
    expect(machinesOf(report).at(-1)?.patch?.words).toBe(
      "unknown: patch state was not requested after throttling",
    );
    expect(report.gaps).toMatchObject([{ kind: "throttled", count: 4 }]);
  });

  it("has a gap for the machines of a batch that stays throttled", async () => {
    const { report } = await read(machines(3), [
      { kind: "throttling", operations: ["GetInventory"], rate: 0, burst: 0 },
    ]);
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false });
    expect(report.patches?.results.unknown).toBe(3);
    expect(report.gaps.map(({ operation, kind }) => [operation, kind])).toEqual([
      ["GetInventory", "throttled"],
    ]);
  });

  it.each([
    ["a sign-in page", new TransportError("GetInventory", "a page", { meaning: "foreign", status: 200 })],
    ["no response", new TransportError("GetInventory", "nothing", {})],
    ["another shape", new InvalidOutputError("GetInventory", ["expected object, received null"])],
    ["a fault", new ServiceError("GetInventory", { code: "InternalServerError", status: 500 })],
  ])("has a gap, and no result by time, if the inventory is %s", async (_, error) => {
    // The state is from another command at the same time: only the inventory shows it.
    const scenario = patchAccount({ machines: [{ states: [{ by: ids.other(1), installed: 1 }] }] });
    const mock = mockTransport({ scenario });
    const transport: Transport = {
      name: "broken",
      send: (operation, input, sent) =>
        operation === "GetInventory" ? Promise.reject(error) : mock.send(operation, input, sent),
    };
    const report = await reportExecution(createClient(transport), { WindowExecutionId });
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false });
    expect(report.gaps).toMatchObject([{ operation: "GetInventory" }]);
    expect(report.patches?.results.unknown).toBe(1);
  });

  it("requests the machines that the inventory does not have from the patch states, and no others", async () => {
    const { report, requests } = await read({
      machines: [{ states: [{ installed: 1 }] }, {}, {}],
    });
    expect(requests).toEqual(["GetInventory", "DescribeInstancePatchStates"]);
    expect(machinesOf(report).map(({ patch }) => patch?.basis)).toEqual(["this-run", "none", "none"]);
  });

  it("has no gap for machines on which the command did not run", async () => {
    const { report } = await read(
      { machines: [{}, {}], tasks: [{ runs: ["Undeliverable", "Terminated"] }] },
      [denied(["GetInventory", "DescribeInstancePatchStates"])],
    );
    expect(report.gaps).toEqual([]);
    expect(report.patches?.results.notRun).toBe(2);
  });

  it("requests nothing for a task that does not patch", async () => {
    const { report, requests } = await read({ machines: [{}], tasks: [{ document: "AWS-RunShellScript" }] });
    expect(requests).toEqual([]);
    expect(report.patches).toBeUndefined();
    expect(report.reason).toBe("The only machine passed.");
  });

  it("keeps results that were read as the run's own", async () => {
    const { report } = await read(machines(2));
    const overwritten: PatchAccountRecipe = {
      machines: Array.from({ length: 2 }, () => ({
        states: [
          { installed: 1 },
          { by: ids.other(9), minutes: [119, 120] as const, operation: "Scan" as const, missing: 4 },
        ],
      })),
    };
    const again = await read(overwritten, [], { earlier: report });
    expect(again.requests).toEqual([]);
    expect(again.report.patches?.results.patched).toBe(2);
    const fresh = await read(overwritten);
    expect(fresh.report.patches?.results.overwritten).toBe(2);
  });

  it("never shows an intermediate report as PASSED", async () => {
    const client = createClient(mockTransport({ scenario: patchAccount(machines(200)) }));
    const verdicts: string[] = [];
    let unread = 0;
    for await (const report of collectExecution(client, { WindowExecutionId })) {
      verdicts.push(`${report.done ? "done" : "reading"} ${report.verdict}`);
      const isRead = report.patches?.results.patched === 200;
      if (!isRead) expect(report.tasks.filter(({ verdict }) => verdict === "PASSED")).toEqual([]);
      if (!isRead) unread += 1;
    }
    expect(verdicts.at(-1)).toBe("done PASSED");
    expect(verdicts.filter((verdict) => verdict === "reading PASSED")).toEqual([]);
    expect(unread).toBeGreaterThan(2);
  });
});
