import { createServer, type IncomingMessage } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { deliver, insertMessages, messagesFor, type Destination, type MessageFetch } from "../src/index.ts";
import { guardedFetch } from "../src/node/index.ts";
import type { Sql, SqlStatement } from "@windowpane/archive";
import { diceOf } from "./dice.ts";
import { Killed, killedProcess, type Outside } from "./killed-process.ts";
import { memorySql } from "./memory-sql.ts";
import { smallReport } from "./run-report.ts";

const MINUTE = 60_000;
const start = Date.parse("2026-11-29T00:00:00Z");

/** A receiver that drops messages whose ID it has seen, and the runs of those that it keeps. */
const receiver = () => {
  const seen = new Set<string>();
  const runs: string[] = [];
  let requests = 0;
  return {
    seen,
    runs,
    requests: () => requests,
    receive: (id: string, body: string): void => {
      requests += 1;
      if (seen.has(id)) return;
      seen.add(id);
      // The body of a message about a run.
      const { data } = JSON.parse(body) as { data: { WindowExecutionId: string } };
      runs.push(data.WindowExecutionId);
    },
  };
};

interface NightOptions {
  readonly count: number;
  /** Minutes over which the runs end. */
  readonly minutes: number;
  readonly destination: Destination;
  readonly fetch: MessageFetch;
  readonly dice: () => number;
}

/**
 * A night in which runs end, each with an event of which 20% are lost and 10% come twice. A process handles the events of a minute,
 * every 15 minutes all runs that are not stored, and sends what is due, with a second sender in every fifth minute. In each minute it
 * is killed at a random operation and started again.
 */
const simulateNight = async ({ count, minutes, destination, fetch, dice }: NightOptions) => {
  // About what a minute takes, so that most kills happen while it works.
  const operations = 10 + (4 * count) / minutes;
  let now = start;
  const sql = await memorySql();
  await sql.run("CREATE TABLE stored (id TEXT PRIMARY KEY)");
  const options = {
    destinations: [destination],
    now: () => new Date(now),
    random: dice,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
    limit: 1000,
  };
  const tally = { kills: 0, lost: 0, doubled: 0, events: 0 };
  const idOf = (run: number): string => `00000000-0000-4000-8000-${String(run).padStart(12, "0")}`;

  const store = async (process: Outside, run: number): Promise<void> => {
    const report = smallReport({ WindowExecutionId: idOf(run), EndTime: new Date(now) });
    const messages = messagesFor(report, { destinations: [destination], now: new Date(now) });
    await process.sql.batch([
      { text: "INSERT OR IGNORE INTO stored (id) VALUES (?)", values: [idOf(run)] },
      ...insertMessages(messages),
    ] satisfies readonly SqlStatement[]);
  };
  const missing = async (reader: Sql, ended: number): Promise<readonly number[]> => {
    const stored = new Set((await reader.all<{ id: string }>("SELECT id FROM stored")).map(({ id }) => id));
    return Array.from({ length: ended }, (_, run) => run).filter((run) => !stored.has(idOf(run)));
  };
  const work = async (process: Outside, events: readonly number[], ended: number, minute: number) => {
    for (const run of events) await store(process, run);
    if (minute % 15 === 0) for (const run of await missing(process.sql, ended)) await store(process, run);
    const senders = minute % 5 === 0 ? 2 : 1;
    const results = await Promise.allSettled(
      Array.from({ length: senders }, () => deliver({ ...options, ...process })),
    );
    for (const one of results) if (one.status === "rejected") throw one.reason;
  };

  let ended = 0;
  for (let minute = 1; minute <= minutes + 24 * 60; minute += 1) {
    now = Math.max(now, start + minute * MINUTE);
    const next = Math.min(count, Math.ceil((count * minute) / minutes));
    const events: number[] = [];
    for (let run = ended; run < next; run += 1) {
      const fate = dice();
      if (fate < 0.2) tally.lost += 1;
      else events.push(run, ...(fate > 0.9 ? [run] : []));
      if (fate > 0.9) tally.doubled += 1;
    }
    tally.events += events.length;
    ended = next;
    const isOver = minute > minutes && minute % 15 !== 0;
    if (isOver) continue;
    const process = killedProcess(
      { sql, fetch },
      { at: 1 + Math.floor(dice() * operations), isAfter: dice() < 0.5 },
    );
    try {
      await work(process, events, ended, minute);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      tally.kills += 1;
      // The process that is started again finds the events of this minute gone.
      await work({ sql, fetch }, [], ended, 1).catch(() => undefined);
    }
  }
  const left = await sql.all<{ state: string; count: number }>(
    "SELECT state, COUNT(*) AS count FROM outbox GROUP BY state",
  );
  return { ...tally, left, expected: Array.from({ length: count }, (_, run) => idOf(run)) };
};

describe("a night with lost and doubled events and a crash every minute", () => {
  it("announces each of 10,000 runs once to a receiver that drops doubles", async () => {
    const dice = diceOf(20_261_129);
    const inbox = receiver();
    let faults = 0;
    const fetch: MessageFetch = async (_url, { headers, body }) => {
      const fate = dice();
      if (fate < 0.02) {
        faults += 1;
        return new Response("slow down", { status: 429, headers: { "retry-after": "20" } });
      }
      if (fate < 0.03) {
        faults += 1;
        return new Response("bad gateway", { status: 502 });
      }
      inbox.receive(headers["webhook-id"] ?? "", body);
      // The message has arrived, but the sender does not learn it.
      if (fate < 0.05) {
        faults += 1;
        throw new DOMException("timed out", "TimeoutError");
      }
      return new Response("ok");
    };
    const night = await simulateNight({
      count: 10_000,
      minutes: 480,
      destination: {
        name: "audit",
        type: "webhook",
        url: "https://audit.example.com/hook",
        secrets: ["whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz"],
        when: "always",
      },
      fetch,
      dice,
    });

    expect(inbox.runs.toSorted()).toEqual(night.expected);
    expect(night.left).toEqual([{ state: "sent", count: 10_000 }]);
    const doubles = inbox.requests() - inbox.seen.size;
    console.log(
      `${night.kills} kills, ${night.lost} events lost, ${night.doubled} doubled, ${faults} faults: ${inbox.requests()} requests, ${doubles} doubled`,
    );
    expect(night.kills).toBeGreaterThan(300);
    expect(night.lost).toBeGreaterThan(1800);
    expect(night.doubled).toBeGreaterThan(900);
    expect(doubles).toBeGreaterThan(0);
    expect(doubles).toBeLessThan(faults + night.kills);
  });

  const servers: { close: () => void }[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  it("announces each of 300 runs once to an HTTP server", async () => {
    const dice = diceOf(7);
    const inbox = receiver();
    const server = createServer((request: IncomingMessage, response) => {
      let body = "";
      request.on("data", (part: Buffer) => {
        body += part.toString();
      });
      request.on("end", () => {
        const fate = dice();
        if (fate < 0.05) return response.writeHead(503).end("busy");
        inbox.receive(String(request.headers["webhook-id"]), body);
        // The connection ends after the message has arrived.
        if (fate < 0.1) return response.destroy();
        return response.end("ok");
      });
    });
    await new Promise<void>((listening) => {
      server.listen(0, "127.0.0.1", listening);
    });
    servers.push(server);
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const night = await simulateNight({
      count: 300,
      minutes: 60,
      destination: {
        name: "local",
        type: "webhook",
        url: `http://127.0.0.1:${port}/hook`,
        when: "always",
        privateAddress: true,
      },
      fetch: guardedFetch(),
      dice,
    });

    expect(inbox.runs.toSorted()).toEqual(night.expected);
    expect(night.left).toEqual([{ state: "sent", count: 300 }]);
    expect(night.kills).toBeGreaterThan(30);
    expect(inbox.requests()).toBeGreaterThan(300);
  });
});
