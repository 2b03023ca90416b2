/** Patches in a comparison of two executions. */
import { createClient } from "@windowpane/core";
import {
  fixedClock,
  mockTransport,
  patchAccount,
  patchAccountIds as ids,
  patchAccountMinute as minute,
  type PatchStateRecipe,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { diffExecutions, findLastGood, reportExecution, type ExecutionReport } from "../../src/index.ts";
import { patchClient, patchReport } from "../patch-night-report.ts";

type Run = "Success" | "Failed" | "Undeliverable";
type Side = readonly [run: Run, state?: PatchStateRecipe];

const patched: Side = ["Success", { installed: 1 }];
const pending: Side = ["Success", { pendingReboot: 5 }];
const failed2: Side = ["Success", { failed: 2 }];
const overwritten: Side = ["Success", { by: ids.other(9), operation: "Scan", minutes: [120, 121] }];
const neverScanned: Side = ["Success"];
const commandFailed: Side = ["Failed", { installed: 1 }];

const night = (...sides: readonly Side[]): Promise<ExecutionReport> =>
  patchReport({
    tasks: [{ runs: sides.map(([run]) => run) }],
    machines: sides.map(([, state]) => ({ states: state === undefined ? [] : [state] })),
  });

const diffOf = async (before: Side, after: Side) => {
  const diff = diffExecutions(await night(patched, before), await night(patched, after));
  return { diff, machine: diff.machines.find(({ name }) => name === ids.machine(1)) };
};

describe("a machine of two patch nights", () => {
  it.each([
    [
      "newlyNotPatched",
      patched,
      pending,
      true,
      "passed, but is not patched (patched, reboot pending (5)); before, it was patched",
    ],
    ["notPatched", pending, pending, false, "as before"],
    ["notPatched", pending, failed2, false, "as before"],
    ["notPatched", overwritten, failed2, false, "it is unknown whether it was before"],
    ["notPatched", commandFailed, pending, false, "before, it failed"],
    ["newlyPatched", pending, patched, false, "It is patched; before, it passed, but is not patched"],
    ["unchanged", overwritten, patched, false, "It is unknown whether it was patched before."],
    ["unchanged", patched, neverScanned, false, "It is unknown whether it is patched."],
    ["unchanged", overwritten, overwritten, false, "is patched, as before"],
    ["unchanged", patched, patched, false, "It passed both times."],
    ["recovered", commandFailed, patched, false, "It passed; before, it failed"],
    ["newlyFailing", pending, commandFailed, true, "now failed"],
  ] as const)("is %s", async (name, before, after, worse, words) => {
    const { diff, machine } = await diffOf(before, after);
    expect(machine?.class).toBe(name);
    expect(machine?.reason).toContain(words);
    expect(diff.worse).toBe(worse);
    expect(diff.classes[name]).toBe(name === "unchanged" ? 2 : 1);
  });

  it("has the patch results and counts of both sides", async () => {
    const { diff, machine } = await diffOf(patched, pending);
    expect(machine?.before?.patch).toMatchObject({ result: "patched", basis: "this-run" });
    expect(machine?.after).toMatchObject({
      patch: { result: "rebootPending" },
      cause: { slug: "patches-reboot-pending" },
    });
    expect(diff.before.patches).toMatchObject({ results: { patched: 2 } });
    expect(diff.after).toMatchObject({ verdict: "PARTIAL", patches: { results: { rebootPending: 1 } } });
    expect(diff.appeared.map(({ slug }) => slug)).toEqual(["patches-reboot-pending"]);
  });

  it("is worse if it is new and not patched", async () => {
    const diff = diffExecutions(await night(patched), await night(patched, pending));
    expect(diff).toMatchObject({ worse: true, classes: { added: 1 } });
  });

  it("counts with its worst patch result of all tasks", async () => {
    const twoTasks = (task: number) =>
      patchReport({
        tasks: [{ rebootOption: "NoReboot" }, { operation: "Scan" }],
        machines: [{ states: [{ task, pendingReboot: 5 }] }],
      });
    const diff = diffExecutions(await twoTasks(1), await twoTasks(0));
    expect(diff.machines).toMatchObject([
      {
        class: "notPatched",
        after: { patch: { result: "rebootPending" }, ref: { TaskExecutionId: ids.task(0) } },
      },
    ]);
  });
});

describe("unknown patch state", () => {
  it("is noted, and does not count as worse", async () => {
    const { diff } = await diffOf(overwritten, pending);
    expect(diff.worse).toBe(false);
    expect(diff.notes).toContain("In the earlier execution, 1 has no certain patch result: 1 overwritten.");
  });

  it("that was not requested is noted, and no task is worse by its patches alone", async () => {
    const before = await reportExecution(patchClient({ machines: [{ states: [{ pendingReboot: 5 }] }] }), {
      WindowExecutionId: ids.WindowExecutionId,
      patches: false,
    });
    expect(before.verdict).toBe("PASSED");
    const after = await night(pending);
    const diff = diffExecutions(before, after);
    expect(after.verdict).toBe("PARTIAL");
    expect(diff).toMatchObject({ worse: false, classes: { notPatched: 1 } });
    expect(diff.notes).toContain("Patch state of the earlier execution was not requested.");
  });
});

describe("the last good execution of a patch window", () => {
  it("is judged by its commands, without reading patch state, and notes it", async () => {
    const requests: string[] = [];
    const transport = mockTransport({
      scenario: patchAccount({ machines: [{ states: [{ by: ids.other(9), minutes: [120, 121] }] }] }),
      clock: fixedClock(minute(360)),
    });
    const client = createClient({
      ...transport,
      send: (operation, input, options) => {
        requests.push(operation);
        return transport.send(operation, input, options);
      },
    });
    const found = await findLastGood(client, { WindowId: ids.WindowId, before: minute(300) });
    expect(found.report).toMatchObject({ WindowExecutionId: ids.WindowExecutionId, verdict: "PASSED" });
    expect(found.reason).toContain(
      "It is unknown whether its machines were patched, because later runs overwrite",
    );
    expect(requests).toContain("ListCommandInvocations");
    expect(requests).not.toContain("GetInventory");
  });
});
