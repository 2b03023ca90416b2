import type { Transport } from "@windowpane/core";
import { fleet, fleetIds, manualClock, mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { world, type Answer, type Document, type World } from "../world.ts";

const { WindowExecutionId } = fleetIds;
const path = `/v1/executions/${WindowExecutionId}/events`;

/** An hour's work of 30 invocations, of which half has gone; every wait of the stream moves the clock. */
const running = (options: Parameters<typeof world>[0] = {}): World => {
  const clock = manualClock("2026-11-22T08:00:00Z");
  const start = new Date("2026-11-22T07:30:00Z");
  const scenario = fleet({ invocations: 30, failureRate: 0.1, start, duration: 3_600_000 });
  return world({
    mock: { clock, scenario },
    limits: { pollMs: 5000, requestsPerWalk: 5000 },
    onSleep: () => clock.advance(300_000),
    ...options,
  });
};

interface Event {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: Document;
}

const eventsOf = ({ text }: Answer): readonly Event[] =>
  text
    .split("\n\n")
    .filter((block) => block.startsWith("event: "))
    .map((block) => {
      const fields = new Map(
        block
          .split("\n")
          .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
      );
      // A test knows what it asked for.
      return {
        event: fields.get("event") ?? "",
        id: fields.get("id"),
        data: JSON.parse(fields.get("data") ?? "") as Document,
      };
    });

describe("the events of an execution", () => {
  it("begin with everything there is, and end with the verdict when it is over", async () => {
    const answer = await running().get(path);
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
      200,
      "text/event-stream; charset=utf-8",
      "no-store",
    ]);
    const events = eventsOf(answer);
    expect(events.slice(0, 2).map(({ event }) => event)).toEqual(["execution", "task"]);
    expect(events[0]?.data["Status"]).toBe("IN_PROGRESS");
    const last = events.at(-1);
    expect([last?.event, last?.id]).toEqual(["done", "done"]);
    expect(last?.data).toMatchObject({ WindowExecutionId, verdict: "PARTIAL", complete: true });
    expect(last?.data["counts"]?.["total"]).toBe(30);
  });

  it("tell each change once, as a whole row", async () => {
    const events = eventsOf(await running().get(path));
    const executions = events.filter(({ event }) => event === "execution").map(({ data }) => data["Status"]);
    expect(executions).toEqual(["IN_PROGRESS", "FAILED"]);
    const rows = events.filter(({ event }) => event === "invocation");
    expect(new Set(rows.map(({ data }) => JSON.stringify(data))).size).toBe(rows.length);
    expect(new Set(rows.map(({ data }) => data["InvocationId"])).size).toBe(30);
  });

  it("hold no sensitive members", async () => {
    expect((await running().get(path)).text).not.toContain('"Parameters"');
  });

  it("go on from the state that the client has seen", async () => {
    const { app } = running();
    const reader = (await app.request(path)).body?.getReader();
    let text = "";
    while (!text.includes("event: progress")) text += new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    const id = /id: (?<id>\w+)/u.exec(text)?.groups?.["id"] ?? "";
    const again = running();
    const [first] = eventsOf(await again.get(path, { "last-event-id": id }));
    expect(first?.event).not.toBe("execution");
    const anew = eventsOf(await running().get(path, { "last-event-id": "something else" }));
    expect(anew[0]?.event).toBe("execution");
  });

  it("are none for who has the last one already, which ends an EventSource", async () => {
    const { get } = world();
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

  it("end without a verdict when their requests are used up, and tell the client when to come again", async () => {
    const { get, mock } = running({ limits: { pollMs: 5000, requestsPerWalk: 20 } });
    const answer = await get(path);
    expect(answer.text.startsWith("retry: 5000\n\n")).toBe(true);
    expect(eventsOf(answer).at(-1)?.event).toBe("progress");
    expect(mock.requests).toBeLessThanOrEqual(20);
  });

  it("go on after AWS throttled, and look less often", async () => {
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

  /** An execution that ended at 08:30 with this status, with one invocation that AWS gives no end until a time. */
  const unended = (Status: string, until: string, begin = "2026-11-22T08:25:00Z"): World => {
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
        // A test knows what the mock answers.
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

  /** The events of a client that comes back with the ID of the last one, as an EventSource does. */
  const eventsToTheEnd = async ({ get }: World): Promise<readonly Event[]> => {
    const events: Event[] = [];
    for (let stream = 0; stream < 20 && events.at(-1)?.event !== "done"; stream += 1) {
      const id = events.at(-1)?.id;
      events.push(...eventsOf(await get(path, id === undefined ? {} : { "last-event-id": id })));
    }
    return events;
  };
  const never = "2126-11-22T00:00:00Z";

  it.each(["SUCCESS", "FAILED", "TIMED_OUT", "CANCELLED"])(
    "end when AWS calls the execution %s although an invocation never ends, which is then unknown",
    async (Status) => {
      const last = (await eventsToTheEnd(unended(Status, never))).at(-1);
      expect(last?.event).toBe("done");
      expect(last?.data).toMatchObject({ Status, counts: { results: { running: 0, unknown: 1 } } });
    },
  );

  it("follow what a cancelled execution lets finish, and end with it", async () => {
    const events = await eventsToTheEnd(unended("CANCELLED", "2026-11-22T09:50:00Z"));
    expect(events.at(-1)?.data).toMatchObject({ counts: { results: { passed: 3, unknown: 0 } } });
  });

  it("end at the second look when it was over long ago, whatever the client has seen, and are none after that", async () => {
    const long = unended("CANCELLED", never, "2026-11-22T20:00:00Z");
    const answer = await long.get(path);
    expect(eventsOf(answer).map(({ event }) => event)).toEqual([
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

  it("end with a problem when AWS refuses", async () => {
    const { get } = running({
      mock: {
        clock: manualClock("2026-11-22T08:00:00Z"),
        scenario: fleet({ invocations: 3, start: new Date("2026-11-22T07:30:00Z"), duration: 3_600_000 }),
        faults: [{ kind: "access-denied", after: 3 }],
      },
    });
    const last = eventsOf(await get(path)).at(-1);
    expect([last?.event, last?.data["type"]]).toEqual(["problem", "/docs#problem-refused-by-aws"]);
  });

  it("are asked for no more when the client has gone", async () => {
    const { app, mock, log } = running();
    const reader = (await app.request(path)).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await new Promise((resolve) => setImmediate(resolve));
    const asked = mock.requests;
    await new Promise((resolve) => setImmediate(resolve));
    expect(mock.requests).toBe(asked);
    expect(log).toHaveLength(1);
  });

  it("are not begun for HEAD", async () => {
    const { app, log } = running();
    const { status, headers } = await app.request(path, { method: "HEAD" });
    expect([status, headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
    expect(log).toHaveLength(1);
  });
});
