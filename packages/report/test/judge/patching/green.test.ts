/** PASSED requires patched machines: random patch nights, most of them without defects. */
import { createClient } from "@windowpane/core";
import {
  mockTransport,
  patchAccount,
  patchAccountIds as ids,
  type MockFault,
  type PatchMachineRecipe,
  type PatchRunStatus,
} from "@windowpane/transport-mock";
import fc from "fast-check";
import { expect, it } from "vitest";
import { machinesOf, reportExecution } from "../../../src/index.ts";

interface Drawn {
  readonly machine: PatchMachineRecipe;
  readonly status: PatchRunStatus;
  /** Whether the run is proven to have patched everything. */
  readonly isClean: boolean;
}

const clean = fc
  .record({ installed: fc.integer({ min: 0, max: 9 }), byNobody: fc.boolean() })
  .map(({ installed, byNobody }): Drawn => ({
    machine: { states: [{ installed, ...(byNobody && { by: "none" }) }] },
    status: "Success",
    isClean: true,
  }));

const list = "s3://bucket/list.yaml";
const after: readonly [number, number] = [119, 120];
const before: readonly [number, number] = [-1440, -1435];

/** Defects of a state after a command that passed. */
const states: readonly PatchMachineRecipe[] = [
  {},
  { states: [{ pendingReboot: 1 }] },
  { states: [{ failed: 1 }] },
  { states: [{ rejected: 2 }] },
  { states: [{ missing: 1 }] },
  { states: [{ missing: 3, installOverrideList: list }] },
  { states: [{ installed: 1, operation: "Scan", by: "none" }] },
  { states: [{ installed: 1, operation: "Scan" }] },
  { states: [{ by: ids.other(1), minutes: before, installed: 1 }] },
  { states: [{ installed: 1 }, { by: ids.other(2), minutes: after, installed: 1 }] },
  { states: [{ installed: 1 }, { by: ids.other(2), minutes: after, operation: "Scan", missing: 2 }] },
  { states: [{ by: ids.other(3), minutes: [3, 9], installed: 1 }] },
  { states: [{ by: "none", minutes: [9.75, 10.75], installed: 1 }] },
  { states: [{ notApplicable: 3 }] },
  { platform: "Windows", states: [{ hasFailedSearch: true }] },
];

const statuses: readonly PatchRunStatus[] = [
  "Failed",
  "ExecutionTimedOut",
  "DeliveryTimedOut",
  "Undeliverable",
  "Terminated",
  "InvalidPlatform",
  "AccessDenied",
  "Cancelled",
  "CancelledBeforeStart",
  "InProgress",
];

const defective = fc.oneof(
  fc.constantFrom(...states).map((machine): Drawn => ({ machine, status: "Success", isClean: false })),
  fc
    .constantFrom(...statuses)
    .map((status): Drawn => ({ machine: { states: [{ installed: 1 }] }, status, isClean: false })),
);

const machines = fc.array(fc.oneof({ weight: 9, arbitrary: clean }, { weight: 1, arbitrary: defective }), {
  minLength: 1,
  maxLength: 5,
});

/** Errors in reading states. With a denied inventory alone, times decide. */
const faults: readonly { readonly faults: readonly MockFault[]; readonly hides: boolean }[] = [
  { faults: [], hides: false },
  { faults: [{ kind: "access-denied", operations: ["GetInventory"] }], hides: false },
  {
    faults: [{ kind: "access-denied", operations: ["GetInventory", "DescribeInstancePatchStates"] }],
    hides: true,
  },
  { faults: [{ kind: "throttling", operations: ["GetInventory"], rate: 0, burst: 0 }], hides: true },
];

const fault = fc.oneof(
  { weight: 12, arbitrary: fc.constant(faults[0]) },
  { weight: 2, arbitrary: fc.constantFrom(...faults) },
);

it("is PASSED only if each machine is proven to be patched", async () => {
  const hits = { passed: 0, other: 0 };
  await fc.assert(
    fc.asyncProperty(machines, fault, async (drawn, trouble) => {
      const transport = mockTransport({
        scenario: patchAccount({
          machines: drawn.map(({ machine }) => machine),
          tasks: [{ runs: drawn.map(({ status }) => status) }],
        }),
        faults: trouble?.faults ?? [],
      });
      const report = await reportExecution(createClient(transport), {
        WindowExecutionId: ids.WindowExecutionId,
      });
      const isProven = drawn.every(({ isClean }) => isClean) && trouble?.hides === false;
      // Without command IDs, another command's state can look like the run's.
      const isByTime = (trouble?.faults.length ?? 0) > 0;
      if (isByTime && !isProven) return;
      expect(report.verdict === "PASSED").toBe(isProven);
      hits[isProven ? "passed" : "other"] += 1;
      const results = machinesOf(report).map(({ patch }) => patch?.result);
      // A machine can be patched although its command failed afterwards, so the reverse does not apply.
      if (isProven) expect(new Set(results)).toEqual(new Set(["patched"]));
      expect(report.patches?.total).toBe(drawn.length);
    }),
    { numRuns: 3000 },
  );
  expect(hits.passed).toBeGreaterThanOrEqual(1000);
  expect(hits.other).toBeGreaterThanOrEqual(300);
});
