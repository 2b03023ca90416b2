/** Clients that leave: the object's work for them stops, and their place is free again. */
import { connect } from "node:net";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { createEndpoint } from "@windowpane/endpoint";
import { afterEach, describe, expect, it } from "vitest";
import { startWorker, type RunningWorker } from "./start-worker.ts";

const token = "reader-0123456789abcdef0123456789abcdef";

let worker: RunningWorker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

/** Starts a Worker with one place per caller, over an account whose responses can be held back. */
const start = async () => {
  let isHeld = false;
  const bodies: string[] = [];
  const endpoint = createEndpoint(
    mockTransport({ scenario: fleet({ invocations: 5000 }), clock: { now: () => new Date() } }),
  );
  worker = await startWorker(
    {
      WINDOWPANE_SOURCE: "aws",
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret-of-aws",
      WINDOWPANE_TOKENS: `reader:read:${token}`,
      WINDOWPANE_SCANS_PER_CALLER: "1",
      WINDOWPANE_POLL_INTERVAL: "1s",
    },
    {
      outside: async ({ url, method, headers, body }) => {
        const text = await new Response(body).text();
        bodies.push(text);
        if (isHeld) await new Promise(() => {});
        return endpoint(new Request(url, { method, headers: Object.fromEntries(headers), body: text }));
      },
    },
  );
  return {
    hold: () => {
      isHeld = true;
    },
    bodies,
  };
};

const execution = `/v1/executions/${fleetIds.WindowExecutionId}`;
const routes = {
  report: { path: `${execution}/report`, accept: "application/json" },
  targets: { path: `${execution}/targets`, accept: "application/json" },
  failures: { path: "/v1/failures?since=2d", accept: "application/json" },
  list: { path: `${execution}/tasks/${fleetIds.TaskId}/invocations`, accept: "application/x-ndjson" },
  events: { path: `${execution}/events`, accept: "text/event-stream" },
} as const;

type RouteName = keyof typeof routes;

/** Sends a request and leaves with a reset, as a killed program does; with `reads: false`, it does not read what arrives. */
const sendAndLeave = async (
  name: RouteName,
  {
    leaveWhen,
    reads = true,
  }: { readonly leaveWhen: (received: () => number) => Promise<void>; readonly reads?: boolean },
): Promise<void> => {
  const url = new URL(worker?.url ?? "");
  const socket = connect(Number(url.port), url.hostname);
  let received = 0;
  socket.on("error", () => {});
  if (reads) socket.on("data", (piece) => (received += piece.length));
  const { path, accept } = routes[name];
  socket.write(
    `GET ${path} HTTP/1.1\r\nhost: ${url.host}\r\naccept: ${accept}\r\nauthorization: Bearer ${token}\r\n\r\n`,
  );
  await leaveWhen(() => received);
  socket.resetAndDestroy();
};

const until = async (isTrue: () => boolean | Promise<boolean>): Promise<void> => {
  await expect.poll(isTrue, { timeout: 20_000, interval: 50 }).toBe(true);
};

/** Whether the caller's only place is free: a scan of another execution is not refused, but reaches AWS. */
const isPlaceFree = async (bodies: readonly string[]): Promise<boolean> => {
  const client = new AbortController();
  const id = crypto.randomUUID();
  const isRefused = fetch(`${worker?.url}/v1/executions/${id}/targets`, {
    headers: { authorization: `Bearer ${token}` },
    signal: client.signal,
  }).then(
    ({ status }) => status === 429,
    () => false,
  );
  const isFree = await Promise.race([
    isRefused.then((refused) => !refused),
    until(() => bodies.some((body) => body.includes(id))).then(() => true),
  ]);
  client.abort();
  return isFree;
};

describe("a client that leaves a Worker", () => {
  it.each(Object.keys(routes) as RouteName[])(
    "before the headers of %s frees its place within five seconds",
    async (name) => {
      const { hold, bodies } = await start();
      hold();
      await sendAndLeave(name, { leaveWhen: () => until(() => bodies.length > 0) });
      const left = Date.now();
      await until(() => isPlaceFree(bodies));
      expect(Date.now() - left).toBeLessThan(5000);
    },
  );

  it.each(["list", "events"] as const)(
    "in the middle of %s frees its place within five seconds",
    async (name) => {
      const { bodies } = await start();
      await sendAndLeave(name, { leaveWhen: (received) => until(() => received() > 0) });
      const left = Date.now();
      await until(() => isPlaceFree(bodies));
      expect(Date.now() - left).toBeLessThan(5000);
    },
  );

  it.each(["list", "events"] as const)(
    "without reading %s frees its place within five seconds",
    async (name) => {
      const { bodies } = await start();
      await sendAndLeave(name, { reads: false, leaveWhen: () => until(() => bodies.length > 0) });
      const left = Date.now();
      await until(() => isPlaceFree(bodies));
      expect(Date.now() - left).toBeLessThan(5000);
    },
  );
});
