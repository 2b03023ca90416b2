import { fleet, fleetIds, manualClock } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import type { Authenticator, Limits } from "../../src/index.ts";
import { testApp } from "../test-app.ts";

const { WindowExecutionId } = fleetIds;
const path = `/v1/executions/${WindowExecutionId}/events`;

const byName: Authenticator = {
  name: "by name",
  authenticate: async (request) => ({
    id: request.headers.get("x-name") ?? "ann",
    roles: new Set(["read", "cancel"] as const),
  }),
};

/** An execution that runs for an hour. The test ends the delays between its reads. */
const follow = (limits: Partial<Limits> = {}) => {
  const clock = manualClock("2026-11-22T08:00:00Z");
  const start = new Date("2026-11-22T07:30:00Z");
  const delays: { readonly end: () => void; readonly signal: AbortSignal }[] = [];
  const { app, mock } = testApp({
    mock: { clock, scenario: fleet({ invocations: 30, start, duration: 3_600_000 }) },
    access: [byName],
    limits: { scansPerCaller: 1, timeoutMs: 30_000, pollMs: 5000, followMs: 86_400_000, ...limits },
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve());
        // The time limits of requests do not expire.
        if (milliseconds !== 30_000) delays.push({ end: resolve, signal });
      }),
  });
  const nextReads = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
  return {
    mock,
    clock,
    delays,
    nextReads,
    get: (target: string, name = "ann") => app.request(target, { headers: { "x-name": name } }),
    app,
    /** Advances the clock, and reads the execution again. */
    readAgain: async (milliseconds: number): Promise<void> => {
      clock.advance(milliseconds);
      for (const { end } of delays.splice(0)) end();
      await nextReads();
    },
    /** Opens a stream. `next` returns the next chunk. */
    open: async (name = "ann", headers: Record<string, string> = {}) => {
      const client = new AbortController();
      const response = await app.request(
        new Request(`http://localhost${path}`, {
          headers: { "x-name": name, ...headers },
          signal: client.signal,
        }),
      );
      const reader = response.body?.getReader();
      return {
        status: response.status,
        next: async (): Promise<string> => new TextDecoder().decode((await reader?.read())?.value),
        leave: () => client.abort(),
      };
    },
  };
};

const invocationsIn = (text: string): number => text.match(/^event: invocation$/gmu)?.length ?? 0;

describe("the clients that follow one execution", () => {
  it("share its requests and one place, and each gets the state and the changes", async () => {
    const { open, readAgain, mock } = follow();
    const first = await open();
    const { requests } = mock;
    const others = await Promise.all([open(), open("bob"), open("cat")]);
    expect(mock.requests).toBe(requests);
    const all = [first, ...others];
    for (const { status, next } of all) {
      expect([status, await next()]).toEqual([200, "retry: 5000\n\n"]);
      expect(invocationsIn(await next())).toBe(30);
    }
    await readAgain(600_000);
    const changes = await Promise.all(all.map(({ next }) => next()));
    expect(new Set(changes).size).toBe(1);
    expect(invocationsIn(changes[0] ?? "")).toBeGreaterThan(0);
    expect(invocationsIn(changes[0] ?? "")).toBeLessThan(30);
  });

  it("pass the place on, and free it when the last one leaves", async () => {
    const { open, get, nextReads, mock, delays } = follow();
    const [ann, bob] = [await open("ann"), await open("bob")];
    const scan = async (name: string): Promise<number> => {
      const response = await get("/v1/failures?since=1h", name);
      return response.status;
    };
    expect(await scan("ann")).toBe(429);
    ann.leave();
    expect([await scan("bob"), await scan("ann")]).toEqual([429, 200]);
    bob.leave();
    const { requests } = mock;
    await nextReads();
    expect(mock.requests).toBe(requests);
    expect(delays.every(({ signal }) => signal.aborted)).toBe(true);
  });

  it("do not wait for a slow one, which gets only the latest state", async () => {
    const { open, readAgain } = follow();
    const [slow, fast] = [await open(), await open()];
    await slow.next();
    await fast.next();
    await fast.next();
    let changed = 0;
    for (let read = 0; read < 5; read += 1) {
      await readAgain(300_000);
      changed += invocationsIn(await fast.next());
    }
    expect(changed).toBeGreaterThan(0);
    const caughtUp = await slow.next();
    expect(invocationsIn(caughtUp)).toBe(30);
    expect(caughtUp.match(/^event: progress$/gmu)).toHaveLength(1);
  });

  it("get only later changes after a reconnect, also if the execution changed while none followed", async () => {
    const { open, nextReads, clock } = follow();
    const first = await open();
    await first.next();
    const id = /^id: (\w+)$/mu.exec(await first.next())?.[1] ?? "";
    first.leave();
    await nextReads();
    clock.advance(600_000);
    const again = await open("ann", { "last-event-id": id });
    await again.next();
    const changes = invocationsIn(await again.next());
    expect(changes).toBeGreaterThan(0);
    expect(changes).toBeLessThan(30);
  });

  it("see a cancel without the delay", async () => {
    const { open, app, nextReads } = follow();
    const viewer = await open();
    await viewer.next();
    await viewer.next();
    await app.request(`/v1/executions/${WindowExecutionId}/cancel`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ WindowExecutionId }),
    });
    await nextReads();
    expect(await viewer.next()).toContain('"Status":"CANCELL');
  });

  it("reconnect after the maximum duration of a stream", async () => {
    const { open, readAgain } = follow({ followMs: 60_000 });
    const { next } = await open();
    await next();
    await next();
    await readAgain(60_000);
    expect([await next(), await next()]).toEqual(["retry: 100\n\n", ""]);
  });
});
