/** Executions of all windows, the latest of each window, and counts by day. */
import { fixedClock, patchNight } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { linesOf, testApp, type Document, type TestApp } from "../test-app.ts";

const mock = { scenario: patchNight, clock: fixedClock("2026-11-22T12:00:00Z") };
const { get } = testApp({ mock, limits: { requestsPerPage: 5000 } });

/** All pages of a path. */
const pagesOf = async (app: Pick<TestApp, "get">, path: string): Promise<readonly Document[]> => {
  const pages: Document[] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const { status, body, headers } = await app.get(next);
    expect([next, status]).toEqual([next, 200]);
    pages.push(body);
    expect(pages.length).toBeLessThan(200);
    next = /^<(?<url>[^>]+)>; rel="next"$/u.exec(headers.get("link") ?? "")?.groups?.["url"];
    expect(String(body["done"])).toBe(String(next === undefined));
  }
  return pages;
};

const executionsIn = (pages: readonly Document[]): readonly Document[] =>
  pages.flatMap((page) => [...(page["executions"] ?? [])]);
const idsIn = (pages: readonly Document[]): readonly string[] =>
  executionsIn(pages).map(({ WindowExecutionId }) => String(WindowExecutionId));

const windows = [...((await get("/v1/windows")).body["WindowIdentities"] ?? [])];
/** IDs of all executions that started since a time, by AWS's lists. */
const startedSince = async (since: string): Promise<readonly string[]> => {
  const lists = windows.map(({ WindowId }) =>
    get(`/v1/windows/${String(WindowId)}/executions?since=${since}`),
  );
  return (await Promise.all(lists)).flatMap(({ body }) =>
    [...(body["WindowExecutions"] ?? [])].map(({ WindowExecutionId }) => String(WindowExecutionId)),
  );
};

describe("the executions of all windows", () => {
  it("are those of the period, newest first, with the verdict of their reports", async () => {
    const { body, headers } = await get("/v1/executions?since=2d&maxResults=500");
    const times = [...(body["executions"] ?? [])].map(({ StartTime }) => String(StartTime));
    expect(times).toEqual(times.toSorted().toReversed());
    expect([...idsIn([body])].toSorted()).toEqual([...(await startedSince("2d"))].toSorted());
    expect(headers.get("cache-control")).toBe("no-store");
    for (const { WindowExecutionId, WindowId, verdict, reason, machineCounts } of body["executions"] ?? []) {
      const path = `/v1/executions/${String(WindowExecutionId)}/report?windowId=${String(WindowId)}`;
      expect((await get(path)).body).toMatchObject({ verdict, reason, machineCounts });
    }
  });

  it.each([
    ["few executions", 5000, "maxResults=3"],
    ["few requests", 120, ""],
    ["as few requests as are allowed", 40, ""],
  ])("have each execution once on pages of %s", async (_, requestsPerPage, query) => {
    const pages = await pagesOf(
      testApp({ mock, limits: { requestsPerPage } }),
      `/v1/executions?since=30h&patches=false&${query}`,
    );
    expect(pages.length).toBeGreaterThan(1);
    const ids = idsIn(pages);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].toSorted()).toEqual([...(await startedSince("30h"))].toSorted());
  });

  it("can be filtered by verdict and window", async () => {
    const all = (await get("/v1/executions?since=2d&maxResults=500")).body;
    const filter = encodeURIComponent("verdict:failed,partial window:patch");
    const { body } = await get(`/v1/executions?since=2d&maxResults=500&filter=${filter}`);
    const wanted = executionsIn([all]).filter(
      ({ verdict, Name }) => ["FAILED", "PARTIAL"].includes(String(verdict)) && /patch/u.test(String(Name)),
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(body["executions"]).toEqual(wanted);
    expect(body["read"]).toEqual(all["read"]);
  });

  it("are available as NDJSON, with the link to the next page", async () => {
    const response = await get("/v1/executions?maxResults=2", { accept: "application/x-ndjson" });
    expect(linesOf(response)).toHaveLength(2);
    expect(response.headers.get("link")).toContain('rel="next"');
  });

  it("have a gap for each list that cannot be read, and the rest", async () => {
    const [first] = windows;
    const failing = testApp({
      mock: {
        ...mock,
        faults: [{ kind: "access-denied", operations: ["DescribeMaintenanceWindowExecutions"] }],
      },
      limits: { requestsPerPage: 5000 },
    });
    const { body } = await failing.get("/v1/executions");
    expect(first).toBeDefined();
    expect(body).toMatchObject({ executions: [], complete: false, done: true });
    expect(body["gaps"]?.[0]).toMatchObject({
      kind: "denied",
      operation: "DescribeMaintenanceWindowExecutions",
    });
    expect(JSON.stringify(body["gaps"])).not.toContain("message");
  });

  it.each(["/v1/executions?since=30h", "/v1/windows/latest", "/v1/counts"])(
    "have gaps that name the limit of a page: %s",
    async (path) => {
      const pages = await pagesOf(testApp({ mock, limits: { requestsPerPage: 12 } }), path);
      const gaps = pages.flatMap((page) => [
        ...(page["gaps"] ?? []),
        ...executionsIn([page]).flatMap((execution) => [...(execution["gaps"] ?? [])]),
        ...[...(page["windows"] ?? [])].flatMap(({ execution }) => [...(execution?.["gaps"] ?? [])]),
      ]);
      const limits = gaps.filter(({ kind }) => String(kind) === "limit");
      expect(limits.length).toBeGreaterThan(0);
      for (const { nextStep } of limits) expect(String(nextStep)).toContain("limits.requestsPerPage");
    },
  );

  it("reject bad cursors, and a cursor with since", async () => {
    const cursor = String((await get("/v1/executions?maxResults=1")).body["nextCursor"]);
    expect((await get(`/v1/executions?cursor=${cursor}&since=2d`)).body["errors"]?.[0]).toMatchObject({
      parameter: "since",
    });
    const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const last = [0, "00000000-0000-4000-8000-000000000000"];
    for (const value of [
      [],
      ["p1", 0, 0, null, null],
      ["p2", 0, 0, null, null, null],
      ["p1", 1, 0, null, null, null],
      ["p1", 0, 1e20, null, null, null],
      ["p1", 0, 0, "mw-1", null, null],
      ["p1", 0, 0, null, {}, null],
      ["p1", 0, 0, null, null, [0]],
      ["p1", 0, 0, null, null, [-1, last[1]]],
      ["p1", 0, 0, null, null, [0, "x"]],
      ["w1", "mw-0123456789abcdef0"],
    ])
      expect([value, (await get(`/v1/executions?cursor=${encoded(value)}`)).status]).toEqual([value, 400]);
    expect((await get(`/v1/windows/latest?cursor=${cursor}`)).status).toBe(400);
  });
});

describe("the latest executions", () => {
  it("are those with the latest start, with their verdicts, for each window", async () => {
    const { body } = await get("/v1/windows/latest");
    expect(body["windows"]).toHaveLength(windows.length);
    for (const { window, execution } of body["windows"] ?? []) {
      const list = await get(`/v1/windows/${String(window?.["WindowId"])}/executions`);
      const starts = [...(list.body["WindowExecutions"] ?? [])].map(({ StartTime }) => String(StartTime));
      expect(execution === undefined ? undefined : String(execution["StartTime"])).toBe(
        starts.toSorted().at(-1),
      );
    }
    expect(JSON.stringify(body)).not.toContain('"Description"');
    expect((await get("/v1/windows/latest?includeSensitive=true")).text).toContain('"Description"');
  });

  it("are on several pages if their requests are used up", async () => {
    const pages = await pagesOf(testApp({ mock, limits: { requestsPerPage: 40 } }), "/v1/windows/latest");
    expect(pages.length).toBeGreaterThan(2);
    const ids = pages.flatMap((page) =>
      [...(page["windows"] ?? [])].map(({ window }) => String(window?.["WindowId"])),
    );
    expect(ids).toEqual(windows.map(({ WindowId }) => String(WindowId)).toSorted());
  });

  it("can be filtered", async () => {
    const { body } = await get("/v1/windows/latest?filter=verdict:passed");
    expect(body["windows"]?.length).toBeGreaterThan(0);
    for (const { execution } of body["windows"] ?? []) expect(String(execution?.["verdict"])).toBe("PASSED");
  });

  it("have an ETag while nothing runs", async () => {
    const path = "/v1/windows/latest";
    const quiet = testApp({ limits: { requestsPerPage: 5000 } });
    const { headers } = await quiet.get(path);
    const tag = headers.get("etag") ?? "";
    expect(tag).not.toBe("");
    expect((await quiet.get(path, { "if-none-match": tag })).status).toBe(304);
    expect((await get(path)).headers.get("cache-control")).toBe("no-store");
  });
});

describe("the counts by day", () => {
  const sumsOf = (pages: readonly Document[]): Readonly<Record<string, number>> => {
    const sums: Record<string, number> = {};
    for (const day of pages.flatMap((page) => [...(page["days"] ?? [])]))
      for (const { WindowId, executions, machines } of day["windows"] ?? []) {
        const add = (name: string, count: unknown): void => {
          const key = `${String(day["day"])} ${String(WindowId)} ${name}`;
          if (Number(count) > 0) sums[key] = (sums[key] ?? 0) + Number(count);
        };
        for (const [verdict, count] of Object.entries(executions ?? {})) add(verdict, count);
        for (const [result, count] of Object.entries(machines?.["results"] ?? {})) add(result, count);
      }
    return sums;
  };

  it("add up to the executions and machines of the period, by window", async () => {
    const list = executionsIn([(await get("/v1/executions?since=3d&maxResults=500")).body]);
    const expected: Record<string, number> = {};
    for (const { StartTime, WindowId, verdict, machineCounts } of list) {
      const key = `${String(StartTime).slice(0, 10)} ${String(WindowId)}`;
      expected[`${key} ${String(verdict)}`] = (expected[`${key} ${String(verdict)}`] ?? 0) + 1;
      for (const [result, count] of Object.entries(machineCounts?.["results"] ?? {}))
        if (Number(count) > 0)
          expected[`${key} ${result}`] = (expected[`${key} ${result}`] ?? 0) + Number(count);
    }
    const whole = await get("/v1/counts?since=3d");
    expect(whole.body).toMatchObject({ timeZone: "UTC", per: "day", done: true });
    expect(sumsOf([whole.body])).toEqual(expected);
    const pages = await pagesOf(testApp({ mock, limits: { requestsPerPage: 150 } }), "/v1/counts?since=3d");
    expect(pages.length).toBeGreaterThan(3);
    expect(Object.keys(sumsOf(pages))).toEqual(expect.arrayContaining(Object.keys(expected)));
  });

  it("have the days of a time zone", async () => {
    const utc = (await get("/v1/counts?since=2d")).body;
    const tokyo = (await get("/v1/counts?since=2d&timeZone=Asia/Tokyo")).body;
    expect(tokyo["timeZone"]).toBe("Asia/Tokyo");
    const daysOf = (body: Document): readonly string[] =>
      [...(body["days"] ?? [])].map(({ day }) => String(day));
    expect(daysOf(utc)).toEqual(["2026-11-22", "2026-11-21", "2026-11-20"]);
    expect(daysOf(tokyo)[0]).toBe("2026-11-22");
    expect(JSON.stringify(utc["days"])).not.toBe(JSON.stringify(tokyo["days"]));
  });

  it.each(["Mars/Olympus", "+01:00", "../etc", "", "Europe/Berlin\0"])(
    "reject the time zone %j",
    async (name) => {
      const { status, body } = await get(`/v1/counts?timeZone=${encodeURIComponent(name)}&per=week`);
      expect([status, body["errors"]]).toMatchObject([
        400,
        [{ parameter: "per", allowed: ["day"] }, { parameter: "timeZone" }],
      ]);
    },
  );
});
