/** Each row of the patch decision table, and the documented examples, read through the mock. */
import { createClient, type Input, type Output, type Transport } from "@windowpane/core";
import {
  mockTransport,
  patchAccount,
  patchAccountIds as ids,
  type MockFault,
  type PatchMachineRecipe,
  type PatchTaskRecipe,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import {
  machinesOf,
  reportExecution,
  type ExecutionReport,
  type Machine,
  type Verdict,
} from "../../../src/index.ts";

const yesterday: readonly [number, number] = [-1440, -1435];
const later: readonly [number, number] = [119, 120];
/** Without its own list, an installation reports missing patches as failed. */
const installOverrideList = "s3://bucket/list.yaml";
const override = { parameters: { BaselineOverride: ["s3://bucket/override.json"] } };
const inventoryDenied: MockFault = { kind: "access-denied", operations: ["GetInventory"] };
const allDenied: MockFault = {
  kind: "access-denied",
  operations: ["GetInventory", "DescribeInstancePatchStates"],
};

const read = (
  task: PatchTaskRecipe,
  machine: PatchMachineRecipe,
  faults: readonly MockFault[] = [],
): Promise<ExecutionReport> => readAll([task], [machine], faults);

const readAll = (
  tasks: readonly PatchTaskRecipe[],
  machines: readonly PatchMachineRecipe[],
  faults: readonly MockFault[] = [],
): Promise<ExecutionReport> => {
  const transport = mockTransport({ scenario: patchAccount({ tasks, machines }), faults });
  return reportExecution(createClient(transport), { WindowExecutionId: ids.WindowExecutionId });
};

const only = (report: ExecutionReport): Machine => {
  const [machine, ...others] = machinesOf(report);
  if (machine === undefined || others.length > 0) throw new Error("The report has not one machine.");
  return machine;
};

interface Row {
  readonly name: string;
  readonly task?: PatchTaskRecipe;
  readonly machine?: PatchMachineRecipe;
  readonly faults?: readonly MockFault[];
  readonly result: string;
  readonly basis: string;
  readonly words: string;
  readonly verdict: Verdict;
}

const state = (...states: NonNullable<PatchMachineRecipe["states"]>): PatchMachineRecipe => ({ states });

const rows: readonly Row[] = [
  {
    name: "an installation that left nothing",
    machine: state({ installed: 3 }),
    result: "patched",
    basis: "this-run",
    words: "patched",
    verdict: "PASSED",
  },
  {
    name: "an installation whose counts are all zero",
    machine: state({}),
    result: "patched",
    basis: "this-run",
    words: "patched",
    verdict: "PASSED",
  },
  {
    name: "an installation that left reboots pending",
    task: { rebootOption: "NoReboot" },
    machine: state({ pendingReboot: 5 }),
    result: "rebootPending",
    basis: "this-run",
    words: "patched, reboot pending (5)",
    verdict: "PARTIAL",
  },
  {
    name: "an installation that left patches missing",
    machine: state({ installOverrideList, missing: 4, critical: 1 }),
    result: "missing",
    basis: "this-run",
    words: "still missing 4 (1 critical)",
    verdict: "PARTIAL",
  },
  {
    name: "an installation that passed over failed patches",
    machine: state({ failed: 2 }),
    result: "failed",
    basis: "this-run",
    words: "failed 2",
    verdict: "PARTIAL",
  },
  {
    name: "an installation that left rejected patches",
    machine: state({ rejected: 1 }),
    result: "rejected",
    basis: "this-run",
    words: "1 rejected installed",
    verdict: "PARTIAL",
  },
  {
    name: "an installation that left several kinds",
    machine: state({
      installOverrideList,
      failed: 1,
      missing: 2,
      pendingReboot: 3,
      critical: 1,
      security: 1,
    }),
    result: "failed",
    basis: "this-run",
    words: "failed 1, still missing 2, 3 pending a reboot (in all 1 critical, 1 security)",
    verdict: "PARTIAL",
  },
  {
    name: "a failed installation with failed patches",
    task: { runs: ["Failed"] },
    machine: state({ failed: 2 }),
    result: "failed",
    basis: "this-run",
    words: "failed 2",
    verdict: "FAILED",
  },
  {
    name: "a failed installation that left nothing",
    task: { runs: [{ status: "Failed", code: 3 }] },
    machine: state({ installed: 2 }),
    result: "patched",
    basis: "this-run",
    words: "patched, but the command failed afterwards",
    verdict: "FAILED",
  },
  {
    name: "a scan that found nothing",
    task: { operation: "Scan" },
    machine: state({ installed: 2 }),
    result: "scanned",
    basis: "this-run",
    words: "scanned only, compliant",
    verdict: "PASSED",
  },
  {
    name: "a scan that found patches missing",
    task: { operation: "Scan" },
    machine: state({ missing: 12, critical: 3 }),
    result: "scanned",
    basis: "this-run",
    words: "scanned only, 12 missing (3 critical)",
    verdict: "PASSED",
  },
  {
    name: "a scan that a later one overwrote",
    task: { operation: "Scan" },
    machine: state({ missing: 2 }, { by: ids.other(9), minutes: later, operation: "Scan", missing: 1 }),
    result: "overwritten",
    basis: "later",
    words: "overwritten by a later Scan at 2026-11-22 04:00 UTC: now 1 missing",
    verdict: "PASSED",
  },
  {
    name: "an installation that a later scan overwrote, with patches missing",
    machine: state({}, { by: ids.other(9), minutes: later, operation: "Scan", missing: 4 }),
    result: "overwritten",
    basis: "later",
    words: "overwritten by a later Scan at 2026-11-22 04:00 UTC: now 4 missing",
    verdict: "UNKNOWN",
  },
  {
    name: "an installation that a later scan overwrote, compliant",
    machine: state({}, { by: ids.other(9), minutes: later, operation: "Scan", installed: 1 }),
    result: "overwritten",
    basis: "later",
    words: "overwritten by a later Scan at 2026-11-22 04:00 UTC: now compliant",
    verdict: "UNKNOWN",
  },
  {
    name: "an installation that a later installation overwrote",
    machine: state({ missing: 1 }, { by: ids.other(9), minutes: later, operation: "Install", installed: 1 }),
    result: "overwritten",
    basis: "later",
    words: "overwritten by a later Install at 2026-11-22 04:00 UTC: now compliant",
    verdict: "UNKNOWN",
  },
  {
    name: "an installation that reported nothing",
    machine: state({ by: ids.other(1), minutes: yesterday, missing: 7 }),
    result: "unknown",
    basis: "earlier",
    words: "unknown: this run reported nothing; the newest state is from 2026-11-21 02:05 UTC",
    verdict: "UNKNOWN",
  },
  {
    name: "a scan that reported nothing",
    task: { operation: "Scan" },
    machine: state({ by: ids.other(1), minutes: yesterday }),
    result: "unknown",
    basis: "earlier",
    words: "unknown: this run reported nothing; the newest state is from 2026-11-21 02:05 UTC",
    verdict: "UNKNOWN",
  },
  {
    name: "a run with BaselineOverride on a machine without a state",
    task: override,
    result: "unknown",
    basis: "none",
    words: "unknown: runs with BaselineOverride report only in their output",
    verdict: "UNKNOWN",
  },
  {
    name: "a run with BaselineOverride over an earlier state",
    task: override,
    machine: state({ by: ids.other(1), minutes: yesterday }),
    result: "unknown",
    basis: "earlier",
    words: "unknown: runs with BaselineOverride report only in their output",
    verdict: "UNKNOWN",
  },
  {
    name: "a run on a machine that never reported",
    result: "unknown",
    basis: "none",
    words: "unknown: the machine has no patch state",
    verdict: "UNKNOWN",
  },
  {
    name: "a run that another patch operation overlaps",
    machine: state({ by: ids.other(2), minutes: [3, 9] }),
    result: "unknown",
    basis: "clash",
    words: "unknown: two patch operations at once",
    verdict: "UNKNOWN",
  },
  ...(
    [
      "DeliveryTimedOut",
      "Undeliverable",
      "Terminated",
      "InvalidPlatform",
      "AccessDenied",
      "CancelledBeforeStart",
    ] as const
  ).map((status): Row => ({
    name: `a command that never ran: ${status}`,
    task: { runs: [status] },
    machine: state({ by: ids.other(1), minutes: yesterday }),
    result: "notRun",
    basis: "unread",
    words: "not patched by this run: command not run (newest state, 2026-11-21 02:05 UTC: compliant)",
    verdict: "FAILED",
  })),
  {
    name: "a command that was cut off after its state was written",
    task: { runs: ["ExecutionTimedOut"] },
    machine: state({ installOverrideList, missing: 2 }),
    result: "missing",
    basis: "this-run",
    words: "stopped early; still missing 2",
    verdict: "FAILED",
  },
  {
    name: "a command that was cut off without a state",
    task: { runs: ["ExecutionTimedOut"] },
    result: "unknown",
    basis: "none",
    words: "unknown: stopped early, and the machine has no patch state",
    verdict: "FAILED",
  },
  {
    name: "a command that was cancelled while it ran, over an earlier state",
    task: { runs: ["Cancelled"] },
    machine: state({ by: ids.other(1), minutes: yesterday, installed: 1 }),
    result: "unknown",
    basis: "earlier",
    words:
      "unknown: stopped early, patches may be partly installed (newest state, 2026-11-21 02:05 UTC: compliant)",
    verdict: "FAILED",
  },
  {
    name: "a scan that failed to search",
    task: { operation: "Scan" },
    machine: { platform: "Windows", states: [{ hasFailedSearch: true }] },
    result: "unknown",
    basis: "this-run",
    words: "unknown: the scan itself failed",
    verdict: "UNKNOWN",
  },
  {
    name: "an installation that failed to search",
    machine: { platform: "Windows", states: [{ hasFailedSearch: true }] },
    result: "unknown",
    basis: "this-run",
    words: "unknown: the scan itself failed",
    verdict: "UNKNOWN",
  },
  {
    name: "a document that reports no patch state",
    task: { document: "AWS-InstallWindowsUpdates" },
    machine: { platform: "Windows" },
    result: "unknown",
    basis: "unread",
    words: "updates run; the document does not measure patch state",
    verdict: "UNKNOWN",
  },
  {
    name: "a failed run that reported nothing",
    task: {
      runs: [{ status: "Failed", code: 156, stdout: "PatchManagerError: ('Get Snapshot failed', 143)" }],
    },
    machine: state({ by: ids.other(1), minutes: yesterday }),
    result: "unknown",
    basis: "earlier",
    words: "unknown: this run reported nothing; the newest state is from 2026-11-21 02:05 UTC",
    verdict: "FAILED",
  },
  {
    name: "a state without the ID of its command, within the run",
    machine: state({ by: "none", installed: 1 }),
    result: "patched",
    basis: "by-time",
    words: "patched (by time)",
    verdict: "PASSED",
  },
  {
    name: "an installation while the inventory may not be read",
    machine: state({ installed: 1 }),
    faults: [inventoryDenied],
    result: "patched",
    basis: "by-time",
    words: "patched (by time)",
    verdict: "PASSED",
  },
  {
    name: "a state without an ID that began during the run and is mostly after it",
    machine: state({ by: "none", minutes: [9.75, 10.75], installed: 1 }),
    result: "unknown",
    basis: "clash",
    words: "unknown: the newest state does not name the run that wrote it",
    verdict: "UNKNOWN",
  },
  {
    name: "a failed run of a document that reports no patch state",
    task: { document: "AWS-InstallWindowsUpdates", runs: ["Failed"] },
    machine: { platform: "Windows" },
    result: "unknown",
    basis: "unread",
    words: "unknown: the document does not report patch state",
    verdict: "FAILED",
  },
  {
    name: "an installation without the ID, over a scan at the same time",
    machine: state({ by: "none", operation: "Scan" }),
    result: "unknown",
    basis: "clash",
    words: "unknown: the newest state does not name the run that wrote it",
    verdict: "UNKNOWN",
  },
  {
    name: "an installation while nothing may be read",
    machine: state({}),
    faults: [allDenied],
    result: "unknown",
    basis: "unread",
    words: "unknown: not allowed to read patch state",
    verdict: "UNKNOWN",
  },
  {
    name: "a machine to which no patch applies",
    machine: state({ notApplicable: 4 }),
    result: "unknown",
    basis: "this-run",
    words: "unknown: no patch of the baseline applies to the machine",
    verdict: "UNKNOWN",
  },
  {
    name: "a run with hooks whose last operation was a scan",
    task: { document: "AWS-RunPatchBaselineWithHooks" },
    machine: state({ operation: "Scan", installed: 2 }),
    result: "unknown",
    basis: "this-run",
    words: "unknown: the last operation of this run was a scan, which found nothing",
    verdict: "UNKNOWN",
  },
  {
    name: "a shared document by its ARN",
    task: {
      document: "arn:aws:ssm:eu-west-1:111122223333:document/AWS-RunPatchBaseline",
      rebootOption: "NoReboot",
    },
    machine: state({ pendingReboot: 1 }),
    result: "rebootPending",
    basis: "this-run",
    words: "patched, reboot pending (1)",
    verdict: "PARTIAL",
  },
  {
    name: "an automation whose command patches",
    task: { automation: "AWS-PatchAsgInstance" },
    machine: state({ missing: 3 }),
    result: "failed",
    basis: "this-run",
    words: "failed 3",
    verdict: "PARTIAL",
  },
];

describe("the patch result", () => {
  it.each(rows)(
    "of $name",
    async ({ task = {}, machine = {}, faults = [], result, basis, words, verdict }) => {
      const report = await read(task, machine, faults);
      const { patch } = only(report);
      expect({
        result: patch?.result,
        basis: patch?.basis,
        words: patch?.words,
        verdict: report.verdict,
      }).toEqual({
        result,
        basis,
        words,
        verdict,
      });
      expect(report.patches?.total).toBe(1);
      expect(report.patches?.results).toMatchObject({ [result]: 1 });
      const isGap = basis === "unread" && result === "unknown" && faults.length > 0;
      expect(report.complete).toBe(!isGap);
    },
  );

  it("of a running command", async () => {
    const report = await read({ runs: ["InProgress"] }, state({}));
    expect(only(report).patch).toMatchObject({ result: "running", words: "running" });
    expect(report.verdict).toBe("RUNNING");
  });

  it("of a scan and an installation that share a snapshot go to their own command", async () => {
    const report = await readAll(
      [{ operation: "Scan" }, { operation: "Install" }],
      [state({ task: 0, missing: 3 }, { task: 1, installed: 3 })],
    );
    const results = machinesOf(report).map(({ patch }) => [patch?.result, patch?.basis]);
    expect(results).toEqual([
      ["overwritten", "later"],
      ["patched", "this-run"],
    ]);
    expect(report.verdict).toBe("PASSED");
  });
});

describe("an automation that starts another one, which patches", () => {
  const nestedId = "0f0f0f0f-0000-4000-8000-00000000beef";

  /** The automation of the account, started by another automation. */
  const nested = (states: PatchMachineRecipe): Transport => {
    const mock = mockTransport({
      scenario: patchAccount({ tasks: [{ automation: "Acme-Outer" }], machines: [states] }),
    });
    const send: Transport["send"] = async (operation, input, options) => {
      if (operation !== "GetAutomationExecution") return mock.send(operation, input, options);
      const { AutomationExecutionId: id } = input as Input<"GetAutomationExecution">;
      outer = id === nestedId ? outer : id;
      const output = (await mock.send(
        "GetAutomationExecution",
        { AutomationExecutionId: outer },
        options,
      )) as Output<"GetAutomationExecution">;
      if (id === nestedId) return output;
      const [step] = output.AutomationExecution?.StepExecutions ?? [];
      const started = {
        ...step,
        Action: "aws:executeAutomation",
        Inputs: { DocumentName: "Acme-Inner" },
        Outputs: { ExecutionId: [nestedId] },
      };
      return { AutomationExecution: { ...output.AutomationExecution, StepExecutions: [started] } };
    };
    let outer = "";
    return { name: "nested", send };
  };

  it.each([
    ["is not patched where reboots are pending", state({ pendingReboot: 2 }), "rebootPending", "PARTIAL"],
    ["is patched where nothing is left", state({ installed: 2 }), "patched", "PASSED"],
    ["is not known where the machine has no state", {}, "unknown", "UNKNOWN"],
  ] as const)("%s", async (_, machine, result, verdict) => {
    const report = await reportExecution(createClient(nested(machine)), {
      WindowExecutionId: ids.WindowExecutionId,
    });
    expect(only(report).patch?.result).toBe(result);
    expect(report.verdict).toBe(verdict);
  });
});

describe("the verdict on a patch run", () => {
  it("has the number of scanned machines that need patches", async () => {
    const machines = [state({ missing: 2 }), state({ installed: 1 }), state({ pendingReboot: 1 })];
    const report = await readAll([{ operation: "Scan" }], machines);
    expect(report.reason).toBe("All 3 machines passed. Scan: 2 of 3 machines need patches.");
    expect(report.patches).toMatchObject({ total: 3, needPatches: 2, unproven: 0 });
  });

  it("reports all machines as patched only if all are", async () => {
    const report = await readAll([{}], [state({ installed: 1 }), state({ installed: 2 })]);
    expect(report.reason).toBe("All 2 machines passed and are patched.");
    expect(report.falseGreen).toBe(false);
  });

  it("has the unpatched and uncertain machines, and AWS's SUCCESS", async () => {
    const machines = [
      state({ installed: 1 }),
      state({ pendingReboot: 5 }),
      state({ installOverrideList, missing: 1 }),
      {},
    ];
    const report = await readAll([{ rebootOption: "NoReboot" }], machines);
    expect(report.verdict).toBe("PARTIAL");
    expect(report.reason).toBe(
      "All 4 machines passed, but 2 are not patched: 1 still missing patches, 1 reboot pending; " +
        "1 has no certain patch result: 1 unknown. AWS still reports SUCCESS.",
    );
    expect(report.falseGreen).toBe(true);
    expect(report.groups.map(({ slug, machines: count }) => [slug, count])).toEqual([
      ["patches-missing", 1],
      ["patches-reboot-pending", 1],
    ]);
  });

  it("notes that patch state was not requested", async () => {
    const transport = mockTransport({ scenario: patchAccount({ machines: [state({ missing: 1 })] }) });
    const report = await reportExecution(createClient(transport), {
      WindowExecutionId: ids.WindowExecutionId,
      patches: false,
    });
    expect(report.reason).toBe("The only machine passed. Patch state was not requested.");
    expect(report.patches).toBeUndefined();
    expect(machinesOf(report).every(({ patch }) => patch === undefined)).toBe(true);
  });
});
