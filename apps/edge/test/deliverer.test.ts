import { openArchive } from "@windowpane/archive";
import { openSqliteFile } from "@windowpane/archive/node";
import { insertMessages, messagesForMissed, prepareMessages } from "@windowpane/messages";
import { describe, expect, it } from "vitest";
import { createDeliverer } from "../src/deliverer.ts";
import type { QueueTask } from "../src/fleet-bindings.ts";
import type { Platform } from "../src/platform.ts";

const now = new Date("2026-11-29T02:15:00Z");

/** An outbox with messages to a webhook that answers when the test lets it. */
const start = async (count: number) => {
  const sql = await openSqliteFile(":memory:");
  const archive = await openArchive({ sql, now: () => now });
  const config = {
    messages: {
      destinations: [
        {
          name: "audit",
          type: "webhook" as const,
          url: "https://audit.example.com/x",
          secret: `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`,
        },
      ],
    },
  };
  const prepareForTest = () =>
    prepareMessages(config, { secrets: {}, now: () => now, linkTo: (page) => page });
  const { rules = [] } = (await prepareForTest()) ?? {};
  const missed = Array.from({ length: count }, (_, index) =>
    messagesForMissed(
      {
        WindowId: `mw-${String(index).padStart(17, "0")}`,
        expected: now,
        certainty: "missed",
        reason: "AWS lists no execution for this start.",
      },
      { destinations: rules, now },
    ),
  );
  await sql.batch(insertMessages(missed.flat()));
  const queued: QueueTask[] = [];
  let answer = (): void => {};
  const isAsked = new Promise<void>((asked) => {
    answer = asked;
  });
  let open = (): void => {};
  const isOpen = new Promise<void>((opened) => {
    open = opened;
  });
  let seed = 0;
  const platform: Platform = {
    now: () => now,
    randomUUID: () => "",
    random: () => (seed = (seed + 0.618_033) % 1),
    sleep: async () => {},
    fetch: async () => {
      answer();
      await isOpen;
      return new Response("ok");
    },
    log: () => {},
  };
  const queue = { send: async (task: QueueTask) => queued.push(task), sendBatch: async () => {} };
  const task = createDeliverer({ archive, prepareMessages: prepareForTest, queue }, platform);
  return { task, queued, isAsked, open };
};

describe("the task that sends messages", () => {
  it("has one sender for each destination, and sends again for a trigger while it runs", async () => {
    const { task, queued, isAsked, open } = await start(1);
    const first = task();
    await isAsked;
    expect(await task()).toEqual({ sent: 0, held: 1 });
    open();
    expect(await first).toMatchObject({ sent: 1 });
    expect(queued).toEqual([{ task: "deliver" }]);
    expect(await task()).toMatchObject({ sent: 0 });
    expect(queued).toHaveLength(1);
  });

  it("sends at most as much as fits into an invocation, and the rest in another one", async () => {
    const { task, queued, open } = await start(310);
    open();
    expect(await task()).toMatchObject({ sent: 300 });
    expect(queued).toEqual([{ task: "deliver" }]);
    expect(await task()).toMatchObject({ sent: 10 });
    expect(queued).toHaveLength(1);
  });
});
