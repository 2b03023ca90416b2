import { ServiceError, type Transport } from "@windowpane/core";
import {
  manualClock,
  mockTransport,
  patchAccount,
  patchAccountMinute,
  type AccountPlan,
  type ExecutionPlan,
  type InvocationPlan,
  type ManualClock,
  type MockFault,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { openArchive, type Archive } from "../../src/open/open-archive.ts";
import { collectStep } from "../../src/collect/collect-step.ts";
import { LEASE } from "../../src/collect/lease.ts";
import type { CollectOptions, CollectResult } from "../../src/collect/model.ts";
import { collectionGaps, collectStatus, missedStarts } from "../../src/collect/status.ts";
import { openSqliteFile } from "../../src/node.ts";
import { messages, missedMessages, OUTBOX } from "./crash.ts";
import { DAY, HOUR, planNights, serviceOf, START, windowId } from "./nights.ts";

const MINUTE = 60_000;
const Account = "111122223333";
const Region = "eu-west-1";

interface Collector {
  readonly archive: Archive;
  readonly clock: ManualClock;
  collect(transport: Transport, options?: Partial<CollectOptions>): Promise<CollectResult>;
  /** Collects every hour until a time. */
  until(time: number, transport: Transport): Promise<void>;
  rows(text: string): Promise<readonly Record<string, unknown>[]>;
}

const collectorAt = async (time: number | Date): Promise<Collector> => {
  const clock = manualClock(new Date(time));
  const sql = await openSqliteFile(":memory:");
  const archive = await openArchive({ sql, now: clock.now });
  await sql.run(OUTBOX);
  let steps = 0;
  const collect: Collector["collect"] = (transport, options = {}) => {
    steps += 1;
    const location = { Account, Region, transport };
    return collectStep(location, archive, { owner: `step-${steps}`, messages, missedMessages, ...options });
  };
  return {
    archive,
    clock,
    collect,
    until: async (end, transport) => {
      for (; clock.now().getTime() < end; clock.advance(HOUR)) await collect(transport);
    },
    rows: async (text) => (await sql.all(text)).map((row) => ({ ...row })),
  };
};

const runs = "SELECT execution_id, complete, machine_rows, verdict FROM run ORDER BY start_ms";
const outbox = "SELECT id, title FROM test_outbox ORDER BY id";

const single = (execution: ExecutionPlan): AccountPlan => {
  const { plan } = planNights({ nights: 1, windows: 1, seed: 2 });
  return { windows: plan.windows.map((window) => ({ ...window, executions: [execution] })) };
};

/** One execution of the nights, with changes. */
const firstExecution = (): ExecutionPlan => {
  const [execution] = planNights({ nights: 1, windows: 1, seed: 2 }).plan.windows[0]?.executions ?? [];
  if (execution === undefined) throw new Error("The plan has no execution.");
  return execution;
};

const uuidOf = (number: number): string => `0000000b-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** The execution with all machines failed for the same cause. */
const failed = (execution: ExecutionPlan): ExecutionPlan => ({
  ...execution,
  outcome: "FAILED",
  end: new Date(execution.start.getTime() + HOUR),
  tasks: execution.tasks.map((task) => ({
    ...task,
    outcome: "FAILED",
    invocations: [...(task.invocations as readonly InvocationPlan[])].map((invocation) => {
      const command = typeof invocation.command === "function" ? invocation.command() : invocation.command;
      const machines = (command?.machines ?? []).map((machine) => ({
        ...machine,
        outcome: "Failed" as const,
        details: "Failed",
        plugins: machine.plugins.map((plugin) => ({
          ...plugin,
          outcome: "Failed" as const,
          details: "Failed",
          ResponseCode: 1,
          stderr: "No space left on device",
        })),
      }));
      return {
        ...invocation,
        outcome: "FAILED" as const,
        command: { DocumentName: "AWS-RunShellScript", machines },
      };
    }),
  })),
});

describe("collectStep", () => {
  it("stores what has ended, reads nothing again, and remembers what runs", async () => {
    const nights = planNights({ nights: 3, windows: 2, seed: 5 });
    const { collect, clock } = await collectorAt(START + 4 * DAY);
    const transport = serviceOf(nights, { clock });
    const first = await collect(transport);
    expect(first).toMatchObject({ more: false, looked: true, windows: 2, gaps: [], problems: [] });
    expect(first.stored + first.running).toBe(
      nights.starts.filter((start) => "WindowExecutionId" in start).length,
    );
    clock.advance(15 * MINUTE);
    // One request for the windows, and one for each window's executions.
    expect(await collect(transport)).toMatchObject({ stored: 0, requests: 3, more: false });
  });

  it("works through a backlog in steps of a few requests, also in the middle of a window or an execution", async () => {
    const nights = planNights({ nights: 5, windows: 4, seed: 6 });
    const { collect, clock, rows } = await collectorAt(START + 14 * DAY);
    const transport = serviceOf(nights, { clock });
    let steps = 0;
    let drafts = 0;
    for (let more = true; more; steps += 1) {
      const before = transport.requests;
      ({ more } = await collect(transport, { maxRequests: 6 }));
      expect(transport.requests - before).toBeLessThanOrEqual(6);
      drafts += (await rows("SELECT draft FROM collection_run WHERE draft IS NOT NULL")).length;
    }
    expect(steps).toBeGreaterThan(20);
    expect(drafts).toBeGreaterThan(5);
    expect(await rows("SELECT count(*) AS runs FROM run WHERE complete = 1")).toEqual([
      { runs: nights.starts.filter((start) => "WindowExecutionId" in start).length },
    ]);
    expect(await rows("SELECT * FROM document_chunk WHERE key LIKE 'draft/%'")).toEqual([]);
  });

  it("stops at a time limit and continues", async () => {
    const nights = planNights({ nights: 5, windows: 1, seed: 7 });
    const { collect, clock } = await collectorAt(START + 9 * DAY);
    const slow: MockFault = { kind: "latency", ms: 1000 };
    const service = mockTransport({ scenario: nights.plan, clock, faults: [slow], sleep: clock.sleep });
    const first = await collect(service, { maxTime: 10_000 });
    expect(first.more).toBe(true);
    expect(first.requests).toBeLessThan(16);
    let stored = first.stored;
    for (let more = true; more;) {
      const next = await collect(service, { maxTime: 10_000 });
      ({ more } = next);
      stored += next.stored;
    }
    expect(stored).toBe(nights.plan.windows[0]?.executions.length);
  });

  it("stores an incomplete run, reads what was missing later, and announces it once", async () => {
    const nights = { plan: single(firstExecution()), starts: [] };
    const { collect, clock, rows } = await collectorAt(START + 2 * DAY);
    const failing = serviceOf(nights, {
      clock,
      faults: [{ kind: "access-denied", operations: ["ListCommandInvocations"] }],
    });
    expect(await collect(failing)).toMatchObject({ stored: 1, final: 0, more: false });
    const [before] = await rows(runs);
    expect(before).toMatchObject({ complete: 0 });
    expect(await rows(outbox)).toEqual([]);

    clock.advance(15 * MINUTE);
    const transport = serviceOf(nights, { clock });
    expect(await collect(transport)).toMatchObject({ stored: 1, final: 1, running: 0, waiting: 0 });
    // Two for the windows, three for the registrations, and the lists of commands that were missing.
    const commands = nights.plan.windows[0]?.executions[0]?.tasks.flatMap(({ invocations }) => [
      ...(invocations as readonly unknown[]),
    ]);
    expect(transport.requests).toBeLessThanOrEqual(5 + 4 * (commands?.length ?? 0));
    expect(await rows(runs)).toMatchObject([{ execution_id: before?.["execution_id"], complete: 1 }]);
    expect(await rows(outbox)).toHaveLength(2);
    clock.advance(15 * MINUTE);
    expect(await collect(transport)).toMatchObject({ stored: 0, requests: 2 });
  });

  it("announces an incomplete run after an hour, and reads it again for three days only", async () => {
    const nights = { plan: single(firstExecution()), starts: [] };
    const { collect, until, clock, rows } = await collectorAt(START + 2 * DAY);
    const denied = serviceOf(nights, {
      clock,
      faults: [{ kind: "access-denied", operations: ["ListCommandInvocations"] }],
    });
    await until(START + 2 * DAY + HOUR, denied);
    expect(await rows(outbox)).toEqual([]);
    await until(START + 2 * DAY + 4 * HOUR, denied);
    expect(await rows(outbox)).toHaveLength(2);
    // Nothing more was read, so nothing is stored again.
    clock.advance(12 * HOUR);
    expect(await collect(denied)).toMatchObject({ stored: 0 });
    await until(START + 6 * DAY, denied);
    expect(await rows("SELECT * FROM collection_run")).toEqual([]);
    expect(await rows(outbox)).toHaveLength(2);
    expect(await rows(runs)).toMatchObject([{ complete: 0 }]);
  });

  it("keeps patch states that a scan overwrites, and takes those that machines report late", async () => {
    const plan = patchAccount({
      machines: [
        { states: [{}, { by: "other", operation: "Scan", minutes: [119, 120], missing: 4 }] },
        { states: [{ minutes: [3, 60] }] },
      ],
    });
    const { collect, clock, rows } = await collectorAt(patchAccountMinute(12));
    const transport = mockTransport({ scenario: plan, clock });
    expect(await collect(transport)).toMatchObject({ stored: 1, final: 0 });
    const patched = "SELECT patched, patch_unproven, verdict FROM run";
    expect(await rows(patched)).toMatchObject([{ patched: 1 }]);
    clock.advance(3 * HOUR);
    expect(await collect(transport)).toMatchObject({ stored: 1, final: 1 });
    expect(await rows(patched)).toEqual([{ patched: 2, patch_unproven: 0, verdict: "PASSED" }]);
    expect(await rows(outbox)).toHaveLength(2);
  });

  it("waits for the running work of a cancelled execution", async () => {
    const execution = firstExecution();
    const late = new Date(execution.end.getTime() + 5 * HOUR);
    const cancelled: ExecutionPlan = {
      ...execution,
      outcome: "CANCELLED",
      tasks: execution.tasks.map((task) => ({ ...task, end: late })),
    };
    const { collect, until, clock, rows } = await collectorAt(execution.end.getTime() + MINUTE);
    const transport = serviceOf({ plan: single(cancelled), starts: [] }, { clock });
    expect(await collect(transport)).toMatchObject({ stored: 0, waiting: 1 });
    await until(late.getTime() + 9 * HOUR, transport);
    expect(await rows(runs)).toMatchObject([{ complete: 1 }]);
    expect(await rows(outbox)).toHaveLength(2);
  });

  it.each([
    ["empty", () => ({ WindowExecutions: [] })],
    [
      "an error",
      () => {
        throw new ServiceError("DescribeMaintenanceWindowExecutions", {
          code: "DoesNotExistException",
          message: "Maintenance window does not exist",
          status: 400,
        });
      },
    ],
  ])(
    "looks at a deleted window again, and follows its running execution by ID, if its list is %s",
    async (_, respond) => {
      const execution = firstExecution();
      const day: ExecutionPlan = { ...execution, end: new Date(execution.start.getTime() + 20 * HOUR) };
      const { collect, until, clock, rows } = await collectorAt(execution.start.getTime() + HOUR);
      const deleted = { [windowId(1)]: execution.start.getTime() + 2 * HOUR };
      const service = serviceOf({ plan: single(day), starts: [] }, { clock, deleted });
      const transport: Transport = {
        name: "aws",
        send: async (operation, input, options) =>
          operation === "DescribeMaintenanceWindowExecutions" &&
          clock.now() > new Date(deleted[windowId(1)] ?? 0)
            ? respond()
            : service.send(operation, input, options),
      };
      expect(await collect(transport)).toMatchObject({ running: 1, windows: 1 });
      await until(execution.start.getTime() + 40 * HOUR, transport);
      expect(await rows(runs)).toHaveLength(1);
      expect(await rows("SELECT gone, error FROM collection_window")).toEqual([{ gone: 1, error: null }]);
      expect(await rows("SELECT name FROM maintenance_window")).toEqual([{ name: "nightly-1" }]);
    },
  );

  it("collects the windows that it knows while the list of windows cannot be read", async () => {
    const nights = planNights({ nights: 4, windows: 2, seed: 12 });
    const { collect, archive, clock, rows } = await collectorAt(START + DAY);
    const service = serviceOf(nights, { clock });
    await collect(service);
    const failing: Transport = {
      name: "aws",
      send: async (operation, input, options) => {
        if (operation === "DescribeMaintenanceWindows")
          throw new ServiceError(operation, { code: "InternalServerError", message: "Sorry.", status: 500 });
        return service.send(operation, input, options);
      },
    };
    for (let minutes = 0; minutes < 3 * 24 * 60; minutes += 20) {
      clock.advance(20 * MINUTE);
      expect(await collect(failing)).toMatchObject({ looked: false, more: false });
    }
    // A list of windows that cannot be read does not mean that they were deleted.
    expect(await rows("SELECT gone FROM collection_window")).toEqual([{ gone: 0 }, { gone: 0 }]);
    const [status] = await collectStatus(archive);
    expect(status?.lookedAt).toEqual(new Date(START + DAY));
    const ended = nights.plan.windows.flatMap(({ executions }) =>
      executions.filter(({ end }) => end.getTime() < clock.now().getTime() - 20 * MINUTE),
    );
    expect(status?.runs).toBe(ended.length);
    expect((await collect(service)).looked).toBe(true);
    expect(await collectionGaps(archive)).toMatchObject([{ code: "pause" }]);
  });

  it("records an execution that AWS forgot before it ended, and one that it forgot before it was read", async () => {
    const execution = firstExecution();
    const endless: ExecutionPlan = { ...execution, end: new Date(execution.start.getTime() + 400 * DAY) };
    const { until, archive, clock, rows } = await collectorAt(execution.start.getTime() + HOUR);
    const transport = serviceOf({ plan: single(endless), starts: [] }, { clock });
    await until(execution.start.getTime() + 32 * DAY, transport);
    expect(await rows("SELECT * FROM collection_run")).toEqual([]);
    expect(await collectionGaps(archive)).toMatchObject([
      {
        Account,
        Region,
        WindowId: windowId(1),
        WindowExecutionId: execution.WindowExecutionId,
        code: "missed",
      },
    ]);

    const second = await collectorAt(execution.end.getTime() + DAY);
    const gone: Transport = {
      name: "aws",
      send: async (operation, input, options) => {
        if (operation.startsWith("GetMaintenanceWindowExecution"))
          throw new ServiceError(operation, { code: "DoesNotExistException", message: "Gone.", status: 400 });
        return serviceOf({ plan: single(execution), starts: [] }, { clock: second.clock }).send(
          operation,
          input,
          options,
        );
      },
    };
    const result = await second.collect(gone);
    expect(result.gaps).toMatchObject([
      { code: "missed", message: "The execution ended, and AWS no longer knew it when it was read." },
    ]);
    expect(result.more).toBe(false);
  });

  it("continues with the other windows if one cannot be listed, and catches up later", async () => {
    const nights = planNights({ nights: 6, windows: 2, seed: 8 });
    const { collect, until, archive, clock, rows } = await collectorAt(START + 2 * DAY);
    const service = serviceOf(nights, { clock });
    const denied: Transport = {
      name: "aws",
      send: async (operation, input, options) => {
        if (
          operation === "DescribeMaintenanceWindowExecutions" &&
          Reflect.get(input, "WindowId") === windowId(2)
        )
          throw new ServiceError(operation, {
            code: "AccessDeniedException",
            message: "Not allowed.",
            status: 400,
          });
        return service.send(operation, input, options);
      },
    };
    await until(START + 5 * DAY, denied);
    const [status] = await collectStatus(archive);
    expect(status?.unlisted).toMatchObject([{ WindowId: windowId(2), Name: "nightly-2" }]);
    expect(status?.windows).toBe(1);
    expect(status?.lookedAt).toEqual(new Date(START + 5 * DAY - HOUR));

    await collect(service);
    expect((await collectStatus(archive))[0]).toMatchObject({ unlisted: [], windows: 2 });
    await until(START + 12 * DAY, service);
    expect(await rows("SELECT execution_id FROM run")).toHaveLength(
      nights.starts.filter((start) => "WindowExecutionId" in start).length,
    );
    // What it did not see is unknown, not missed.
    for (const { WindowId, certainty, expected } of await missedStarts(archive)) {
      const start = nights.starts.find((one) => one.WindowId === WindowId && one.at === expected.getTime());
      expect(start).not.toHaveProperty("WindowExecutionId");
      expect(["missed", "unknown"]).toContain(certainty);
    }
  });

  it("records a pause of more than a day, and what AWS may have forgotten after 30 days", async () => {
    const nights = planNights({ nights: 80, windows: 1, seed: 9 });
    const { collect, archive, clock, rows } = await collectorAt(START + 4 * DAY);
    const transport = serviceOf(nights, { clock });
    await collect(transport);
    clock.advance(2 * DAY);
    expect((await collect(transport)).gaps).toMatchObject([
      { code: "pause", from: START + 4 * DAY, to: START + 6 * DAY },
    ]);
    clock.advance(40 * DAY);
    const { gaps } = await collect(transport);
    expect(gaps.map(({ code, from, to }) => [code, from, to])).toEqual([
      ["pause", START + 6 * DAY, START + 46 * DAY],
      ["lost", START + 6 * DAY, START + 16 * DAY],
    ]);
    expect(await collectionGaps(archive, { since: new Date(START + 30 * DAY) })).toHaveLength(1);
    // Everything outside of the gap is stored.
    const stored = new Set((await rows("SELECT execution_id FROM run")).map((row) => row["execution_id"]));
    for (const { at, WindowExecutionId } of nights.starts) {
      const isLost = at > START + 4 * DAY && at < START + 16 * DAY + HOUR;
      if (WindowExecutionId === undefined || isLost || at > START + 42 * DAY) continue;
      expect(stored, new Date(at).toISOString()).toContain(WindowExecutionId);
    }
  });

  it("collects everything after its clock was a year ahead", async () => {
    const nights = planNights({ nights: 12, windows: 2, seed: 11 });
    const aws = manualClock(new Date(START + 4 * DAY));
    const transport = serviceOf(nights, { clock: aws });
    let error = 0;
    const now = (): Date => new Date(aws.now().getTime() + error);
    const sql = await openSqliteFile(":memory:");
    const archive = await openArchive({ sql, now });
    const collect = (owner: string): Promise<CollectResult> =>
      collectStep({ Account, Region, transport }, archive, { owner });
    const stored = async (): Promise<number> =>
      (await sql.all<{ runs: number }>("SELECT count(*) AS runs FROM run"))[0]?.runs ?? 0;
    await collect("right");
    const before = await stored();
    error = 365 * DAY;
    aws.advance(HOUR);
    await collect("ahead");
    expect(await collectionGaps(archive)).not.toEqual([]);
    await sql.run("UPDATE collection_state SET owner = 'ahead', lease_ms = ?1", [now().getTime() + LEASE]);
    error = 0;
    for (; aws.now().getTime() < START + 8 * DAY; aws.advance(DAY)) await collect("right again");
    const ended = nights.starts.filter(
      ({ at, WindowExecutionId }) => WindowExecutionId !== undefined && at < START + 6 * DAY,
    );
    expect(await stored()).toBeGreaterThanOrEqual(ended.length);
    expect(ended.length).toBeGreaterThan(before);
    expect(await collectionGaps(archive)).toEqual([]);
    const [state] = await sql.all("SELECT looked_ms FROM collection_state");
    expect({ ...state }).toEqual({ looked_ms: START + 7 * DAY + HOUR });
  });

  it("does nothing while another collector has the location, and takes over after its lease", async () => {
    const nights = planNights({ nights: 2, windows: 1, seed: 10 });
    const { archive, collect, clock } = await collectorAt(START + 3 * DAY);
    const transport = serviceOf(nights, { clock });
    let release = (): void => {};
    const hanging: Transport = {
      name: "aws",
      send: async (operation, input, options) => {
        await new Promise<void>((resolve) => (release = resolve));
        return transport.send(operation, input, options);
      },
    };
    const first = collect(hanging);
    await expect.poll(() => collectStatus(archive)).toMatchObject([{ collector: { owner: "step-1" } }]);
    const second = await collect(transport);
    expect(second).toMatchObject({ held: { owner: "step-1" }, requests: 0, more: false });
    // A host that knows that the owner has ended need not wait.
    expect((await collect(transport, { hasEnded: (owner) => owner === "step-1" })).held).toBeUndefined();
    clock.advance(LEASE);
    expect((await collect(transport)).held).toBeUndefined();
    release();
    const loop = setInterval(() => release(), 1);
    await first;
    clearInterval(loop);
  });

  it("stores the other runs if one cannot be stored, and tries it again later", async () => {
    const nights = planNights({ nights: 5, windows: 1, seed: 3 });
    const { collect, clock, rows } = await collectorAt(START + 9 * DAY);
    const transport = serviceOf(nights, { clock });
    const bad = nights.plan.windows[0]?.executions[2]?.WindowExecutionId;
    const result = await collect(transport, {
      messages: (report, context) => {
        if (report.WindowExecutionId === bad) throw new TypeError("unexpected");
        return messages(report, context);
      },
    });
    expect(result).toMatchObject({ stored: 4, more: false, waiting: 1 });
    expect(result.problems).toMatchObject([{ WindowExecutionId: bad, error: { message: "unexpected" } }]);
    clock.advance(HOUR);
    expect(await collect(transport)).toMatchObject({ stored: 1, waiting: 0, problems: [] });
    expect(await rows(outbox)).toHaveLength(10);
  });

  it("tells in messages since when a cause occurs, and the verdict before", async () => {
    const { plan } = planNights({ nights: 6, windows: 1, seed: 2 });
    const [window] = plan.windows;
    if (window === undefined) throw new Error("The plan has no window.");
    const failing = window.executions.map((one, night) => ({
      ...failed(one),
      WindowExecutionId: uuidOf(night),
    }));
    const { clock, collect } = await collectorAt(START + HOUR);
    const transport = mockTransport({ scenario: { windows: [{ ...window, executions: failing }] }, clock });
    const told: (readonly [string | undefined, number | undefined])[] = [];
    for (; clock.now().getTime() < START + 7 * DAY; clock.advance(DAY)) {
      await collect(transport, {
        messages: ({ groups }, { previous }) => {
          told.push([previous, groups[0]?.recurrence?.[0]?.consecutive]);
          return [];
        },
      });
    }
    expect(told).toHaveLength(failing.length);
    expect(told[0]).toEqual([undefined, undefined]);
    expect(told.at(-1)?.[0]).toBe("FAILED");
    expect(told.at(-1)?.[1]).toBeGreaterThan(2);
  });

  it("finds tens of thousands of executions in one look", async () => {
    const { plan } = planNights({ nights: 1, windows: 1, seed: 2 });
    const [window] = plan.windows;
    const [execution] = window?.executions ?? [];
    if (window === undefined || execution === undefined) throw new Error("The plan has no execution.");
    const executions = Array.from({ length: 25_000 }, (_, index) => ({
      ...execution,
      WindowExecutionId: `0000000a-0000-4000-8000-${String(index).padStart(12, "0")}`,
      tasks: [],
    }));
    const { collect, clock } = await collectorAt(START + 2 * DAY);
    const transport = mockTransport({ scenario: { windows: [{ ...window, executions }] }, clock });
    expect(await collect(transport, { maxRequests: 260 })).toMatchObject({ more: true, waiting: 25_000 });
  });

  it("ends when it is aborted, and frees the location", async () => {
    const nights = planNights({ nights: 2, windows: 1, seed: 10 });
    const { archive, collect, clock } = await collectorAt(START + 3 * DAY);
    const controller = new AbortController();
    const service = serviceOf(nights, { clock });
    const transport: Transport = {
      name: "aws",
      send: (operation, input, options) => {
        if (operation === "GetMaintenanceWindowExecution") controller.abort(new Error("stopped"));
        return service.send(operation, input, options);
      },
    };
    await expect(collect(transport, { signal: controller.signal })).rejects.toThrow("stopped");
    expect((await collectStatus(archive))[0]).not.toHaveProperty("collector");
  });
});
