/** Compares reports with the mock's data under faults: nothing lost, nothing twice, or a gap. */
import {
  createClient,
  createPace,
  ServiceError,
  withPace,
  withRetry,
  type Client,
  type Transport,
} from "@windowpane/core";
import {
  documentation,
  empty,
  fixedClock,
  fleet,
  mockTransport,
  patchNight,
  type MockFault,
} from "@windowpane/transport-mock";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import {
  machinesOf,
  reportExecution,
  reportFailures,
  wasUnderWay,
  type ExecutionReport,
} from "../src/index.ts";
import { mockDataOf, machineKey, type MockExecution, type World } from "./mock-data.ts";

const now = new Date("2026-11-22T08:00:00Z");
const since = new Date("2026-11-21T08:00:00Z");

const worlds = {
  "patch-night": { scenario: patchNight, now, seed: 1 },
  documentation: { scenario: documentation, now: documentation.now ?? now, seed: 1 },
  fleet: { scenario: fleet({ invocations: 350, failureRate: 0.1 }), now, seed: 1 },
  empty: { scenario: empty, now, seed: 1 },
} as const satisfies Record<string, World>;

/** The transports of an app, with a clock that advances when they wait. */
const clientOf = (
  world: World,
  faults: readonly MockFault[] = [],
  around = (inner: Transport) => inner,
): Client => {
  let time = 0;
  const sleep = async (milliseconds: number): Promise<void> => {
    time += milliseconds;
  };
  const { scenario, seed } = world;
  const mock = mockTransport({ scenario, clock: fixedClock(world.now), seed, faults, sleep });
  const paced = withPace(around(mock), createPace({ now: () => time, sleep }));
  return createClient(withRetry(paced, { sleep, random: () => 0.5, attempts: 5, throttledAttempts: 12 }));
};

/** Expires the session after a number of requests. */
const sessionOf = (requests: number) => {
  let sent = 0;
  return (inner: Transport): Transport => ({
    name: inner.name,
    send: async (operation, input, options) => {
      sent += 1;
      if (sent > requests) {
        throw new ServiceError(operation, {
          code: "ExpiredTokenException",
          status: 400,
          message: "The security token is expired",
        });
      }
      return inner.send(operation, input, options);
    },
  });
};

const withoutProgress = ({ progress: _, ...report }: ExecutionReport): object => report;

let automationRows = 0;
afterAll(() => {
  expect(automationRows).toBeGreaterThanOrEqual(15);
});

/** Checks for every report, with and without gaps. */
const checkBooks = (report: ExecutionReport, held: MockExecution): "whole" | "with gaps" => {
  const invocations = report.tasks.flatMap((task) => task.invocations);
  expect(new Set(invocations.map(({ InvocationId }) => InvocationId)).size).toBe(invocations.length);
  for (const { InvocationId, Status } of invocations) expect(held.invocations.get(InvocationId)).toBe(Status);
  const rows = [...machinesOf(report)];
  expect(report.counts.total).toBe(rows.length);
  const told = new Map<string, string>();
  for (const { InvocationId, InstanceId, Status, StatusDetails } of rows) {
    const key = machineKey(InvocationId, InstanceId);
    if (!held.machines.has(key) || Status === undefined) continue;
    expect(told.has(key)).toBe(false);
    told.set(key, `${Status} ${StatusDetails}`);
  }
  for (const { InvocationId = "", result } of rows) {
    const status = held.automations.get(InvocationId);
    if (status === undefined) continue;
    automationRows += 1;
    if (status !== "Success") expect(result).not.toBe("passed");
  }
  for (const [key, words] of told) expect(held.machines.get(key)).toBe(words);
  const isWhole = invocations.length === held.invocations.size && told.size === held.machines.size;
  const isComplete = report.gaps.length === 0;
  expect(isComplete ? isWhole : report.verdict !== "PASSED").toBe(true);
  return isComplete ? "whole" : "with gaps";
};

const heldOf = new Map<string, Promise<readonly MockExecution[]>>();
const held = (name: string, world: World): Promise<readonly MockExecution[]> => {
  const known = heldOf.get(name) ?? mockDataOf(world);
  heldOf.set(name, known);
  return known;
};

/** The largest executions of an account: they have the most pages. */
const largest = async (name: string, world: World, count: number): Promise<readonly MockExecution[]> =>
  (await held(name, world)).toSorted((one, other) => other.machines.size - one.machines.size).slice(0, count);

describe.each(Object.entries(worlds))("%s", (name, world: World) => {
  it("matches the mock's data, by execution", async () => {
    for (const execution of await held(name, world)) {
      if (execution.StartTime !== undefined && execution.StartTime < since && name === "patch-night")
        continue;
      const { WindowExecutionId } = execution;
      const report = await reportExecution(clientOf(world), { WindowExecutionId, prefer: "failed" });
      expect(report.done).toBe(true);
      checkBooks(report, execution);
    }
  });

  it("contains every execution of the period once, by verdict", async () => {
    const time = { since: new Date(world.now.getTime() - 86_400_000), now: world.now };
    const report = await reportFailures(clientOf(world), time);
    const expected = (await held(name, world)).filter((execution) =>
      wasUnderWay(
        { Status: execution.EndTime === undefined ? "IN_PROGRESS" : "SUCCESS", ...execution },
        time.since,
      ),
    );
    expect(Object.values(report.verdicts).reduce((sum, count) => sum + count, 0)).toBe(expected.length);
    expect(report.executions).toHaveLength(expected.length - report.verdicts.PASSED);
  });
});

/** Faults that retries resolve: nothing is lost. */
const passing: Readonly<Record<string, readonly MockFault[]>> = {
  "three requests in ten throttled": [{ kind: "throttling", rate: 0, burst: 0, probability: 0.3 }],
  "bursts of server errors": [
    { kind: "server-error", after: 4, times: 6 },
    { kind: "server-error", after: 40, times: 8, code: "ServiceUnavailable", status: 503 },
  ],
  "dropped answers": [{ kind: "dropped-response", probability: 0.15 }],
  "slow answers": [{ kind: "latency", ms: [10, 5000] }],
  "empty pages": [
    { kind: "empty-page", every: 2 },
    { kind: "trailing-empty-page", every: 2 },
  ],
};

/** Faults that leave gaps. */
const lasting: Readonly<
  Record<
    string,
    { readonly faults?: readonly MockFault[]; readonly around?: () => (inner: Transport) => Transport }
  >
> = {
  "a session that ends half-way": { around: () => sessionOf(25) },
  "page tokens that expire": { faults: [{ kind: "expired-token", every: 2 }] },
  "pages that go in a circle": { faults: [{ kind: "repeated-token", every: 3 }] },
  "no permission for machines": {
    faults: [{ kind: "access-denied", operations: ["ListCommandInvocations"] }],
  },
  "no permission for automations": {
    faults: [{ kind: "access-denied", operations: ["GetAutomationExecution"] }],
  },
  "no permission for invocations": {
    faults: [{ kind: "access-denied", operations: ["DescribeMaintenanceWindowExecutionTaskInvocations"] }],
  },
  "no permission for the execution": {
    faults: [{ kind: "access-denied", operations: ["GetMaintenanceWindowExecution"] }],
  },
};

describe.each(["patch-night", "fleet"] as const)("%s under faults", (name) => {
  const world: World = worlds[name];

  it.each(Object.keys(passing))("is the same as without: %s", async (fault) => {
    for (const execution of await largest(name, world, 2)) {
      const { WindowExecutionId } = execution;
      const report = await reportExecution(clientOf(world, passing[fault]), { WindowExecutionId });
      const truth = await reportExecution(clientOf(world), { WindowExecutionId });
      expect(withoutProgress(report)).toEqual(withoutProgress(truth));
    }
  });

  it.each(Object.keys(lasting))(
    "has gaps instead of errors, and is complete when it continues without: %s",
    async (fault) => {
      const { faults, around } = lasting[fault] ?? {};
      for (const execution of await largest(name, world, 2)) {
        const { WindowExecutionId } = execution;
        const truth = await reportExecution(clientOf(world), { WindowExecutionId });
        const earlier = await reportExecution(clientOf(world, faults, around?.()), { WindowExecutionId });
        checkBooks(earlier, execution);
        const report = await reportExecution(clientOf(world), { WindowExecutionId, earlier });
        // It may have more: details of a task (its MaxErrors) from the earlier report are kept.
        expect(report).toMatchObject(withoutProgress(truth));
      }
    },
  );
});

describe("any plan with any fault", () => {
  it("adds up, or has a gap and is not PASSED", async () => {
    const hits = { whole: 0, "with gaps": 0 };
    const troubles = [...Object.values(passing), ...Object.values(lasting).map(({ faults }) => faults ?? [])];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 10_000 }),
        fc.constantFrom(...troubles),
        fc.constantFrom("listed" as const, "failed" as const),
        async (seed, faults, prefer) => {
          const world: World = {
            scenario: fleet({ invocations: 150 + (seed % 200), failureRate: 0.2 }),
            now,
            seed,
          };
          for (const execution of await mockDataOf(world)) {
            const { WindowExecutionId } = execution;
            const report = await reportExecution(clientOf(world, faults), { WindowExecutionId, prefer });
            hits[checkBooks(report, execution)] += 1;
          }
        },
      ),
      { numRuns: 15 },
    );
    expect(Math.min(hits.whole, hits["with gaps"])).toBeGreaterThanOrEqual(3);
  });
});
