import {
  createClient,
  TransportError,
  type Client,
  type OperationName,
  type Transport,
} from "@windowpane/core";
import {
  fleet,
  fleetIds,
  manualClock,
  mockTransport,
  type ManualClock,
  type MockFault,
  type MockTransport,
  type Scenario,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { reportExecution } from "../../src/collect/execution/execution.ts";
import type { WatchEvent, WatchOptions } from "../../src/watch/model.ts";
import { watch } from "../../src/watch/watch.ts";

const { WindowExecutionId, WindowId } = fleetIds;
const HOUR = 3_600_000;

interface World {
  readonly clock: ManualClock;
  readonly mock: MockTransport;
  readonly client: Client;
  /** Every request, in order. */
  readonly asked: { readonly operation: OperationName; readonly input: object }[];
  readonly slept: number[];
  /** All events of a watch; its delays advance the clock. */
  follow(options?: Partial<WatchOptions>): Promise<readonly WatchEvent[]>;
}

interface WorldOptions {
  readonly scenario?: Scenario;
  readonly at?: string;
  readonly faults?: readonly MockFault[];
  /** Wraps the mock. */
  readonly through?: (transport: Transport) => Transport;
  /** Called during each delay. */
  readonly onSleep?: (clock: ManualClock) => void;
}

const world = (options: WorldOptions = {}): World => {
  const { faults = [], at = "2026-11-22T08:00:00Z", through = (transport) => transport, onSleep } = options;
  const clock = manualClock(at);
  const start = new Date("2026-11-22T07:30:00Z");
  const scenario = options.scenario ?? fleet({ invocations: 30, failureRate: 0.1, start, duration: HOUR });
  const mock = mockTransport({ clock, scenario, faults });
  const asked: World["asked"][number][] = [];
  const slept: number[] = [];
  const transport: Transport = {
    name: "noted",
    send: (operation, input, callOptions) => {
      asked.push({ operation, input });
      return through(mock).send(operation, input, callOptions);
    },
  };
  const client = createClient(transport);
  return {
    clock,
    mock,
    client,
    asked,
    slept,
    follow: async (more = {}) => {
      const events: WatchEvent[] = [];
      const pace = {
        now: clock.now,
        sleep: async (milliseconds: number) => {
          slept.push(milliseconds);
          clock.advance(milliseconds);
          onSleep?.(clock);
          if (slept.length > 5000) throw new Error("It never ends.");
        },
      };
      for await (const event of watch(client, { WindowExecutionId, ...pace, ...more })) events.push(event);
      return events;
    },
  };
};

const kindsOf = (events: readonly WatchEvent[]): readonly string[] => [
  ...new Set(events.map(({ kind }) => kind)),
];

describe("a watch over an execution", () => {
  it("ends with the same report as reading the execution afterwards", async () => {
    const { client, follow } = world();
    const events = await follow();
    const last = events.at(-1);
    expect(last?.kind).toBe("ended");
    const { progress: _, ...whole } = await reportExecution(client, { WindowExecutionId });
    expect(last).toMatchObject({ report: { ...whole, complete: true } });
  });

  it("ends after the first read if the execution has ended", async () => {
    const { follow, slept } = world({ at: "2026-11-22T12:00:00Z" });
    const events = await follow();
    expect(events.at(-1)?.kind).toBe("ended");
    expect(slept).toEqual([]);
  });

  it("reports each failure once, as soon as it is known", async () => {
    const { follow } = world();
    const events = await follow();
    const failed = events.flatMap((event) => (event.kind === "failed" ? [event] : []));
    const [end] = events.flatMap((event) => (event.kind === "ended" ? [event.report] : []));
    expect(failed.length).toBeGreaterThan(1);
    expect(failed.map(({ member }) => member.name).toSorted()).toEqual(
      end?.groups.flatMap(({ members }) => members.map(({ name }) => name)).toSorted(),
    );
    const times = new Set(failed.map(({ at }) => at.getTime()));
    expect(times.size).toBeGreaterThan(1);
  });

  it("reports progress only if something has changed", async () => {
    const { follow, slept } = world();
    const events = await follow();
    const told = events.filter(({ kind }) => kind === "progress").length;
    expect(told).toBeGreaterThan(10);
    expect(told).toBeLessThan(slept.length);
  });

  it("does not request commands and invocations again that have ended", async () => {
    const { follow, asked } = world();
    await follow();
    const commands = asked.flatMap(({ operation, input }) =>
      operation === "ListCommandInvocations" ? [JSON.stringify(Reflect.get(input, "CommandId"))] : [],
    );
    const counts = new Map<string, number>();
    for (const id of commands) counts.set(id, (counts.get(id) ?? 0) + 1);
    expect(counts.size).toBe(30);
    // Half of them had ended before the first read, and were requested only in that one.
    expect([...counts.values()].filter((times) => times === 1).length).toBeGreaterThan(10);
  });

  it("requests only open rows of a long list, and misses nothing", async () => {
    const start = new Date("2026-11-22T07:30:00Z");
    const scenario = fleet({ invocations: 1200, failureRate: 0.02, start, duration: HOUR });
    const { follow, asked, client } = world({ scenario, at: "2026-11-22T08:25:00Z" });
    const events = await follow();
    const { progress: _, ...whole } = await reportExecution(client, { WindowExecutionId });
    expect(events.at(-1)).toMatchObject({ kind: "ended", report: whole });
    const lists = asked.filter(
      ({ operation }) => operation === "DescribeMaintenanceWindowExecutionTaskInvocations",
    );
    const filtered = lists.filter(({ input }) => JSON.stringify(input).includes("IN_PROGRESS"));
    expect(filtered.length).toBeGreaterThan(0);
    // The whole list of 13 pages is read first, after the task has ended, and by the report above.
    expect(lists.length - filtered.length).toBeLessThan(13 * 4 + 5);
  });

  it("requests invocations that ended since the last read concurrently, a few at once", async () => {
    const start = new Date("2026-11-22T07:30:00Z");
    const scenario = fleet({ invocations: 3000, start, duration: HOUR });
    let underWay = 0;
    let most = 0;
    const { follow } = world({
      scenario,
      at: "2026-11-22T08:28:00Z",
      through: (transport) => ({
        name: "counted",
        send: async (operation, ...request) => {
          if (operation !== "GetMaintenanceWindowExecutionTaskInvocation")
            return transport.send(operation, ...request);
          underWay += 1;
          most = Math.max(most, underWay);
          const answer = await transport.send(operation, ...request);
          underWay -= 1;
          return answer;
        },
      }),
    });
    await follow();
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
  });

  it("reads less often while nothing changes", async () => {
    const start = new Date("2026-11-22T07:59:00Z");
    const scenario = fleet({ invocations: 1, start, duration: HOUR });
    const { follow, slept } = world({ scenario });
    await follow();
    expect(slept.slice(0, 4)).toEqual([5000, 7500, 11_250, 16_875]);
    expect(Math.max(...slept)).toBe(30_000);
  });

  it("waits three times as long as a slow read takes", async () => {
    const { clock, slept, follow } = world({
      through: (transport) => ({
        name: "slow",
        send: async (...request) => {
          clock.advance(2000);
          return transport.send(...request);
        },
      }),
    });
    await follow();
    // A read takes at least two requests.
    expect(Math.min(...slept)).toBeGreaterThanOrEqual(12_000);
    expect(Math.max(...slept)).toBeLessThanOrEqual(60_000);
  });

  it("continues after a lost network, reports it, and still reports every failure", async () => {
    let requests = 0;
    const { follow, slept } = world({
      through: (transport) => ({
        name: "lost",
        send: async (operation, ...request) => {
          requests += 1;
          if (requests > 60 && requests < 66) throw new TransportError(operation, "no route");
          return transport.send(operation, ...request);
        },
      }),
    });
    const events = await follow();
    const trouble = events.flatMap((event) => (event.kind === "error" ? [event] : []));
    expect(trouble[0]).toMatchObject({ code: "no-response" });
    expect(Math.max(...slept)).toBeGreaterThanOrEqual(10_000);
    const calm = await world().follow();
    const namesOf = (all: readonly WatchEvent[]): readonly string[] =>
      all.flatMap((event) => (event.kind === "failed" ? [event.member.name] : [])).toSorted();
    expect(namesOf(events)).toEqual(namesOf(calm));
    expect(events.at(-1)).toMatchObject({ kind: "ended", report: { complete: true } });
  });

  it("continues after the machine was suspended", async () => {
    let naps = 0;
    const { follow } = world({
      onSleep: (clock) => ((naps += 1) === 3 ? clock.advance(5 * HOUR) : undefined),
    });
    const events = await follow();
    expect(naps).toBe(3);
    expect(events.at(-1)).toMatchObject({ kind: "ended", report: { verdict: "PARTIAL", complete: true } });
  });

  it("reports throttling and ends with the same report", async () => {
    const events = await world({ faults: [{ kind: "throttling", rate: 1, burst: 20 }] }).follow();
    expect(kindsOf(events)).toContain("error");
    const { client } = world({ at: "2026-11-22T12:00:00Z" });
    const { counts } = await reportExecution(client, { WindowExecutionId });
    expect(events.at(-1)).toMatchObject({ kind: "ended", report: { complete: true, counts } });
  });

  it("requests denied data once, and ends with a gap", async () => {
    const faults: MockFault[] = [{ kind: "access-denied", operations: ["ListCommandInvocations"] }];
    const { follow, asked } = world({ faults });
    const events = await follow();
    expect(events.at(-1)).toMatchObject({ kind: "ended", report: { complete: false } });
    expect(asked.filter(({ operation }) => operation === "ListCommandInvocations")).toHaveLength(30);
  });

  it("follows a cancelled execution until what ran has ended", async () => {
    let naps = 0;
    const made = world({
      onSleep: () => {
        naps += 1;
        if (naps === 3) void made.client.call("CancelMaintenanceWindowExecution", { WindowExecutionId });
      },
    });
    const events = await made.follow();
    const [last] = events.flatMap((event) => (event.kind === "ended" ? [event.report] : []));
    expect(last?.Status).toBe("CANCELLED");
    expect(last?.counts.results).toMatchObject({ running: 0, pending: 0 });
  });

  it("rejects with the service's error if the execution does not exist", async () => {
    const { follow } = world();
    await expect(follow({ WindowExecutionId: "00000000-0000-4000-8000-000000000000" })).rejects.toMatchObject(
      {
        code: "DoesNotExistException",
      },
    );
  });

  it("rejects with the signal's reason, during a request and a delay", async () => {
    const reason = new Error("enough");
    await expect(world().follow({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const { follow } = world({ onSleep: () => controller.abort(reason) });
    await expect(follow({ signal: controller.signal })).rejects.toBe(reason);
  });

  it("sends no requests before the first next() and none after the caller leaves", async () => {
    const { client, mock, clock } = world();
    const news = watch(client, { WindowExecutionId, now: clock.now, sleep: clock.sleep });
    expect(mock.requests).toBe(0);
    await news.next();
    await news.return();
    const { requests } = mock;
    await new Promise((resolve) => setImmediate(resolve));
    expect(mock.requests).toBe(requests);
  });
});

describe("a watch over a window", () => {
  const untilStart = async (
    at: string,
    more: WorldOptions = {},
  ): Promise<World & { events: readonly WatchEvent[] }> => {
    const made = world({ at, ...more });
    return { ...made, events: await made.follow({ WindowId }) };
  };

  it("follows the running execution", async () => {
    const { events } = await untilStart("2026-11-22T08:00:00Z");
    expect(kindsOf(events)).toEqual(["started", "progress", "failed", "ended"]);
    expect(events[0]).toMatchObject({ WindowExecutionId, WindowId });
  });

  it("follows an execution that began days ago, because tasks continue past the cutoff", async () => {
    const start = new Date("2026-11-19T09:00:00Z");
    const scenario = fleet({ invocations: 3, start, duration: 71.5 * HOUR });
    const { events } = await untilStart("2026-11-22T08:00:00Z", { scenario });
    expect(events[0]).toMatchObject({ kind: "started", WindowExecutionId, StartTime: start });
  });

  it("waits for the next execution, and reads rarely until shortly before it", async () => {
    const { events, slept, asked } = await untilStart("2026-11-22T01:00:00Z");
    expect(kindsOf(events).slice(0, 2)).toEqual(["waiting", "started"]);
    const started = events.find(({ kind }) => kind === "started");
    expect(started).toMatchObject({ WindowExecutionId, WindowId });
    expect(Math.max(...slept)).toBeLessThanOrEqual(300_000);
    const before = asked.findIndex(({ operation }) => operation === "GetMaintenanceWindowExecution");
    expect(before).toBeLessThan(6.5 * 60);
    expect(events.at(-1)?.kind).toBe("ended");
  });

  it("reports an execution that began and ended while the machine was suspended", async () => {
    const { events } = await untilStart("2026-11-22T06:00:00Z", {
      onSleep: (clock) =>
        clock.now() < new Date("2026-11-22T07:00:00Z") ? clock.advance(5 * HOUR) : undefined,
    });
    expect(events.at(-1)).toMatchObject({ kind: "ended", report: { WindowExecutionId, complete: true } });
  });

  it("continues after a lost network while it waits", async () => {
    const { events } = await untilStart("2026-11-22T07:00:00Z", {
      faults: [{ kind: "server-error", after: 3, times: 4 }],
    });
    expect(kindsOf(events)).toContain("error");
    expect(events.at(-1)?.kind).toBe("ended");
  });

  it("rejects with the service's error if the window does not exist", async () => {
    const { follow } = world();
    await expect(follow({ WindowId: "mw-00000000000000000" })).rejects.toMatchObject({
      code: "DoesNotExistException",
    });
  });
});
