import { documentation, documentationIds, fleet, fleetIds, manualClock } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { testApp } from "../test-app.ts";

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

/** An execution of one hour that has run for half an hour. */
const running = (): NonNullable<Parameters<typeof testApp>[0]> => {
  const clock = manualClock("2026-11-22T08:00:00Z");
  const start = new Date("2026-11-22T07:30:00Z");
  return {
    mock: { clock, scenario: fleet({ invocations: 30, failureRate: 0, start, duration: 3_600_000 }) },
  };
};

describe("a response about a finished execution", () => {
  it.each(paths)("can be cached: %s", async (path) => {
    const { headers } = await testApp().get(path);
    expect(headers.get("cache-control")).toBe("private, max-age=86400, immutable");
    expect(headers.get("etag")).toMatch(/^"[0-9a-f]{32}"$/u);
  });

  it.each([
    ["the tag", (tag: string) => tag],
    ["the tag marked as weak by a proxy", (tag: string) => `W/${tag}`],
    ["a list with the tag", (tag: string) => `"other", ${tag}`],
    ["an asterisk", () => "*"],
  ])("is 304 if If-None-Match has %s", async (_, header) => {
    const { get } = testApp();
    const tag = (await get(execution)).headers.get("etag") ?? "";
    const again = await get(execution, { "if-none-match": header(tag) });
    expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", tag]);
    expect(again.headers.get("cache-control")).toContain("immutable");
  });

  it("is 200 if If-None-Match has another tag", async () => {
    expect((await testApp().get(execution, { "if-none-match": '"other"' })).status).toBe(200);
  });

  it("has the same tag in every process, and another tag for other parameters", async () => {
    const tag = async (path: string): Promise<string | null> =>
      (await testApp().get(path)).headers.get("etag");
    expect(await tag(execution)).toBe(await tag(execution));
    expect(await tag(`${execution}/tasks/${TaskId}/invocations`)).not.toBe(
      await tag(`${execution}/tasks/${TaskId}/invocations?includeSensitive=true`),
    );
  });

  it("reads the execution once for all its lists", async () => {
    const { get, mock } = testApp();
    await get(`${execution}/tasks`);
    expect(mock.requests).toBe(2);
    await get(`${execution}/tasks`);
    expect(mock.requests).toBe(2);
    await get(`${execution}/tasks/${TaskId}/invocations`);
    expect(mock.requests).toBe(3);
  });

  it("has the same headers for HEAD", async () => {
    const { app, get } = testApp();
    const head = await app.request(execution, { method: "HEAD" });
    expect(await head.text()).toBe("");
    expect(head.headers.get("etag")).toBe((await get(execution)).headers.get("etag"));
  });
});

describe("a response about a running execution", () => {
  it.each(paths.filter((path) => !path.includes("invocations")))("cannot be cached: %s", async (path) => {
    const { headers } = await testApp(running()).get(path);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it.each(paths.filter((path) => !path.includes("invocations")))(
    "has a tag, so that a client that keeps a copy saves the bytes: %s",
    async (path) => {
      const { get, mock } = testApp(running());
      const { headers } = await get(path);
      const again = await get(path, { "if-none-match": headers.get("etag") ?? "" });
      expect([again.status, again.text, again.headers.get("cache-control")]).toEqual([304, "", "no-store"]);
      expect(mock.requests).toBeGreaterThan(0);
    },
  );

  it("cannot be cached even if all items on the page are final, because more may follow", async () => {
    const { get } = testApp(running());
    const { headers, body } = await get(
      `${execution}/tasks/${TaskId}/invocations?maxResults=10&status=SUCCESS`,
    );
    expect(body["shown"]).toBe(body["loaded"]);
    expect(headers.get("cache-control")).toBe("no-store");
  });
});

describe("a response that can change", () => {
  it.each(["/v1/windows", `/v1/windows/${fleetIds.WindowId}`, `/v1/windows/${fleetIds.WindowId}/executions`])(
    "is revalidated with its tag: %s",
    async (path) => {
      const { get } = testApp();
      const { headers } = await get(path);
      expect(headers.get("cache-control")).toBe("private, no-cache");
      expect((await get(path, { "if-none-match": headers.get("etag") ?? "" })).status).toBe(304);
    },
  );

  it("cannot be cached if it is a report with a gap", async () => {
    const { get } = testApp({ mock: { scenario: documentation } });
    const { headers, body } = await get(`/v1/executions/${documentationIds.WindowExecutionId}/report`);
    expect([body["complete"], headers.get("cache-control")]).toEqual([false, "no-store"]);
  });

  it("cannot be cached if it is a list whose execution could not be read", async () => {
    const faults = [{ kind: "access-denied", operations: ["GetMaintenanceWindowExecution"] }] as const;
    const { status, headers } = await testApp({
      mock: { scenario: fleet({ invocations: 3 }), faults },
    }).get(`${execution}/tasks`);
    expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
  });
});
