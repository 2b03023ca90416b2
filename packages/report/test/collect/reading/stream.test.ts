import { createClient, type Transport } from "@windowpane/core";
import { fixedClock, fleet, fleetIds, manualClock, mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import {
  badOf,
  collectExecution,
  collectFailures,
  reportExecution,
  watch,
  type ExecutionReport,
} from "../../../src/index.ts";
import {
  account,
  clientOf,
  command,
  execution,
  machine,
  now,
  task,
  WindowExecutionId,
} from "../../small-plan.ts";

const plan = account(
  execution(
    [
      task(
        1,
        [command(1, [machine(1)]), command(2, [machine(2, { outcome: "Failed" })], { outcome: "FAILED" })],
        { outcome: "FAILED" },
      ),
      task(2, [command(3, [machine(3)])]),
    ],
    { outcome: "FAILED" },
  ),
);

/** A transport that records requests and their concurrency. */
const watched = () => {
  const mock = mockTransport({ scenario: plan, clock: fixedClock(now) });
  const asked: string[] = [];
  const seen = { running: 0, most: 0 };
  const transport: Transport = {
    name: "watched",
    send: async (operation, input, options) => {
      asked.push(operation);
      seen.running += 1;
      seen.most = Math.max(seen.most, seen.running);
      try {
        return await mock.send(operation, input, options);
      } finally {
        seen.running -= 1;
      }
    },
  };
  return { client: createClient(transport), asked, seen };
};

describe("the stream of reports", () => {
  it("grows to the whole report, and only the last report is done", async () => {
    const reports: ExecutionReport[] = [];
    for await (const report of collectExecution(clientOf(plan), { WindowExecutionId })) reports.push(report);
    expect(reports.length).toBeGreaterThan(2);
    expect(reports.map(({ done }) => done)).toEqual([...reports.slice(1).map(() => false), true]);
    expect(reports.at(-1)).toEqual(await reportExecution(clientOf(plan), { WindowExecutionId }));
    const rows = reports.map(({ counts }) => counts.total);
    expect(rows).toEqual(rows.toSorted((one, other) => one - other));
  });

  it("is never PASSED before it is done, and shows a failure as soon as it is read", async () => {
    const verdicts = new Set<string>();
    let shownEarly = false;
    for await (const { done, verdict, counts, groups } of collectExecution(clientOf(plan), {
      WindowExecutionId,
    })) {
      if (!done) verdicts.add(verdict);
      shownEarly ||= !done && badOf(counts) === 1 && groups.length === 1;
    }
    expect([...verdicts].every((verdict) => verdict === "UNKNOWN" || verdict === "RUNNING")).toBe(true);
    expect(shownEarly).toBe(true);
  });

  it("adds up in every intermediate report", async () => {
    for await (const { counts, machineCounts } of collectExecution(clientOf(plan), { WindowExecutionId })) {
      for (const { total, results } of [counts, machineCounts]) {
        expect(Object.values(results).reduce((sum, count) => sum + count, 0)).toBe(total);
      }
    }
  });

  it("sends no requests before the first report is requested", () => {
    const { client, asked } = watched();
    collectExecution(client, { WindowExecutionId });
    expect(asked).toEqual([]);
  });

  it("sends no more requests after the caller leaves", async () => {
    const { client, asked } = watched();
    for await (const report of collectExecution(client, { WindowExecutionId, concurrency: 1 })) {
      if (report.progress.requests >= 2) break;
    }
    const sent = asked.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked.length).toBe(sent);
  });

  it("respects the limit of concurrent requests", async () => {
    const { client, seen } = watched();
    await reportExecution(client, { WindowExecutionId, concurrency: 2 });
    expect(seen.most).toBe(2);
  });

  it("rejects with the reason of the abort", async () => {
    const abort = new AbortController();
    const reading = reportExecution(clientOf(plan), { WindowExecutionId, signal: abort.signal });
    const reason = new Error("enough");
    abort.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });

  it("reports progress after every response", async () => {
    const told: number[] = [];
    const report = await reportExecution(clientOf(plan), {
      WindowExecutionId,
      onProgress: ({ requests }) => told.push(requests),
    });
    expect(told.length).toBeGreaterThanOrEqual(report.progress.requests);
    expect(told.at(-1)).toBe(report.progress.requests);
  });
});

describe("failures first", () => {
  it("lists the failures of each task that did not succeed, and ends with the same report", async () => {
    const { client, asked } = watched();
    const { progress: _, ...first } = await reportExecution(client, { WindowExecutionId, prefer: "failed" });
    const { progress: __, ...listed } = await reportExecution(clientOf(plan), { WindowExecutionId });
    // Three lists for two tasks: the second task succeeded.
    expect(
      asked.filter((operation) => operation === "DescribeMaintenanceWindowExecutionTaskInvocations"),
    ).toHaveLength(3);
    expect(first).toEqual(listed);
  });
});

describe("the work of a stream of reports", () => {
  const sizes = [1000, 8000];
  const fleetOf = (invocations: number) =>
    createClient(mockTransport({ scenario: fleet({ invocations }), clock: fixedClock(now) }));
  /** Rows that all intermediate reports cover together, as a multiple of the rows of the last one. */
  const multipleOf = (rows: readonly number[]): number =>
    rows.reduce((sum, count) => sum + count, 0) / (rows.at(-1) ?? 0);
  const { WindowExecutionId: fleetExecution } = fleetIds;

  it.each(sizes)("is at most 20 times the rows of an execution with %i invocations", async (invocations) => {
    const rows: number[] = [];
    const options = { WindowExecutionId: fleetExecution, prefer: "failed" } as const;
    for await (const report of collectExecution(fleetOf(invocations), options))
      rows.push(report.counts.total);
    expect(rows.at(-1)).toBe(invocations);
    expect(rows.length).toBeGreaterThan(10);
    expect(multipleOf(rows)).toBeLessThan(20);
  });

  it.each(sizes)("is at most 20 times the rows of a period with %i invocations", async (invocations) => {
    const rows: number[] = [];
    const since = new Date(now.getTime() - 24 * 3_600_000);
    for await (const report of collectFailures(fleetOf(invocations), { since, now })) {
      rows.push(report.counts.total);
    }
    expect(rows.at(-1)).toBe(invocations);
    expect(rows.length).toBeGreaterThan(10);
    expect(multipleOf(rows)).toBeLessThan(20);
  });

  it("does not delay the reports of a slow service: one is at most two seconds old", async () => {
    const clock = manualClock(now.toISOString());
    const mock = mockTransport({ scenario: fleet({ invocations: 3000 }), clock: fixedClock(now) });
    const slow: Transport = {
      name: "slow",
      send: (operation, input, options) => {
        clock.advance(50);
        return mock.send(operation, input, options);
      },
    };
    const times = [clock.now().getTime()];
    const options = { WindowExecutionId: fleetExecution, clock: clock.now };
    for await (const _ of collectExecution(createClient(slow), options)) times.push(clock.now().getTime());
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(waits.length).toBeGreaterThan(100);
    expect(Math.max(...waits)).toBeLessThan(2000);
  });

  it.each(sizes)(
    "of a watch over %i invocations is the requests of one report and few progress events",
    async (invocations) => {
      let requests = 0;
      const mock = mockTransport({ scenario: fleet({ invocations }), clock: fixedClock(now) });
      const counting: Transport = {
        name: "counting",
        send: (operation, input, options) => {
          requests += 1;
          return mock.send(operation, input, options);
        },
      };
      const client = createClient(counting);
      const report = await reportExecution(client, { WindowExecutionId: fleetExecution, prefer: "failed" });
      const ofReport = requests;
      requests = 0;
      const kinds: string[] = [];
      const clock = { now: () => now, sleep: async () => {} };
      for await (const { kind } of watch(client, { WindowExecutionId: fleetExecution, ...clock }))
        kinds.push(kind);
      expect(kinds.filter((kind) => kind === "failed").length).toBe(badOf(report.counts));
      expect(kinds.filter((kind) => kind === "progress").length).toBeLessThan(100);
      expect(requests).toBeLessThan(ofReport * 1.1);
    },
  );
});
