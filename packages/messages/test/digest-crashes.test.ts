import { expect, it } from "vitest";
import { deliver, insertMessages, messagesFor, type Destination, type MessageFetch } from "../src/index.ts";
import { diceOf } from "./dice.ts";
import { Killed, killedProcess } from "./killed-process.ts";
import { memorySql } from "./memory-sql.ts";
import { smallReport } from "./run-report.ts";

const MINUTE = 60_000;

it("puts each of 1,000 runs into one digest that arrives, with a crash in most rounds and two senders", async () => {
  const dice = diceOf(5);
  const sql = await memorySql();
  let now = Date.parse("2026-11-20T00:00:00Z");
  const destination: Destination = {
    name: "daily",
    type: "webhook",
    url: "https://x.example/hook",
    when: "digest",
  };
  const seen = new Set<string>();
  const runs: string[] = [];
  let doubles = 0;
  const fetch: MessageFetch = async (_url, { headers, body }) => {
    const id = headers["webhook-id"] ?? "";
    if (dice() < 0.2) return new Response("", { status: 503 });
    if (seen.has(id)) doubles += 1;
    else {
      // The body of a digest.
      const { data } = JSON.parse(body) as {
        data: { runs: { WindowExecutionId: string }[] };
      };
      runs.push(...data.runs.map(({ WindowExecutionId }) => WindowExecutionId));
    }
    seen.add(id);
    return new Response("ok");
  };
  let kills = 0;
  let stored = 0;
  for (let round = 0; round < 12 * 144; round += 1, now += 10 * MINUTE) {
    while (stored < 1000 && stored < round) {
      const report = smallReport({ WindowExecutionId: `run-${stored}`, EndTime: new Date(now) });
      await sql.batch(
        insertMessages(messagesFor(report, { destinations: [destination], now: new Date(now) })),
      );
      stored += 1;
    }
    const outside = killedProcess({ sql, fetch }, { at: 1 + Math.floor(dice() * 30), isAfter: dice() < 0.5 });
    const run = () =>
      deliver({
        ...outside,
        destinations: [destination],
        now: () => new Date(now),
        random: dice,
        sleep: async (milliseconds) => {
          now += milliseconds;
        },
      });
    for (const result of await Promise.allSettled([run(), run()])) {
      if (result.status === "fulfilled") continue;
      if (!(result.reason instanceof Killed)) throw result.reason;
      kills += 1;
    }
  }
  expect(runs.toSorted()).toEqual(Array.from({ length: 1000 }, (_, index) => `run-${index}`).toSorted());
  expect(kills).toBeGreaterThan(500);
  expect(seen.size).toBeGreaterThan(5);
  expect(doubles).toBeLessThan(kills);
});
