import { d1Sql, openArchive, type D1Like } from "@windowpane/archive";
import { Miniflare } from "miniflare";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  countMessages,
  deliver,
  insertMessages,
  listMessages,
  messagesFor,
  retryDead,
  type Destination,
  type MessageFetch,
} from "../src/index.ts";
import { smallReport } from "./run-report.ts";

let worker: Miniflare;
beforeAll(() => {
  worker = new Miniflare({
    modules: true,
    script: "export default { fetch: () => new Response() };",
    compatibilityDate: "2026-01-01",
    d1Databases: ["DB"],
  });
});
afterAll(() => worker.dispose());

it("delivers from D1 in workerd: single messages, a digest, a retry and a dead letter", async () => {
  // The proxy of Miniflare has the methods of the binding.
  const database: unknown = await worker.getD1Database("DB");
  const sql = d1Sql(database as D1Like);
  await openArchive({ sql, now: () => new Date(0) });
  let now = Date.parse("2026-11-29T02:15:00Z");
  const destinations: readonly Destination[] = [
    { name: "hook", type: "webhook", url: "https://hook.example.com/x", when: "always" },
    { name: "gone", type: "webhook", url: "https://gone.example.com/x", when: "always" },
    { name: "daily", type: "slack", url: "https://hooks.slack.com/x", when: "digest" },
  ];
  const messages = Array.from({ length: 5 }, (_, index) =>
    messagesFor(smallReport({ WindowExecutionId: `run-${index}`, EndTime: new Date(now) }), {
      destinations,
      now: new Date(now),
    }),
  ).flat();
  await sql.batch(insertMessages(messages));
  await sql.batch(insertMessages(messages));

  let hooks = 0;
  const fetch: MessageFetch = async ({ host }) => {
    if (host === "gone.example.com") return new Response("gone", { status: 410 });
    if (host === "hook.example.com") hooks += 1;
    return new Response("", { status: hooks === 1 ? 503 : 200 });
  };
  const run = () =>
    deliver({
      sql,
      destinations,
      fetch,
      now: () => new Date(now),
      random: Math.random,
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
    });
  expect(await run()).toMatchObject({ sent: 5, failed: 0, dead: 5 });
  now += 3_600_000;
  await run();
  now = Date.parse("2026-11-29T07:00:00Z");
  await run();
  expect(await countMessages(sql)).toEqual([
    { destination: "daily", state: "sent", count: 1 },
    { destination: "gone", state: "dead", count: 5 },
    { destination: "hook", state: "sent", count: 5 },
  ]);
  expect(await retryDead(sql, { now, destination: "gone" })).toBe(5);
  expect(await listMessages(sql, { state: "pending" })).toHaveLength(5);
});
