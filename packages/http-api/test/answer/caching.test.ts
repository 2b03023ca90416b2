import { documentation, documentationIds, fleet, fleetIds, manualClock } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { world } from "../world.ts";

const { WindowExecutionId, TaskId } = fleetIds;
const execution = `/v1/executions/${WindowExecutionId}`;
const paths = [
  execution,
  `${execution}/tasks`,
  `${execution}/tasks/${TaskId}`,
  `${execution}/tasks/${TaskId}/invocations?maxResults=10`,
  `${execution}/report`,
  `${execution}/targets`,
];

/** Ten invocations in an hour, of which half has gone. */
const running = (): NonNullable<Parameters<typeof world>[0]> => {
  const clock = manualClock("2026-11-22T08:00:00Z");
  const start = new Date("2026-11-22T07:30:00Z");
  return {
    mock: { clock, scenario: fleet({ invocations: 30, failureRate: 0, start, duration: 3_600_000 }) },
  };
};

describe("what belongs to a finished execution", () => {
  it.each(paths)("is kept: %s", async (path) => {
    const { headers } = await world().get(path);
    expect(headers.get("cache-control")).toBe("private, max-age=86400, immutable");
    expect(headers.get("etag")).toMatch(/^"[0-9a-f]{32}"$/u);
  });

  it.each([
    ["its tag", (tag: string) => tag],
    ["a weak tag, as a proxy that compresses writes it", (tag: string) => `W/${tag}`],
    ["one of several", (tag: string) => `"other", ${tag}`],
    ["any", () => "*"],
  ])("is not sent again to who has it by %s", async (_, header) => {
    const { get } = world();
    const tag = (await get(execution)).headers.get("etag") ?? "";
    const again = await get(execution, { "if-none-match": header(tag) });
    expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", tag]);
    expect(again.headers.get("cache-control")).toContain("immutable");
  });

  it("is sent to who has something else", async () => {
    expect((await world().get(execution, { "if-none-match": '"other"' })).status).toBe(200);
  });

  it("has the same tag from another process, and another one in another form", async () => {
    const tag = async (path: string): Promise<string | null> => (await world().get(path)).headers.get("etag");
    expect(await tag(execution)).toBe(await tag(execution));
    expect(await tag(`${execution}/tasks/${TaskId}/invocations`)).not.toBe(
      await tag(`${execution}/tasks/${TaskId}/invocations?includeSensitive=true`),
    );
  });

  it("is asked about once, for all its lists", async () => {
    const { get, mock } = world();
    await get(`${execution}/tasks`);
    expect(mock.requests).toBe(2);
    await get(`${execution}/tasks`);
    await get(`${execution}/tasks/${TaskId}/invocations`);
    expect(mock.requests).toBe(4);
  });

  it("has the same headers for HEAD", async () => {
    const { app, get } = world();
    const head = await app.request(execution, { method: "HEAD" });
    expect(await head.text()).toBe("");
    expect(head.headers.get("etag")).toBe((await get(execution)).headers.get("etag"));
  });
});

describe("what still runs", () => {
  it.each(paths.filter((path) => !path.includes("invocations")))("is not kept: %s", async (path) => {
    const { headers } = await world(running()).get(path);
    expect([headers.get("cache-control"), headers.get("etag")]).toEqual(["no-store", null]);
  });

  it("is not kept either where all on the page is finished, as more may follow", async () => {
    const { get } = world(running());
    const { headers, body } = await get(
      `${execution}/tasks/${TaskId}/invocations?maxResults=10&status=SUCCESS`,
    );
    expect(body["shown"]).toBe(body["loaded"]);
    expect(headers.get("cache-control")).toBe("no-store");
  });
});

describe("what may change or join", () => {
  it.each(["/v1/windows", `/v1/windows/${fleetIds.WindowId}`, `/v1/windows/${fleetIds.WindowId}/executions`])(
    "is asked for anew with its tag: %s",
    async (path) => {
      const { get } = world();
      const { headers } = await get(path);
      expect(headers.get("cache-control")).toBe("private, no-cache");
      expect((await get(path, { "if-none-match": headers.get("etag") ?? "" })).status).toBe(304);
    },
  );

  it("is a report with a gap, which may be whole next time", async () => {
    const { get } = world({ mock: { scenario: documentation } });
    const { headers, body } = await get(`/v1/executions/${documentationIds.WindowExecutionId}/report`);
    expect([body["complete"], headers.get("cache-control")]).toEqual([false, "no-store"]);
  });

  it("is a list whose execution could not be asked about", async () => {
    const faults = [{ kind: "access-denied", operations: ["GetMaintenanceWindowExecution"] }] as const;
    const { status, headers } = await world({
      mock: { scenario: fleet({ invocations: 3 }), faults },
    }).get(`${execution}/tasks`);
    expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
  });
});
