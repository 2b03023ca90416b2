/** A caller's place for a scan is free again when its client has left, in whatever phase the request was. */
import { setTimeout as wait } from "node:timers/promises";
import { createApp } from "@windowpane/http-api";
import { fixedClock, fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import type { Transport } from "@windowpane/core";
import { afterEach, describe, expect, it } from "vitest";
import { listen, type Listener } from "../../../src/cli/serve/listen.ts";
import { connectTo } from "./raw-client.ts";

const { WindowExecutionId, TaskId } = fleetIds;
const execution = `/v1/executions/${WindowExecutionId}`;

/** Requests that take a place. Streams send their headers before they have read everything. */
const scans = [
  { name: "report", path: `${execution}/report`, accept: "application/json", streams: false },
  { name: "report as HTML", path: `${execution}/report`, accept: "text/html", streams: false },
  { name: "failures", path: "/v1/failures?since=24h", accept: "application/json", streams: false },
  { name: "targets", path: `${execution}/targets`, accept: "application/json", streams: false },
  { name: "targets as NDJSON", path: `${execution}/targets`, accept: "application/x-ndjson", streams: false },
  {
    name: "NDJSON",
    path: `${execution}/tasks/${TaskId}/invocations`,
    accept: "application/x-ndjson",
    streams: true,
  },
  { name: "events", path: `${execution}/events`, accept: "text/event-stream", streams: true },
] as const;

/** Something that a request waits for. */
interface Barrier {
  /** Resolves when the barrier is open, or rejects when the signal aborts. */
  pass(signal?: {
    readonly aborted: boolean;
    addEventListener(type: "abort", call: () => void): void;
  }): Promise<void>;
  /** Resolves when something waits. */
  readonly reached: Promise<void>;
  open(): void;
}

interface Deferred {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(error: Error): void;
}

const deferred = (): Deferred => {
  let [resolve, reject] = [(): void => {}, (_: Error): void => {}];
  const promise = new Promise<void>((fulfil, fail) => {
    resolve = fulfil;
    reject = fail;
  });
  return { promise, resolve: () => resolve(), reject: (error) => reject(error) };
};

const createBarrier = (): Barrier => {
  const reached = deferred();
  const opened = deferred();
  return {
    reached: reached.promise,
    open: () => opened.resolve(),
    pass: (signal) => {
      reached.resolve();
      const left = deferred();
      signal?.addEventListener("abort", () => left.reject(new Error("aborted")));
      return Promise.race([opened.promise, left.promise]);
    },
  };
};

let listener: Listener | undefined;
afterEach(async () => {
  await listener?.close(Promise.resolve());
  listener = undefined;
});

/** Serves a running execution with one place per caller. The first request waits at the barriers, later ones do not. */
const serve = async ({ auth, send, after = 0 }: { auth?: Barrier; send?: Barrier; after?: number }) => {
  const mock = mockTransport({
    clock: fixedClock("2026-11-22T08:00:00Z"),
    scenario: fleet({ invocations: 3000, start: new Date("2026-11-22T07:30:00Z"), duration: 3_600_000 }),
  });
  let isFirst = true;
  let sent = 0;
  const transport: Transport = {
    name: "barred",
    send: async (operation, input, options) => {
      sent += 1;
      if (isFirst && sent > after) await send?.pass(options.signal);
      return mock.send(operation, input, options);
    },
  };
  const ended = deferred();
  const app = createApp({
    transport,
    access: [
      {
        name: "slow",
        authenticate: async () => {
          if (isFirst) await auth?.pass();
          return { id: "caller", roles: new Set(["read"] as const) };
        },
      },
    ],
    limits: { scansPerCaller: 1, requestsPerPage: 3 },
    now: mock.clock.now,
    randomUUID: () => crypto.randomUUID(),
    log: () => ended.resolve(),
    sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal, ref: false }),
  });
  listener = await listen({ fetch: app.fetch, host: "127.0.0.1", port: 0, connections: 10 });
  const { url } = listener;
  return {
    url,
    /** Resolves when the first request has ended for the server. */
    ended: ended.promise,
    /** Status of the same request by another client of the caller, which leaves when it has the headers. */
    next: async (path: string, accept: string): Promise<number> => {
      isFirst = false;
      const client = new AbortController();
      const response = await fetch(`${url}${path}`, { headers: { accept }, signal: client.signal });
      client.abort();
      return response.status;
    },
  };
};

const requestOf = ({ path, accept }: { readonly path: string; readonly accept: string }): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: ${accept}\r\n\r\n`;

describe.each(scans)("the place of $name is free within five seconds", (scan) => {
  const { path, accept } = scan;

  it("after its client has left during authentication", async () => {
    const auth = createBarrier();
    const { url, ended, next } = await serve({ auth });
    const client = await connectTo(url);
    client.send(requestOf(scan));
    await auth.reached;
    client.leave();
    await ended;
    auth.open();
    expect(await next(path, accept)).toBe(200);
  });

  it("after its client has left before the headers", async () => {
    const send = createBarrier();
    const { url, ended, next } = await serve({ send });
    const client = await connectTo(url);
    client.send(requestOf(scan));
    await send.reached;
    if (scan.streams && accept !== "text/event-stream") expect(client.received()).toBe("");
    client.leave();
    await ended;
    expect(await next(path, accept)).toBe(200);
  });

  it("but not before", async () => {
    const send = createBarrier();
    const { url, next } = await serve({ send });
    const client = await connectTo(url);
    client.send(requestOf(scan));
    await send.reached;
    // The same request would wait for the response of the first one, without another place.
    expect(await next("/v1/failures?since=23h", "application/json")).toBe(429);
    client.leave();
  });

  it("after its client has left in the middle", async () => {
    // The first page arrives; a later request to AWS gets no response.
    const send = createBarrier();
    const { url, ended, next } = await serve({ send, after: 2 });
    const client = await connectTo(url);
    client.send(requestOf(scan));
    await send.reached;
    client.leave();
    await ended;
    expect(await next(path, accept)).toBe(200);
  });

  it("after its client has left without reading what follows the headers", async () => {
    const { url, ended, next } = await serve({});
    const client = await connectTo(url);
    client.stopReading();
    client.send(requestOf(scan));
    // The response is written into the socket's buffers, and a stream waits until they have room.
    client.leave();
    await ended;
    expect(await next(path, accept)).toBe(200);
  });
});
