import type { Transport } from "@windowpane/core";
import { fleet, fleetIds, manualClock, mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { testApp, type TestResponse, type Document, type TestApp } from "../test-app.ts";

const { WindowExecutionId } = fleetIds;
const path = `/v1/executions/${WindowExecutionId}/events`;

/** An execution of one hour that has run for half an hour. Every delay of the stream advances the clock. */
const running = (options: Parameters<typeof testApp>[0] = {}): TestApp => {
  const clock = manualClock("2026-11-22T08:00:00Z");
  const start = new Date("2026-11-22T07:30:00Z");
  const scenario = fleet({ invocations: 30, failureRate: 0.1, start, duration: 3_600_000 });
  return testApp({
    mock: { clock, scenario },
    limits: { pollMs: 5000, requestsPerScan: 5000, followMs: 86_400_000 },
    onSleep: () => clock.advance(300_000),
    ...options,
  });
};

interface Event {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: Document;
}

const eventsOf = ({ text }: TestResponse): readonly Event[] =>
  text
    .split("\n\n")
    .filter((block) => block.startsWith("event: "))
    .map((block) => {
      const fields = new Map(
        block
          .split("\n")
          .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
      );
      // The test knows the shape.
      return {
        event: fields.get("event") ?? "",
        id: fields.get("id"),
        data: JSON.parse(fields.get("data") ?? "") as Document,
      };
    });

describe("the events of an execution", () => {
  it("start with the whole state, and end with the verdict", async () => {
    const response = await running().get(path);
    expect([
      response.status,
      response.headers.get("content-type"),
      response.headers.get("cache-control"),
    ]).toEqual([200, "text/event-stream; charset=utf-8", "no-store"]);
    const events = eventsOf(response);
    expect(events.slice(0, 2).map(({ event }) => event)).toEqual(["execution", "task"]);
    expect(events[0]?.data["Status"]).toBe("IN_PROGRESS");
    const last = events.at(-1);
    expect([last?.event, last?.id]).toEqual(["done", "done"]);
    expect(last?.data).toMatchObject({ WindowExecutionId, verdict: "PARTIAL", complete: true });
    expect(last?.data["counts"]?.["total"]).toBe(30);
  });

  it("contain each change once, as a whole item", async () => {
    const events = eventsOf(await running().get(path));
    const executions = events.filter(({ event }) => event === "execution").map(({ data }) => data["Status"]);
    expect(executions).toEqual(["IN_PROGRESS", "FAILED"]);
    const rows = events.filter(({ event }) => event === "invocation");
    expect(new Set(rows.map(({ data }) => JSON.stringify(data))).size).toBe(rows.length);
    expect(new Set(rows.map(({ data }) => data["InvocationId"])).size).toBe(30);
  });

  it("contain no sensitive members", async () => {
    expect((await running().get(path)).text).not.toContain('"Parameters"');
  });

  it("resume from the state that the client has received", async () => {
    const { app } = running();
    const reader = (await app.request(path)).body?.getReader();
    let text = "";
    while (!text.includes("event: progress")) text += new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    const id = /id: (?<id>\w+)/u.exec(text)?.groups?.["id"] ?? "";
    const again = running();
    const [first] = eventsOf(await again.get(path, { "last-event-id": id }));
    expect(first?.event).not.toBe("execution");
    const restarted = eventsOf(await running().get(path, { "last-event-id": "something else" }));
    expect(restarted[0]?.event).toBe("execution");
  });

  it("are 204 for a client that has received the last one, which stops an EventSource", async () => {
    const { get } = testApp();
    expect(eventsOf(await get(path)).at(-1)?.event).toBe("done");
    const again = await get(path, { "last-event-id": "done" });
    expect([again.status, again.text]).toEqual([204, ""]);
  });

  it("keep the connection open while nothing changes", async () => {
    const clock = manualClock("2026-11-22T08:00:00Z");
    let waits = 0;
    const { get } = running({
      mock: {
        clock,
        scenario: fleet({ invocations: 2, start: new Date("2026-11-22T07:59:00Z"), duration: 3_600_000 }),
      },
      onSleep: () => clock.advance((waits += 1) < 5 ? 1 : 3_600_000),
    });
    expect((await get(path)).text.match(/^: still running$/gmu)?.length).toBeGreaterThanOrEqual(4);
  });

  it("end without a verdict at the request limit, and set the delay before a reconnect", async () => {
    const { get, mock } = running({ limits: { pollMs: 5000, requestsPerScan: 20 } });
    const response = await get(path);
    expect(response.text.startsWith("retry: 5000\n\n")).toBe(true);
    expect(eventsOf(response).at(-1)?.event).toBe("progress");
    expect(mock.requests).toBeLessThanOrEqual(20);
  });

  it("continue after server errors, with longer delays", async () => {
    const waits: number[] = [];
    const clock = manualClock("2026-11-22T08:00:00Z");
    const start = new Date("2026-11-22T07:30:00Z");
    const { get } = running({
      mock: {
        clock,
        scenario: fleet({ invocations: 3, start, duration: 3_600_000 }),
        faults: [{ kind: "server-error", after: 3, times: 3 }],
      },
      onSleep: (milliseconds) => {
        waits.push(milliseconds);
        clock.advance(600_000);
      },
    });
    expect(eventsOf(await get(path)).at(-1)?.event).toBe("done");
    expect(waits.slice(0, 4)).toEqual([5000, 10_000, 15_000, 15_000]);
  });

  /** An execution that ended at 08:30 with a status, with one invocation that stays in progress until a time. */
  const unended = (Status: string, until: string, begin = "2026-11-22T08:25:00Z"): TestApp => {
    const clock = manualClock(begin);
    const start = new Date("2026-11-22T07:30:00Z");
    const scenario = fleet({ invocations: 3, failureRate: 0, start, duration: 3_600_000 });
    const mock = mockTransport({ clock, scenario });
    const hasEnded = (): boolean => clock.now() >= new Date("2026-11-22T08:30:00Z");
    let CommandId = "";
    const transport: Transport = {
      name: "unended",
      send: async (operation, input, options) => {
        const response = await mock.send(operation, input, options);
        const isOpen = clock.now() < new Date(until);
        // The test knows the shape of the mock's output.
        const { WindowExecutionTaskInvocationIdentities: items, CommandInvocations: machines } =
          response as Document;
        if (items !== undefined && isOpen) {
          const [first, ...others] = items;
          CommandId = String(first?.["ExecutionId"]);
          const open = { ...first, Status: "IN_PROGRESS", EndTime: undefined };
          return { WindowExecutionTaskInvocationIdentities: [open, ...others] };
        }
        if (machines?.[0] !== undefined && String(machines[0]["CommandId"]) === CommandId && isOpen) {
          const open = {
            ...machines[0],
            Status: "InProgress",
            StatusDetails: "InProgress",
            CommandPlugins: [],
          };
          return { CommandInvocations: [open] };
        }
        return operation === "GetMaintenanceWindowExecution" && hasEnded()
          ? { ...(response as object), Status }
          : response;
      },
    };
    return running({ transport, mock: { clock, scenario }, onSleep: (wait) => clock.advance(wait) });
  };

  /** Reads all events, reconnecting with the ID of the last one, as an EventSource does. */
  const eventsToTheEnd = async ({ get }: TestApp): Promise<readonly Event[]> => {
    const events: Event[] = [];
    for (let stream = 0; stream < 20 && events.at(-1)?.event !== "done"; stream += 1) {
      const id = events.at(-1)?.id;
      events.push(...eventsOf(await get(path, id === undefined ? {} : { "last-event-id": id })));
    }
    return events;
  };
  const never = "2126-11-22T00:00:00Z";

  it.each(["SUCCESS", "FAILED", "TIMED_OUT", "CANCELLED"])(
    "end if AWS reports %s although an invocation never ends, whose result is then unknown",
    async (Status) => {
      const last = (await eventsToTheEnd(unended(Status, never))).at(-1);
      expect(last?.event).toBe("done");
      expect(last?.data).toMatchObject({ Status, counts: { results: { running: 0, unknown: 1 } } });
    },
  );

  it("follow the tasks of a cancelled execution until they finish", async () => {
    const events = await eventsToTheEnd(unended("CANCELLED", "2026-11-22T09:50:00Z"));
    expect(events.at(-1)?.data).toMatchObject({ counts: { results: { passed: 3, unknown: 0 } } });
  });

  it("end at the second read if the execution ended long ago", async () => {
    const long = unended("CANCELLED", never, "2026-11-22T20:00:00Z");
    const response = await long.get(path);
    expect(eventsOf(response).map(({ event }) => event)).toEqual([
      "execution",
      "task",
      "invocation",
      "invocation",
      "invocation",
      "progress",
      "done",
    ]);
    expect((await long.get(path, { "last-event-id": "done" })).status).toBe(204);
  });

  it("end with a problem if AWS denies a request", async () => {
    const clock = manualClock("2026-11-22T08:00:00Z");
    const { get } = running({
      mock: {
        clock,
        scenario: fleet({ invocations: 3, start: new Date("2026-11-22T07:30:00Z"), duration: 3_600_000 }),
        faults: [{ kind: "access-denied", after: 3 }],
      },
      onSleep: (milliseconds) => clock.advance(milliseconds),
    });
    const last = eventsOf(await get(path)).at(-1);
    expect([last?.event, last?.data["type"]]).toEqual(["problem", "/docs#problem-rejected-by-aws"]);
  });

  it("stop when the client disconnects", async () => {
    const { app, mock, log } = running();
    const reader = (await app.request(path)).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await new Promise((resolve) => setImmediate(resolve));
    const sent = mock.requests;
    await new Promise((resolve) => setImmediate(resolve));
    expect(mock.requests).toBe(sent);
    expect(log).toHaveLength(1);
  });

  it("are not read for HEAD", async () => {
    const { app, log } = running();
    const { status, headers } = await app.request(path, { method: "HEAD" });
    expect([status, headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
    expect(log).toHaveLength(1);
  });
});
