/** Clients that leave at random moments lose no place and leave nothing behind. */
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import type { Transport } from "@windowpane/core";
import { expect, it } from "vitest";
import { createApp, type Authenticator } from "../../src/index.ts";

const { WindowExecutionId, TaskId } = fleetIds;
const execution = `/v1/executions/${WindowExecutionId}`;
const list = `${execution}/tasks/${TaskId}/invocations`;
const ndjson = "application/x-ndjson";

/** Random numbers that depend only on the seed (mulberry32). */
const randomFrom = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const turns = async (count: number): Promise<void> => {
  for (let passed = 0; passed < count; passed += 1) await turn();
};

const byName: Authenticator = {
  name: "by name",
  authenticate: async (request) => {
    await turn();
    return { id: request.headers.get("x-name") ?? "", roles: new Set(["read"] as const) };
  },
};

const PLACES = 3;
const callers = ["ann", "bob", "cat"];

/** An app over a running execution whose requests, time limits and delays take a random number of turns. */
const createSubject = (random: (below: number) => number) => {
  const mock = mockTransport({
    clock: { now: () => new Date("2026-11-22T08:00:00Z") },
    scenario: fleet({ invocations: 300, start: new Date("2026-11-22T07:30:00Z"), duration: 3_600_000 }),
  });
  const left = { requests: 0, timers: 0, logged: 0, sent: 0 };
  const limits = new Set<() => void>();
  const transport: Transport = {
    name: "random",
    send: async (...sent) => {
      left.requests += 1;
      left.sent += 1;
      await turns(random(3));
      left.requests -= 1;
      if (random(40) === 0) throw new Error("connection reset");
      return mock.send(...sent);
    },
  };
  const app = createApp({
    transport,
    access: [byName],
    limits: { scansPerCaller: PLACES, keepMs: 0, requestsPerMinute: Infinity, timeoutMs: 30_000 },
    now: mock.clock.now,
    randomUUID: () => "00000000-0000-4000-8000-000000000000",
    log: () => (left.logged += 1),
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        left.timers += 1;
        const end = (): void => {
          if (!limits.delete(end)) return;
          left.timers -= 1;
          resolve();
        };
        limits.add(end);
        signal.addEventListener("abort", end);
        // Time limits expire at the end of the test.
        if (milliseconds !== 30_000) void turns(random(20)).then(end);
      }),
  });
  return {
    app,
    left,
    expire: () => {
      for (const end of limits) end();
    },
  };
};

const kinds = [
  { path: () => `${execution}/report`, accept: "application/json" },
  { path: (random: number) => `/v1/failures?since=${random + 1}h`, accept: "application/json" },
  { path: () => `${execution}/targets`, accept: ndjson },
  { path: () => list, accept: ndjson },
  { path: () => `${execution}/events`, accept: "text/event-stream" },
  { path: () => "/v1/windows", accept: "application/json" },
];

/** What happened to the clients. */
type Tally = Record<"answered" | "aborted" | "cancelled" | "unread" | "refused", number>;

/** Sends requests that leave at a random time, in a random way. */
const visit = async (
  { app }: ReturnType<typeof createSubject>,
  random: (below: number) => number,
  tally: Tally,
): Promise<void> => {
  const { path, accept } = kinds[random(kinds.length)] ?? { path: () => "/v1/windows", accept: "*/*" };
  const client = new AbortController();
  const request = new Request(`http://localhost${path(random(4))}`, {
    headers: { "x-name": callers[random(callers.length)] ?? "", accept },
    signal: client.signal,
  });
  const way = random(4);
  if (way === 0) {
    tally.aborted += 1;
    void turns(random(40)).then(() => client.abort("left"));
  }
  const response = await app.fetch(request);
  if (response.status === 429) tally.refused += 1;
  const reader = response.body?.getReader();
  if (way === 1) {
    // Stays, and reads no more.
    tally.unread += 1;
    if (random(2) === 0) await reader?.read();
    return;
  }
  if (way === 2) {
    tally.cancelled += 1;
    await turns(random(10));
    await reader?.cancel();
    return;
  }
  try {
    for (let chunk = 0; chunk < 8 && (await reader?.read())?.done === false; chunk += 1);
    if (way !== 0) tally.answered += 1;
    await reader?.cancel();
  } catch {
    // The stream of a client that has left fails.
  }
};

/** Number of lists that a caller can read at the same time. */
const freePlaces = async ({ app }: ReturnType<typeof createSubject>, name: string): Promise<number> => {
  const readers: (ReadableStream<Uint8Array> | null)[] = [];
  for (;;) {
    const response = await app.request(list, { headers: { "x-name": name, accept: ndjson } });
    if (response.status === 429) break;
    if (response.status === 200) readers.push(response.body);
  }
  for (const body of readers) await body?.cancel();
  return readers.length;
};

it.each([1, 2, 3])("with the seed %i", async (seed) => {
  const random = randomFrom(seed);
  const subject = createSubject(random);
  const tally: Tally = { answered: 0, aborted: 0, cancelled: 0, unread: 0, refused: 0 };
  const CLIENTS = 300;
  const visits: Promise<void>[] = [];
  for (let client = 0; client < CLIENTS; client += 1) {
    visits.push(visit(subject, random, tally));
    if (random(3) === 0) await turns(random(4));
  }
  await Promise.all(visits);
  // The clients that stay without reading lose their places at the time limit.
  subject.expire();
  await turns(100);
  expect(Object.values(tally).every((count) => count > CLIENTS / 30)).toBe(true);
  expect(subject.left).toMatchObject({ requests: 0, timers: 0, logged: CLIENTS });
  for (const name of callers) expect(await freePlaces(subject, name)).toBe(PLACES);
});
