import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fleetIds } from "@windowpane/transport-mock";
import type { AccountServer, AccountSubject } from "./account-subject.ts";
import { openClient, statusOf } from "./client.ts";
import { createFakeAws, deferred, runningFleet, type FakeAws } from "./fake-aws.ts";

const { WindowExecutionId, TaskId } = fleetIds;
const execution = `/v1/executions/${WindowExecutionId}`;

const NDJSON = "application/x-ndjson";

/** Kinds of requests that take a place. */
const kinds = [
  { name: "report", path: `${execution}/report`, accept: "application/json", streams: false },
  { name: "report as HTML", path: `${execution}/report`, accept: "text/html", streams: false },
  { name: "failures", path: "/v1/failures?since=24h", accept: "application/json", streams: false },
  { name: "targets", path: `${execution}/targets`, accept: "application/json", streams: false },
  { name: "targets as NDJSON", path: `${execution}/targets`, accept: NDJSON, streams: false },
  {
    name: "list as NDJSON",
    path: `${execution}/tasks/${TaskId}/invocations`,
    accept: NDJSON,
    streams: true,
  },
  { name: "events", path: `${execution}/events`, accept: "text/event-stream", streams: true },
] as const;

/** Options of the suite. */
export interface LeavingOptions extends AccountSubject {
  /** Runtime, for the test report. */
  readonly name: string;
  /** Whether the server calls `onAuthenticate`. Otherwise clients cannot leave at that moment. */
  readonly holdsAuthentication: boolean;
}

/** Time in milliseconds in which a place must be free after its client has left. */
const SOON = 5000;

/** Time limit of a request in milliseconds, for clients that read nothing: they lose their place after it. */
const TIMEOUT = 5000;

/** Time limit of a request in milliseconds, for clients that leave. It must not free a place before the test fails. */
const LONG_TIMEOUT = 60_000;

const limits = {
  scansPerCaller: 1,
  requestsPerScan: 1000,
  requestsPerPage: 10,
  requestsPerMinute: 1_000_000,
  // So that each request reaches AWS.
  keepMs: 0,
  pollMs: 1000,
};

/** A server with one place per caller, and what its tests need. */
interface Places {
  readonly aws: FakeAws;
  readonly server: AccountServer;
  /** Delays the next authentication. */
  holdAuthentication(): { readonly begun: Promise<void>; proceed(): void };
  /** Status of a scan that is not joined with another one. */
  probe(): Promise<number>;
  /** Resolves when the caller's only place is free. */
  untilFree(limit: number): Promise<void>;
}

const startPlaces = async (
  start: AccountSubject["start"],
  { invocations, timeoutMs }: { readonly invocations: number; readonly timeoutMs: number },
): Promise<Places> => {
  const aws = createFakeAws(runningFleet(invocations));
  let onAuthenticate = async (): Promise<void> => {};
  const server = await start({
    aws: aws.fetch,
    // Small events fit into the buffers of a connection, so that nothing shows whether a client reads them.
    limits: { ...limits, timeoutMs, followMs: timeoutMs },
    onAuthenticate: () => onAuthenticate(),
  });
  let probes = 0;
  const probe = (): Promise<number> => statusOf(server, `/v1/failures?since=${(probes += 1)}m`);
  return {
    aws,
    server,
    probe,
    holdAuthentication: () => {
      const begun = deferred();
      const allowed = deferred();
      onAuthenticate = () => {
        onAuthenticate = async () => {};
        begun.resolve();
        return allowed.promise;
      };
      return { begun: begun.promise, proceed: allowed.resolve };
    },
    untilFree: async (limit) => {
      const end = Date.now() + limit;
      let status = await probe();
      while (status === 429 && Date.now() < end) {
        await nextPoll();
        status = await probe();
      }
      // On a busy machine the scan itself can reach the time limit; it had a place.
      expect(status, `the place is not free after ${limit} ms`).not.toBe(429);
    },
  };
};

/** Interval of the tests that poll with a deadline, in milliseconds. */
const nextPoll = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/**
 * Tests, inside a Vitest test file, that a place is free again after its client has left, at whatever moment, and that a client
 * that stays without reading loses it.
 */
export const describeLeavingClients = ({ name, holdsAuthentication, start }: LeavingOptions): void => {
  describe(`the places of clients that leave: ${name}`, () => {
    let places: Places;
    beforeAll(async () => {
      places = await startPlaces(start, { invocations: 300, timeoutMs: LONG_TIMEOUT });
    });
    afterAll(() => places.server.stop());

    describe.each(kinds)("$name", ({ path, accept, streams }) => {
      const open = (reads = true) => openClient(places.server, { path, accept, reads });

      it.runIf(holdsAuthentication)("leaves during authentication", async () => {
        const held = places.holdAuthentication();
        const client = open();
        await held.begun;
        client.leave();
        held.proceed();
        await places.untilFree(SOON);
      });

      it("leaves before the headers", async () => {
        const held = places.aws.hold();
        const client = open();
        await held.reached;
        expect(await places.probe()).toBe(429);
        client.leave();
        held.pass();
        await places.untilFree(SOON);
      });

      it("leaves between two requests to AWS", async () => {
        const held = places.aws.hold(1);
        const client = open();
        await held.reached;
        client.leave();
        held.pass();
        await places.untilFree(SOON);
      });

      it("leaves after the headers", async () => {
        const client = open();
        await client.headers;
        client.leave();
        await places.untilFree(SOON);
      });

      it("leaves while it reads", async () => {
        const held = accept === NDJSON && streams ? places.aws.hold(1) : undefined;
        const client = open();
        await client.body;
        if (streams) expect(await places.probe()).toBe(429);
        client.leave();
        held?.pass();
        await places.untilFree(SOON);
      });

      it("leaves without reading", async () => {
        const held = places.aws.hold(1);
        const client = open(false);
        await held.reached;
        held.release();
        client.leave();
        await places.untilFree(SOON);
      });
    });
  });

  describe(`the places of clients that stay without reading: ${name}`, () => {
    let places: Places;
    beforeAll(async () => {
      // More than the sockets on both sides buffer.
      places = await startPlaces(start, { invocations: 10_000, timeoutMs: TIMEOUT });
    });
    afterAll(() => places.server.stop());

    it.each(kinds)("frees the place of $name", async ({ path, accept, streams }) => {
      const held = places.aws.hold(1);
      const client = openClient(places.server, { path, accept, reads: false });
      await held.reached;
      const begin = Date.now();
      held.release();
      await places.untilFree(2 * TIMEOUT + SOON);
      // On a socket, the buffers can take the whole list.
      if (streams && places.server.fetch !== undefined)
        expect(Date.now() - begin).toBeGreaterThan(TIMEOUT - 1000);
      client.leave();
    });
  });
};
