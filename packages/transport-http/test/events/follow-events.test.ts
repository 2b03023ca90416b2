import { TransportError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { serveStreams, stepsOf } from "./streams.ts";

const connected = { kind: "connected" };
const noContent = { status: 204 } as const;

describe("following events", () => {
  it("returns events with their names and IDs, and ends with a response without content", async () => {
    const { follow, sent } = serveStreams(
      { chunks: ["retry: 2000\n\n: hello\n\nevent: task\ndata: {}\n\nid: a\ndata: one\ndata: two\n\n"] },
      noContent,
    );
    expect(await stepsOf(follow())).toEqual([
      connected,
      { kind: "event", name: "task", data: "{}", id: undefined },
      { kind: "event", name: "message", data: "one\ntwo", id: "a" },
      { kind: "disconnected", reason: "ended", delay: 2000, error: undefined },
    ]);
    expect(sent.map((headers) => headers["last-event-id"])).toEqual([undefined, "a"]);
  });

  it("authenticates each connection with the headers of that time", async () => {
    const { follow, sent } = serveStreams({}, noContent);
    let count = 0;
    await stepsOf(
      follow({ authorize: () => ({ authorization: `Bearer ${(count += 1)}` }), lastEventId: "z" }),
    );
    expect(sent).toEqual([
      { accept: "text/event-stream", "last-event-id": "z", authorization: "Bearer 1" },
      { accept: "text/event-stream", "last-event-id": "z", authorization: "Bearer 2" },
    ]);
  });

  it("reconnects after the last event when a connection fails", async () => {
    const { follow, sent } = serveStreams(
      { chunks: ["id: a\ndata: 1\n\n", "id: b\ndata: half"], last: "error" },
      { chunks: ["id: b\ndata: 2\n\n"] },
      noContent,
    );
    const steps = await stepsOf(follow());
    expect(steps.flatMap((step) => (step.kind === "event" ? [step.data] : []))).toEqual(["1", "2"]);
    expect(steps[2]).toMatchObject({ kind: "disconnected", reason: "lost", delay: 5000 });
    expect(sent.map((headers) => headers["last-event-id"])).toEqual([undefined, "a", "b"]);
  });

  it("waits longer after each failed attempt, at most one minute, and starts again after an event", async () => {
    const { follow, delays } = serveStreams(
      { chunks: ["retry: 1000\n\n"] },
      ...Array.from({ length: 8 }, () => "unreachable" as const),
      { chunks: ["data: back\n\n"] },
      noContent,
    );
    await stepsOf(follow());
    expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 1000]);
  });

  it("waits 100 ms if the server sets less, and spreads clients over a quarter of the delay", async () => {
    const { follow, delays } = serveStreams(
      { chunks: ["retry: 0\n\ndata: 1\n\n"] },
      { chunks: ["retry: 4000\n\ndata: 2\n\n"] },
      noContent,
    );
    await stepsOf(follow({ random: () => 0 }));
    expect(delays).toEqual([75, 3000]);
  });

  it.each([429, 500, 502, 503, 504])(
    "waits as long as Retry-After requests after HTTP %i",
    async (status) => {
      const { follow, delays } = serveStreams({ status, headers: { "retry-after": "17" } }, noContent);
      expect(await stepsOf(follow())).toMatchObject([{ reason: "refused", error: { status } }]);
      expect(delays).toEqual([17_000]);
    },
  );

  it.each([400, 401, 403, 404])("ends with an error after the API's HTTP %i", async (status) => {
    const { follow, counts } = serveStreams({
      status,
      headers: { "content-type": "application/problem+json" },
      last: "silence",
    });
    await expect(stepsOf(follow())).rejects.toMatchObject({ kind: "transport", status, meaning: "unsent" });
    expect(counts).toEqual({ open: 0, cancelled: 1 });
  });

  it.each([
    { status: 0, headers: {} },
    { status: 302, headers: { location: "https://sign-in.example/" } },
    { status: 200, headers: { "content-type": "text/html; charset=utf-8" } },
  ])("ends with an error when something else responds: $status", async (page) => {
    await expect(stepsOf(serveStreams(page).follow())).rejects.toMatchObject({ meaning: "foreign" });
  });

  it("reconnects when a connection is silent for too long", async () => {
    const { follow, counts } = serveStreams({ chunks: ["data: 1\n\n"], last: "silence" }, noContent);
    const steps = await stepsOf(follow());
    expect(steps.at(-1)).toMatchObject({ kind: "disconnected", reason: "lost" });
    expect(counts).toEqual({ open: 1, cancelled: 1 });
  });

  it("closes the connection when its reader leaves", async () => {
    const { follow, counts } = serveStreams({ chunks: ["data: 1\n\n"], last: "silence" });
    await stepsOf(follow(), 2);
    expect(counts).toEqual({ open: 0, cancelled: 1 });
  });

  it("closes the connection and rejects with the reason of the signal", async () => {
    const { follow, counts, abort } = serveStreams({ chunks: ["data: 1\n\n"], last: "silence" });
    const steps = follow();
    await steps.next();
    await steps.next();
    const next = steps.next();
    const reason = new Error("The screen is no longer visible.");
    abort.abort(reason);
    await expect(next).rejects.toBe(reason);
    expect(counts).toEqual({ open: 0, cancelled: 1 });
    await expect(stepsOf(follow())).rejects.toBe(reason);
  });

  it("passes on an error of the function that authenticates", async () => {
    const error = new RangeError("No token.");
    const { follow } = serveStreams();
    await expect(
      stepsOf(
        follow({
          authorize: () => {
            throw error;
          },
        }),
      ),
    ).rejects.toBe(error);
  });

  it("refuses an event that does not end, so that a server cannot fill the memory", async () => {
    const megabyte = "x".repeat(1_048_576);
    const { follow, counts } = serveStreams({
      chunks: ["data: ", ...Array.from({ length: 50 }, () => megabyte)],
    });
    const reading = stepsOf(follow());
    await expect(reading).rejects.toThrow(TransportError);
    await expect(reading).rejects.toThrow("event of more than 4194304 characters");
    expect(counts).toEqual({ open: 0, cancelled: 1 });
  });
});
