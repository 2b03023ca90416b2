import { beforeEach, describe, expect, it } from "vitest";
import type { Sql } from "@windowpane/archive";
import {
  deliver,
  insertMessages,
  listMessages,
  messagesFor,
  messagesForMissed,
  retryDead,
  type Delivery,
  type DeliverOptions,
  type Destination,
  type MessageFetch,
} from "../../src/index.ts";
import { undeliveredMessages } from "../../src/outbox/list.ts";
import { memorySql } from "../memory-sql.ts";
import { smallReport } from "../run-report.ts";

const start = new Date("2026-11-29T02:15:00Z");
const HOUR = 3_600_000;
const secretUrl = "https://hooks.slack.com/services/T0SECRET/B0SECRET/XYZSECRET";

const slack: Destination = { name: "ops", type: "slack", url: secretUrl, when: "always" };
const webhook: Destination = {
  name: "audit",
  type: "webhook",
  url: "https://audit.example.com/hook?key=TOPSECRET",
  when: "always",
};

let sql: Sql;
let now = start.getTime();
beforeEach(async () => {
  sql = await memorySql();
  now = start.getTime();
});

/** Stores messages about runs that end now, with the verdicts in order. */
const storeRuns = async (
  destinations: readonly Destination[],
  verdicts: readonly ("FAILED" | "PASSED" | "PARTIAL")[],
): Promise<void> => {
  const messages = verdicts.flatMap((verdict, index) =>
    messagesFor(
      smallReport({
        verdict,
        WindowExecutionId: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
        Name: `window-${index}`,
        EndTime: new Date(now),
      }),
      { destinations, now: new Date(now) },
    ),
  );
  await sql.batch(insertMessages(messages));
};

const run = (
  destinations: readonly Destination[],
  fetch: MessageFetch,
  options: Partial<DeliverOptions> = {},
): Promise<Delivery> =>
  deliver({
    sql,
    destinations,
    fetch,
    now: () => new Date(now),
    random: () => 0.5,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
    ...options,
  });

/** Answers in order; then always 200. */
const answering = (...answers: readonly (() => Response | Promise<Response>)[]) => {
  const bodies: string[] = [];
  const times: number[] = [];
  const fetch: MessageFetch = async (_url, { body }) => {
    bodies.push(body);
    times.push(now);
    return (answers[bodies.length - 1] ?? (() => new Response("ok")))();
  };
  return { fetch, bodies, times };
};

/** Numbers that make different IDs. */
const differing = (): (() => number) => {
  let seed = 0;
  return () => (seed = (seed + 0.618_033) % 1);
};

const status =
  (code: number, body = "", headers = {}) =>
  () =>
    new Response(body, { status: code, headers });

describe("deliver", () => {
  it("sends each message once, and nothing the second time", async () => {
    await storeRuns([slack, webhook], ["FAILED", "PASSED"]);
    const { fetch, bodies } = answering();
    expect(await run([slack, webhook], fetch)).toEqual({
      sent: 4,
      failed: 0,
      dead: 0,
      waiting: 0,
      errors: [],
      next: undefined,
    });
    await storeRuns([slack, webhook], ["FAILED", "PASSED"]);
    expect(await run([slack, webhook], fetch)).toMatchObject({ sent: 0 });
    expect(bodies).toHaveLength(4);
  });

  it("keeps messages to a destination that cannot be used, and sends all others", async () => {
    await storeRuns([slack, webhook], ["FAILED", "PASSED"]);
    const { fetch, bodies } = answering();
    const error = "No message can be sent to ops: the variable SLACK_URL is not set. Set it.";
    const unusable = [{ name: slack.name, error }];
    for (const sent of [2, 0]) {
      expect(await run([webhook], fetch, { unusable })).toEqual({
        sent,
        failed: 0,
        dead: 0,
        waiting: 2,
        errors: [`${error} 2 messages wait for it.`],
        next: undefined,
      });
    }
    const { messages, more } = await undeliveredMessages(sql, { limit: 1 });
    expect([messages, more]).toEqual([
      [expect.objectContaining({ destination: "ops", state: "pending", attempts: 0, error })],
      1,
    ]);
    // The delay after which messages to an unknown destination are dead letters.
    now += 25 * HOUR;
    await run([webhook], fetch, { unusable });
    expect(await run([slack, webhook], fetch)).toMatchObject({ sent: 2, waiting: 0, errors: [] });
    expect(bodies).toHaveLength(4);
    expect(await undeliveredMessages(sql)).toEqual({ messages: [], more: 0 });
  });

  it("tells nothing of a destination that cannot be used when another one is chosen", async () => {
    await storeRuns([slack, webhook], ["FAILED"]);
    const { fetch } = answering();
    const unusable = [{ name: slack.name, error: "No URL. Set it." }];
    expect(await run([webhook], fetch, { unusable, only: webhook.name })).toMatchObject({
      sent: 1,
      waiting: 0,
      errors: [],
    });
  });

  it("waits a second between two messages to Slack", async () => {
    await storeRuns([slack], ["FAILED", "FAILED", "FAILED"]);
    const { fetch, times } = answering();
    await run([slack], fetch);
    expect(times.map((time) => time - start.getTime())).toEqual([0, 1000, 2000]);
  });

  it.each([
    [404, "no_service", "Create a new incoming webhook in Slack and enter its URL in the configuration."],
    [
      410,
      "channel_is_archived",
      "Create a new incoming webhook in Slack and enter its URL in the configuration.",
    ],
    [
      403,
      "action_prohibited",
      "Check that the URL is complete and that the receiver allows messages from it.",
    ],
    [400, "invalid_payload", "Check that the URL belongs to a destination of this type."],
    [302, "", "Redirects are not followed: enter the final URL in the configuration."],
  ])("makes a message that is answered with %d a dead letter at once", async (code, body, todo) => {
    await storeRuns([slack], ["FAILED"]);
    const answers = answering(status(code, body));
    const error = `ops (hooks.slack.com) answered ${code}${body === "" ? "" : `: ${body}`}. ${todo}`;
    expect(await run([slack], answers.fetch)).toMatchObject({ sent: 0, dead: 1, errors: [error] });
    expect(await listMessages(sql, { state: "dead" })).toMatchObject([
      { destination: "ops", status: code, error, failedAttempts: 1, title: "FAILED: window-0" },
    ]);
    now += 48 * HOUR;
    await run([slack], answers.fetch);
    expect(answers.bodies).toHaveLength(1);
  });

  it("sends dead letters again when asked to", async () => {
    await storeRuns([slack], ["FAILED"]);
    const { fetch, bodies } = answering(status(404, "no_service"));
    await run([slack], fetch);
    expect(await retryDead(sql, { now, destination: "other" })).toBe(0);
    expect(await retryDead(sql, { now })).toBe(1);
    expect(await run([slack], fetch)).toMatchObject({ sent: 1 });
    expect(bodies[1]).toBe(bodies[0]);
  });

  it("tells what was not delivered, with the reason", async () => {
    await storeRuns([slack, webhook], ["FAILED", "FAILED"]);
    const fetch: MessageFetch = async ({ host }) =>
      new Response("", { status: host === "hooks.slack.com" ? 410 : 503 });
    await run([slack, webhook], fetch);
    const { messages, more } = await undeliveredMessages(sql, { limit: 3 });
    expect(more).toBe(1);
    expect(messages.map(({ destination, state, attempts }) => `${destination} ${state} ${attempts}`)).toEqual(
      ["audit pending 2", "ops dead 1", "audit pending 1"],
    );
    expect(messages[0]).toEqual({
      id: "msg_run_111122223333_eu-west-1_00000000-0000-4000-8000-000000000000_audit",
      Account: "111122223333",
      Region: "eu-west-1",
      destination: "audit",
      kind: "run",
      title: "FAILED: window-0",
      state: "pending",
      created: start,
      attempts: 2,
      status: 503,
      error: "audit (audit.example.com) answered 503. Check the receiver if this lasts.",
    });
    expect(await undeliveredMessages(await memorySql())).toEqual({ messages: [], more: 0 });
  });

  it("repeats attempts for about a day, with growing delays, and then gives up", async () => {
    await storeRuns([webhook], ["FAILED"]);
    const { fetch, times } = answering(...Array.from({ length: 100 }, () => status(503, "busy")));
    let last = await run([webhook], fetch);
    while (last.next !== undefined) {
      now = last.next.getTime();
      last = await run([webhook], fetch);
    }
    const delays = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 1000);
    expect(delays).toEqual([7.5, 15, 30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 8100, 8100, 8100]);
    expect(await listMessages(sql)).toMatchObject([{ state: "dead", failedAttempts: 15, status: 503 }]);
  });

  it("keeps to the delay that a receiver asks for, for all messages to it", async () => {
    await storeRuns([webhook], ["FAILED", "FAILED", "FAILED"]);
    const { fetch, times } = answering(status(429, "", { "retry-after": "600" }));
    const { next, failed } = await run([webhook], fetch);
    expect({ failed, next, requests: times.length }).toEqual({
      failed: 1,
      next: new Date(start.getTime() + 600_000),
      requests: 1,
    });
    now += 599_000;
    expect(await run([webhook], fetch)).toMatchObject({ sent: 0 });
    now += 1000;
    expect(await run([webhook], fetch)).toMatchObject({ sent: 3 });
  });

  it("repeats an attempt in the same call if its delay is short", async () => {
    await storeRuns([webhook], ["FAILED"]);
    const { fetch, times } = answering(status(503));
    expect(await run([webhook], fetch)).toMatchObject({ sent: 1, failed: 0 });
    expect(times.map((time) => time - start.getTime())).toEqual([0, 7500]);
  });

  it("stops after three failures in a row, and continues with the others next time", async () => {
    await storeRuns([webhook], ["FAILED", "FAILED", "FAILED", "FAILED", "FAILED"]);
    const { fetch, bodies } = answering(status(500), status(500), status(500));
    expect(await run([webhook], fetch)).toMatchObject({ failed: 3, sent: 0 });
    expect(await run([webhook], fetch)).toMatchObject({ sent: 2 });
    expect(new Set(bodies).size).toBe(5);
  });

  it("sends to one destination while another one fails", async () => {
    await storeRuns([slack, webhook], ["FAILED"]);
    const fetch: MessageFetch = async ({ host }) =>
      host === "hooks.slack.com" ? new Response("no_team", { status: 404 }) : new Response("ok");
    expect(await run([slack, webhook], fetch)).toMatchObject({ sent: 1, dead: 1 });
  });

  it("shows no part of a URL but its host in errors", async () => {
    const leaks = [
      status(404, "Cannot POST /services/T0SECRET/B0SECRET/XYZSECRET"),
      status(500, `<html><body>Not found: ${secretUrl} (T0SECRET)</body></html>`),
      () => Promise.reject(new TypeError(`fetch failed: ${secretUrl}`)),
      () => Promise.reject(Object.assign(new Error(secretUrl), { code: "ECONNRESET" })),
    ];
    for (const leak of leaks) {
      sql = await memorySql();
      await storeRuns([slack], ["FAILED"]);
      const { errors } = await run([slack], answering(leak).fetch);
      expect(errors[0]).toMatch(/^ops \(hooks\.slack\.com\) (?:answered|did not answer)/u);
      expect(`${errors[0]}${JSON.stringify(await listMessages(sql))}`).not.toContain("SECRET");
    }
  });

  it("reads only the start of a response", async () => {
    await storeRuns([slack], ["FAILED"]);
    let sent = 0;
    let isCancelled = false;
    const endless = () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => {
            sent += 1024;
            controller.enqueue(new TextEncoder().encode("x".repeat(1024)));
          },
          cancel: () => {
            isCancelled = true;
          },
        }),
        { status: 500 },
      );
    const { errors } = await run([slack], answering(endless).fetch);
    expect(errors[0]?.length).toBeLessThan(400);
    expect(sent).toBeLessThan(10_000);
    expect(isCancelled).toBe(true);
  });

  it("sends nothing to an address that is not allowed", async () => {
    await storeRuns([{ ...slack, url: "https://169.254.169.254/SECRET" }], ["FAILED"]);
    const { fetch, bodies } = answering();
    expect(await run([{ ...slack, url: "https://169.254.169.254/SECRET" }], fetch)).toMatchObject({
      dead: 1,
      errors: ["ops (169.254.169.254) cannot be used. 169.254.169.254 is the address of a metadata service."],
    });
    expect(bodies).toEqual([]);
  });

  it("gives up messages to a destination that was removed, after a day", async () => {
    await storeRuns([slack], ["FAILED"]);
    await run([], answering().fetch);
    expect(await listMessages(sql)).toMatchObject([{ state: "pending" }]);
    now += 25 * HOUR;
    await run([], answering().fetch);
    expect(await listMessages(sql)).toMatchObject([
      {
        state: "dead",
        error: expect.stringMatching(
          /^The destination is not in the configuration\. Add it again /u,
        ) as unknown,
      },
    ]);
  });

  it("sends to one destination only if asked to, and keeps the messages to the others", async () => {
    await storeRuns([slack, webhook], ["FAILED"]);
    now += 48 * HOUR;
    expect(await run([slack, webhook], answering().fetch, { only: "ops" })).toMatchObject({
      sent: 1,
      dead: 0,
    });
    expect(await listMessages(sql, { destination: "audit" })).toMatchObject([{ state: "pending" }]);
  });

  it("leaves a message to the sender that took it last, whatever a slower one reports", async () => {
    await storeRuns([webhook], ["FAILED"]);
    let answer = (_response: Response): void => undefined;
    const second = answering(
      () =>
        new Promise<Response>((resolve) => {
          answer = resolve;
        }),
    );
    let sending: Promise<Delivery> | undefined;
    const slow = answering(async () => {
      now += 121_000;
      sending = run([webhook], second.fetch, { random: () => 0.7 });
      while (second.bodies.length === 0) await Promise.resolve();
      return new Response("busy", { status: 503 });
    });
    await run([webhook], slow.fetch, { random: () => 0.3, sleep: async () => {} });
    now += 30_000;
    const third = answering();
    await run([webhook], third.fetch);
    expect(third.bodies).toEqual([]);
    answer(new Response("ok"));
    expect(await sending).toMatchObject({ sent: 1 });
    expect(await listMessages(sql)).toMatchObject([{ state: "sent", failedAttempts: 0 }]);
  });

  it("takes a message again whose sender stopped, after its lease", async () => {
    await storeRuns([webhook], ["FAILED"]);
    const stopped = run([webhook], () => Promise.reject(new Error("never")), {
      sql: {
        ...sql,
        run: (text, values) =>
          /attempts \+ 1/u.test(text) ? Promise.reject(new Error("killed")) : sql.run(text, values),
      },
    });
    await expect(stopped).rejects.toThrow("killed");
    expect(await run([webhook], answering().fetch)).toMatchObject({
      sent: 0,
      next: new Date(start.getTime() + 120_000),
    });
    now += 120_000;
    expect(await run([webhook], answering().fetch)).toMatchObject({ sent: 1 });
  });
});

describe("digests", () => {
  const digest: Destination = { ...slack, when: "digest", digestAt: "07:00", timeZone: "Europe/Berlin" };

  it("sends one message a day with all runs, the worst first", async () => {
    await storeRuns([digest], ["PASSED", "PARTIAL", "FAILED", "PASSED"]);
    const missed = {
      Account: "111122223333",
      Region: "eu-west-1",
      WindowId: "mw-0123456789abcdef0",
      Name: "late",
    };
    await sql.batch(
      insertMessages(
        messagesForMissed(
          {
            ...missed,
            expected: start,
            certainty: "missed",
            reason: "AWS lists no execution for this start.",
          },
          { destinations: [digest], now: new Date(now) },
        ),
      ),
    );
    const { fetch, bodies } = answering();
    expect(await run([digest], fetch)).toMatchObject({ sent: 0, next: new Date("2026-11-29T06:00:00Z") });
    now = Date.parse("2026-11-29T06:00:00Z");
    expect(await run([digest], fetch, { link: "https://wp.example.com/#/failures" })).toMatchObject({
      sent: 1,
      next: undefined,
    });
    expect(JSON.parse(bodies[0] ?? "")).toMatchObject({
      text: `*✖ 4 runs: 1 failed, 1 partly failed, 2 passed, 1 not found*
Runs that did not pass, worst first:
*✖ FAILED: window-2*
Account 111122223333 · eu-west-1 · Started 2026-11-29 02:00:00 UTC, took 15m 0s
1 of 2 machines failed, 1 passed.
*✖ PARTIAL: window-1*
Account 111122223333 · eu-west-1 · Started 2026-11-29 02:00:00 UTC, took 15m 0s
1 of 2 machines failed, 1 passed.
*▲ Did not run: late*
Account 111122223333 · eu-west-1 · 2026-11-29 02:15:00 UTC
AWS lists no execution for this start.
<https://wp.example.com/#/failures|Open in Windowpane>`,
    });
    expect(await run([digest], fetch)).toMatchObject({ sent: 0 });
  });

  it("sends a digest again with the same runs after a failure", async () => {
    await storeRuns([digest], ["FAILED"]);
    now = Date.parse("2026-11-29T06:00:00Z");
    const { fetch, bodies } = answering(status(503), status(503), status(503));
    await run([digest], fetch);
    await storeRuns([digest], ["PARTIAL", "PARTIAL"]);
    now += HOUR;
    expect(await run([digest], fetch)).toMatchObject({ sent: 1 });
    expect(bodies).toHaveLength(4);
    expect(new Set(bodies).size).toBe(1);
  });

  it("makes more than ten messages at once to a chat one message", async () => {
    await storeRuns(
      [slack, webhook],
      Array.from({ length: 300 }, () => "FAILED" as const),
    );
    const { fetch, bodies } = answering();
    expect(await run([slack], fetch)).toMatchObject({ sent: 1 });
    expect(bodies[0]).toContain("300 runs: 300 failed");
    expect(bodies[0]).toContain("More messages were due at once than a chat takes, so they are in one.");
    expect(bodies[0]).toContain("280 more runs did not pass");
    // A program takes them one by one.
    expect(await run([webhook], fetch, { limit: 100 })).toMatchObject({ sent: 100, next: start });
    expect(await run([webhook], fetch)).toMatchObject({ sent: 200, next: undefined });
  });

  it("makes two digests of more messages than one takes", async () => {
    await storeRuns(
      [slack],
      Array.from({ length: 1500 }, () => "FAILED" as const),
    );
    const { fetch, bodies } = answering();
    expect(await run([slack], fetch, { random: differing() })).toMatchObject({ sent: 2 });
    const titles = bodies.map((body) => /\d+ runs: \d+ failed/u.exec(body)?.[0]);
    expect(new Set(titles)).toEqual(new Set(["1000 runs: 1000 failed", "500 runs: 500 failed"]));
  });

  it("deletes sent messages and dead letters after 60 days, with the messages in dead digests", async () => {
    await storeRuns(
      [slack, webhook],
      Array.from({ length: 20 }, () => "FAILED" as const),
    );
    await run([slack, webhook], async ({ host }) =>
      host === "hooks.slack.com" ? status(404)() : new Response("ok"),
    );
    const count = async (): Promise<number> =>
      (await sql.all<{ count: number }>("SELECT COUNT(*) AS count FROM outbox"))[0]?.count ?? 0;
    expect([await count(), (await undeliveredMessages(sql)).messages]).toEqual([
      41,
      [expect.objectContaining({ kind: "digest", state: "dead" })],
    ]);
    now += 59 * 24 * HOUR;
    await run([slack, webhook], answering().fetch);
    expect(await count()).toBe(41);
    now += 2 * 24 * HOUR;
    await run([slack, webhook], answering().fetch);
    expect(await count()).toBe(0);
  });

  it("puts each of 300 messages into one digest, whatever two senders do at once", async () => {
    await storeRuns(
      [slack],
      Array.from({ length: 300 }, () => "FAILED" as const),
    );
    const random = differing();
    const { fetch } = answering();
    const both = await Promise.all([run([slack], fetch, { random }), run([slack], fetch, { random })]);
    expect(both[0].sent + both[1].sent).toBe(1);
    const [digestRow, ...others] = await listMessages(sql, { limit: 1000 });
    expect(others).toEqual([]);
    expect(digestRow).toMatchObject({ kind: "digest", state: "sent" });
    const members = await listMessages(sql, { digest: digestRow?.id, limit: 1000 });
    expect(members.map(({ state }) => state)).toEqual(Array.from({ length: 300 }, () => "sent"));
  });

  it("keeps a message out of digests that may have arrived", async () => {
    await storeRuns([slack], ["FAILED"]);
    const timeout = () => Promise.reject(new DOMException("late", "TimeoutError"));
    await run([slack], answering(timeout, timeout, timeout).fetch);
    await storeRuns(
      [slack],
      Array.from({ length: 20 }, () => "FAILED" as const),
    );
    now += HOUR;
    const { fetch, bodies } = answering();
    expect(await run([slack], fetch)).toMatchObject({ sent: 2 });
    expect(bodies.map((body) => /19 runs|FAILED: window-0/u.exec(body)?.[0] ?? body).toSorted()).toEqual([
      "19 runs",
      "FAILED: window-0",
    ]);
  });
});
