/** A watch reads patch state only after the end. */
import { createClient, type OperationName, type Transport } from "@windowpane/core";
import {
  manualClock,
  mockTransport,
  patchAccount,
  patchAccountIds as ids,
  patchAccountMinute as minute,
  type MockFault,
  type PatchAccountRecipe,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import type { WatchEvent, WatchExecutionOptions } from "../../src/watch/model.ts";
import { watch } from "../../src/watch/watch.ts";

const { WindowExecutionId } = ids;
const patchOperations = new Set<OperationName>(["GetInventory", "DescribeInstancePatchStates"]);

interface Watched {
  readonly events: readonly WatchEvent[];
  /** Requests for patch state, with the time of each. */
  readonly requests: readonly { readonly operation: OperationName; readonly at: Date }[];
}

const follow = async (
  recipe: PatchAccountRecipe,
  {
    faults = [],
    from = 1,
    ...options
  }: Partial<WatchExecutionOptions> & { readonly faults?: readonly MockFault[]; readonly from?: number } = {},
): Promise<Watched> => {
  const clock = manualClock(minute(from).toISOString());
  const mock = mockTransport({ clock, scenario: patchAccount(recipe), faults });
  const requests: { operation: OperationName; at: Date }[] = [];
  const transport: Transport = {
    name: "noted",
    send: (operation, input, sent) => {
      if (patchOperations.has(operation)) requests.push({ operation, at: clock.now() });
      return mock.send(operation, input, sent);
    },
  };
  const events: WatchEvent[] = [];
  const sleep = async (milliseconds: number): Promise<void> => clock.advance(milliseconds);
  for await (const event of watch(createClient(transport), {
    WindowExecutionId,
    now: clock.now,
    sleep,
    ...options,
  }))
    events.push(event);
  return { events, requests };
};

const pending: PatchAccountRecipe = {
  tasks: [{ rebootOption: "NoReboot" }],
  machines: [{ states: [{ installed: 9, pendingReboot: 5 }] }, { states: [{ installed: 9 }] }],
};

const lastOf = ({ events }: Watched): WatchEvent | undefined => events.at(-1);

describe("a watch over a patch run", () => {
  it("reads patch state once, after everything has ended", async () => {
    const watched = await follow(pending);
    expect(watched.requests.map(({ operation }) => operation)).toEqual(["GetInventory"]);
    const ended = watched.events.findLast(({ kind }) => kind === "progress");
    expect(watched.requests[0]?.at.getTime()).toBeGreaterThanOrEqual(minute(10).getTime());
    expect(ended).toMatchObject({ report: { verdict: "PARTIAL" } });
    expect(lastOf(watched)).toMatchObject({
      kind: "ended",
      report: { verdict: "PARTIAL", patches: { results: { rebootPending: 1, patched: 1 } } },
    });
  });

  it("does not report PASSED before it has read patch state", async () => {
    for (const from of [1, 60]) {
      const { events } = await follow(pending, { from });
      const verdicts = events.flatMap((event) =>
        event.kind === "progress" && event.report.done ? [event.report.verdict] : [],
      );
      expect(verdicts.length).toBeGreaterThan(0);
      expect(verdicts).not.toContain("PASSED");
    }
  });

  it("reports each machine that is not patched, once", async () => {
    const { events } = await follow(pending);
    expect(events.filter(({ kind }) => kind === "failed")).toMatchObject([
      { member: { InstanceId: ids.machine(0), result: "passed" }, cause: { slug: "patches-reboot-pending" } },
    ]);
  });

  it("reads no patch state if it is not wanted, and the report shows it", async () => {
    const watched = await follow(pending, { patches: false });
    expect(watched.requests).toEqual([]);
    const last = lastOf(watched);
    expect(last).toMatchObject({ kind: "ended", report: { verdict: "PASSED" } });
    expect(last?.kind === "ended" && last.report.reason).toContain("Patch state was not requested.");
  });

  it("reads again if patch state was throttled", async () => {
    const watched = await follow(pending, {
      faults: [
        {
          kind: "server-error",
          code: "ThrottlingException",
          status: 400,
          operations: ["GetInventory"],
          times: 1,
        },
      ],
    });
    expect(watched.events.map(({ kind }) => kind)).toContain("error");
    expect(lastOf(watched)).toMatchObject({ kind: "ended", report: { verdict: "PARTIAL", complete: true } });
  });

  it("ends with a verdict other than PASSED if patch state may not be read", async () => {
    const watched = await follow(pending, {
      faults: [{ kind: "access-denied", operations: ["GetInventory", "DescribeInstancePatchStates"] }],
    });
    expect(lastOf(watched)).toMatchObject({ kind: "ended", report: { verdict: "UNKNOWN", complete: false } });
  });
});
