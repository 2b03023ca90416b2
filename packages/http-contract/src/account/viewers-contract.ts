import { fleetIds } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CANCELLER } from "../subject/credentials.ts";
import type { AccountServer, AccountSubject } from "./account-subject.ts";
import { openClient, send } from "./client.ts";
import { createFakeAws, finishedFleet, runningFleet, type FakeAws } from "./fake-aws.ts";

const { WindowExecutionId } = fleetIds;
const execution = `/v1/executions/${WindowExecutionId}`;

/** Options of the suite. */
export interface ViewersOptions extends AccountSubject {
  /** Runtime, for the test report. */
  readonly name: string;
}

const KEEP = 2000;
const POLL = 1000;
const limits = {
  scansPerCaller: 1,
  requestsPerScan: 1000,
  requestsPerMinute: 1_000_000,
  keepMs: KEEP,
  pollMs: POLL,
};

/** Tests, inside a Vitest test file, that the number of viewers does not change the number of requests to AWS. */
export const describeViewers = ({ name, start }: ViewersOptions): void => {
  describe(`many viewers of one account: ${name}`, () => {
    let aws: FakeAws;
    let server: AccountServer;
    const onAuthenticate = async (): Promise<void> => {};
    beforeAll(async () => {
      aws = createFakeAws(runningFleet(30));
      server = await start({ aws: aws.fetch, limits, onAuthenticate });
    });
    afterAll(() => server.stop());

    /** Status and body of the same request by several clients, at most 100 at once. */
    const getAll = async (
      clients: number,
      path: string,
    ): Promise<readonly { readonly status: number; readonly text: string }[]> => {
      const responses: { status: number; text: string }[] = [];
      for (let sent = 0; sent < clients; sent += 100) {
        const batch = Array.from({ length: Math.min(100, clients - sent) }, async () => {
          const response = await send(server, path);
          return { status: response.status, text: await response.text() };
        });
        responses.push(...(await Promise.all(batch)));
      }
      return responses;
    };
    const countOf = (operation: string): number => aws.requested.filter((one) => one === operation).length;

    it("costs one request in two seconds for 1,000 viewers of a list", async () => {
      const begin = Date.now();
      const responses = await getAll(1000, "/v1/windows");
      const periods = Math.ceil((Date.now() - begin) / KEEP);
      expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
      expect(countOf("DescribeMaintenanceWindows")).toBeGreaterThan(0);
      expect(countOf("DescribeMaintenanceWindows")).toBeLessThanOrEqual(periods);
    });

    it("computes a report once for all that wait for it, with one place", async () => {
      const before = aws.requested.length;
      const held = aws.hold();
      const responses = getAll(50, `${execution}/report`);
      await held.reached;
      held.release();
      expect(new Set((await responses).map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set((await responses).map(({ text }) => text)).size).toBe(1);
      const many = aws.requested.length - before;
      const single = createFakeAws(runningFleet(30));
      const other = await start({ aws: single.fetch, limits, onAuthenticate });
      await (await send(other, `${execution}/report`)).text();
      await other.stop();
      expect(many).toBeLessThanOrEqual(single.requested.length);
    });

    it("responds to the others when the first one leaves", async () => {
      const held = aws.hold();
      const path = "/v1/failures?since=48h";
      const leaving = openClient(server, { path, accept: "application/json", reads: true });
      await held.reached;
      const staying = getAll(5, path);
      leaving.leave();
      held.release();
      expect((await staying).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    });

    it("sends an error of AWS to all, and does not keep it", async () => {
      aws.fail(true);
      const path = "/v1/windows?maxResults=50";
      const failed = await getAll(20, path);
      aws.fail(false);
      expect(new Set(failed.map(({ status }) => status))).toEqual(new Set([502]));
      expect((await getAll(1, path))[0]?.status).toBe(200);
    });

    it("reads a running execution once for 100 clients that follow it", async () => {
      const leave = new AbortController();
      const begin = Date.now();
      const before = countOf("GetMaintenanceWindowExecution");
      const follow = async (): Promise<string> => {
        const response = await send(server, `${execution}/events`, {
          headers: { accept: "text/event-stream" },
          signal: leave.signal,
        });
        expect(response.status).toBe(200);
        const reader = response.body?.getReader();
        const decoder = new TextDecoder();
        let text = "";
        // The first state, and two more reads.
        while (text.split(": still running").length + text.split("event: progress").length < 5) {
          const { done, value } = (await reader?.read()) ?? { done: true };
          if (done) break;
          text += decoder.decode(value, { stream: true });
        }
        return text;
      };
      const texts = await Promise.all(Array.from({ length: 100 }, follow));
      leave.abort();
      for (const text of texts)
        expect(text.match(/^event: invocation$/gmu)?.length).toBeGreaterThanOrEqual(30);
      const reads = (Date.now() - begin) / POLL;
      expect(countOf("GetMaintenanceWindowExecution") - before).toBeLessThanOrEqual(reads + 2);
    });

    it("shows a cancel at once", async () => {
      const statusNow = async (): Promise<unknown> =>
        ((await (await send(server, execution)).json()) as { readonly Status?: unknown }).Status;
      expect(await statusNow()).toBe("IN_PROGRESS");
      const cancelled = await send(server, `${execution}/cancel`, {
        method: "POST",
        headers: { authorization: `Bearer ${CANCELLER}`, "content-type": "application/json" },
        body: JSON.stringify({ WindowExecutionId }),
      });
      expect(cancelled.status).toBe(202);
      expect(await statusNow()).toMatch(/^CANCELL/u);
    });
  });

  describe(`documents of a finished execution: ${name}`, () => {
    it.each(["json", "html", "markdown", "csv", "junit"])(
      "serves a report as %s without AWS",
      async (format) => {
        const aws = createFakeAws(finishedFleet(30));
        const server = await start({ aws: aws.fetch, limits, onAuthenticate: async () => {} });
        try {
          const path = `${execution}/report?format=${format}`;
          const first = await send(server, path);
          const text = await first.text();
          const sent = aws.requested.length;
          aws.fail(true);
          const again = await send(server, path);
          expect([again.status, await again.text()]).toEqual([200, text]);
          const tag = first.headers.get("etag") ?? "";
          expect(again.headers.get("etag")).toBe(tag);
          const unchanged = await send(server, path, { headers: { "if-none-match": tag } });
          expect([unchanged.status, await unchanged.text()]).toEqual([304, ""]);
          expect(aws.requested).toHaveLength(sent);
        } finally {
          await server.stop();
        }
      },
    );
  });
};
