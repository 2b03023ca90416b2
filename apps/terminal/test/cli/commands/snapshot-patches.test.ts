/** Patch results out of a snapshot: those of the night on which it was taken. */
import { createClient, type Client } from "@windowpane/core";
import { reportExecution, type ExecutionReport } from "@windowpane/report";
import {
  fixedClock,
  mockTransport,
  patchAccount,
  patchAccountIds as ids,
  patchAccountMinute as minute,
  type MockFault,
  type PatchAccountRecipe,
} from "@windowpane/transport-mock";
import { readSnapshot, snapshotTransport, takeSnapshot, writeSnapshot } from "@windowpane/transport-snapshot";
import { describe, expect, it } from "vitest";
import { bytesOf, runWith } from "../../fake-host.ts";

const { WindowExecutionId } = ids;
const transportOf = (recipe: PatchAccountRecipe, minutes = 60, faults: readonly MockFault[] = []) =>
  mockTransport({ scenario: patchAccount(recipe), clock: fixedClock(minute(minutes)), faults });
const clientOf = (...given: Parameters<typeof transportOf>): Client => createClient(transportOf(...given));
const report = (client: Client): Promise<ExecutionReport> => reportExecution(client, { WindowExecutionId });

const fileOf = async (client: Client, includeSensitive = false, patches?: boolean): Promise<string> => {
  const of = { executions: [WindowExecutionId] };
  const options = { of, takenAt: minute(60), origin: { source: "demo" }, includeSensitive, patches };
  return (await bytesOf(writeSnapshot(await takeSnapshot(client, options)))).toString();
};

const heldBy = async (file: string): Promise<Client> =>
  createClient(snapshotTransport(await readSnapshot(new TextEncoder().encode(file))));

const machines = [
  { states: [{ installed: 2 }] },
  { states: [{ pendingReboot: 5 }] },
  { states: [{ missing: 4, critical: 1, security: 2 }] },
  { states: [{ rejected: 1 }] },
  { platform: "Windows", states: [{ hasFailedSearch: true }] },
  { states: [{ by: "none" }] },
  { states: [{ by: ids.other(1), minutes: [20, 21], operation: "Scan" }] },
  { states: [{ by: ids.other(2), minutes: [-1440, -1438] }] },
  {},
] as const;

const accounts: readonly (readonly [string, PatchAccountRecipe, readonly MockFault[]])[] = [
  ["an installation", { machines }, []],
  ["one without reboot", { tasks: [{ rebootOption: "NoReboot" }], machines }, []],
  ["a scan", { tasks: [{ operation: "Scan" }], machines }, []],
  [
    "one that overrides the baseline",
    { tasks: [{ parameters: { BaselineOverride: ["s3://x/y.json"] } }], machines },
    [],
  ],
  ["one with hooks", { tasks: [{ document: "AWS-RunPatchBaselineWithHooks" }], machines }, []],
  ["a document that reports no state", { tasks: [{ document: "AWS-InstallWindowsUpdates" }], machines }, []],
  ["an automation", { tasks: [{ automation: "Patch-Fleet", operation: "Scan" }], machines }, []],
  [
    "runs that failed, were cut off or never ran",
    {
      tasks: [
        {
          runs: [
            "Failed",
            "ExecutionTimedOut",
            "Undeliverable",
            "Terminated",
            "Cancelled",
            "CancelledBeforeStart",
            "AccessDenied",
          ],
        },
      ],
      machines,
    },
    [],
  ],
  ["a scan and an installation", { tasks: [{ operation: "Scan" }, {}], machines: machines.slice(0, 3) }, []],
  ["an account without inventory", { machines }, [{ kind: "access-denied", operations: ["GetInventory"] }]],
  [
    "an account without patch state",
    { machines },
    [{ kind: "access-denied", operations: ["GetInventory", "DescribeInstancePatchStates"] }],
  ],
  [
    "an account with a machine that may not be read",
    { machines },
    [
      { kind: "access-denied", operations: ["GetInventory"] },
      { kind: "access-denied", operations: ["DescribeInstancePatchStates"], machines: [ids.machine(2)] },
    ],
  ],
  [
    "many machines",
    { machines: Array.from({ length: 130 }, (_, index) => machines[index % machines.length] ?? {}) },
    [],
  ],
];

describe.each(accounts)("the report on %s", (_, recipe, faults) => {
  it.each([false, true])("is the same out of a snapshot; sensitive members: %o", async (includeSensitive) => {
    const there = clientOf(recipe, 60, faults);
    const held = await heldBy(await fileOf(there, includeSensitive));
    const live = await report(there);
    const read = await report(held);
    // Words of gaps say that they are of the time of the snapshot.
    const plain = ({ gaps, progress: __, ...rest }: ExecutionReport) => ({
      ...rest,
      gaps: gaps.map(({ message: ___, ...gap }) => gap),
    });
    expect(plain(read)).toEqual(plain(live));
    expect(read.patches ?? live.verdict).toEqual(live.patches ?? live.verdict);
  });
});

describe("a snapshot of a patch night", () => {
  const later = { by: ids.other(9), operation: "Scan", minutes: [120, 121], missing: 4 } as const;
  const night: PatchAccountRecipe = { machines: [{ states: [{ installed: 2 }, later] }] };

  it("still has the results that a later scan has overwritten", async () => {
    const held = await heldBy(await fileOf(clientOf(night)));
    expect(await report(held)).toMatchObject({ verdict: "PASSED", patches: { results: { patched: 1 } } });
    const now = await report(clientOf(night, 360));
    expect(now).toMatchObject({ verdict: "UNKNOWN", patches: { results: { overwritten: 1 } } });
  });

  it("without patches tells what is missing, and what to do", async () => {
    const file = await fileOf(clientOf(night), false, false);
    const read = await report(await heldBy(file));
    expect(read).toMatchObject({
      verdict: "UNKNOWN",
      complete: false,
      gaps: [{ kind: "missing", code: "NotInSnapshot" }],
    });
    expect(read.tasks[0]?.invocations[0]?.machines[0]?.patch).toMatchObject({
      result: "unknown",
      basis: "unread",
      words: "unknown: patch state is not in this snapshot or archive",
    });
    expect(read.gaps[0]?.nextStep).toMatch(/^Take snapshots and collect soon after the execution/);
  });

  it("is taken without patches by --no-patches", async () => {
    const files: Record<string, string> = {};
    const run = (...words: readonly string[]) =>
      runWith(["snapshot", WindowExecutionId, ...words], {
        transport: transportOf(night),
        onFile: (path, text) => {
          files[path] = text;
        },
      });
    expect((await run("-o", "all.json")).exitCode).toBe(0);
    expect((await run("-o", "less.json", "--no-patches")).exitCode).toBe(0);
    expect(files["all.json"]).toContain("AWS:PatchSummary");
    expect(files["less.json"]).not.toContain("AWS:PatchSummary");
  });
});
