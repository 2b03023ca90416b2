import { describe, expect, it } from "vitest";
import { httpHistory, type HistoryFetch } from "../../src/index.ts";

const period = { since: new Date("2026-11-01T00:00:00Z"), until: new Date("2026-11-22T08:00:00Z") };

/** A history over a server that gives these responses, one after the other, with the requests that it got. */
const over = (...responses: readonly (readonly [status: number, body: unknown])[]) => {
  const requests: {
    readonly url: URL;
    readonly headers: Record<string, string>;
    readonly redirect: string;
  }[] = [];
  const fetch: HistoryFetch = async (url, { headers, redirect }) => {
    const [status, body] = responses[requests.length] ?? responses.at(-1) ?? [200, {}];
    requests.push({ url: new URL(url), headers, redirect });
    return { status, text: async () => (typeof body === "string" ? body : JSON.stringify(body)) };
  };
  const authorize = () => ({ authorization: "Bearer token" });
  return { requests, ...httpHistory({ url: "https://windowpane.example.com/tools", fetch, authorize }) };
};

const noArchive = [404, { name: "no-archive", detail: "This server has no archive." }] as const;

describe("the history of an API", () => {
  it("asks below the API's path, with all parameters and the credentials, and follows no redirect", async () => {
    const { requests, trends } = over([200, { rows: [] }]);
    await trends.machines({
      ...period,
      ...{ timeZone: "Europe/Berlin", step: "week", limit: 5 },
      ...{ accounts: ["111122223333"], windows: ["a b", "c&d"], machines: ["web-1"], causes: ["disk-full"] },
    });
    const [{ url, headers, redirect } = expect.fail()] = requests;
    expect(`${url.origin}${url.pathname}`).toBe("https://windowpane.example.com/tools/v1/trends/machines");
    expect([...url.searchParams]).toEqual([
      ["since", "2026-11-01T00:00:00.000Z"],
      ["until", "2026-11-22T08:00:00.000Z"],
      ["timeZone", "Europe/Berlin"],
      ["step", "week"],
      ["maxResults", "5"],
      ["account", "111122223333"],
      ["window", "a b"],
      ["window", "c&d"],
      ["machine", "web-1"],
      ["cause", "disk-full"],
    ]);
    expect([headers["authorization"], redirect]).toEqual(["Bearer token", "manual"]);
  });

  it("knows with one request whether there is an archive, to which none responds without an error", async () => {
    const none = over([204, ""]);
    expect(await none.exists?.({})).toBe(false);
    expect(await none.exists?.({})).toBe(false);
    expect(await none.trends.earlier([])).toEqual([]);
    expect(none.requests.map(({ url }) => url.pathname)).toEqual([
      "/tools/v1/windows/mw-00000000000000000/earlier",
    ]);
    const one = over([200, { runs: [], missing: [] }]);
    expect([await one.exists?.({}), await one.exists?.({})]).toEqual([true, true]);
    expect(one.requests).toHaveLength(1);
    const lost = over([502, ""], [200, { runs: [], missing: [] }]);
    await expect(lost.exists?.({})).rejects.toThrow("responded with 502");
    expect(await lost.exists?.({})).toBe(true);
  });

  it("has times as dates, and names that look like times as text", async () => {
    const text = "2026-11-22T02:00:00.000Z";
    const row = { Name: text, latest: { StartTime: text } };
    const { trends } = over([200, { since: text, lastRun: text, rows: [row] }]);
    const answer = await trends.windows(period);
    expect(answer).toEqual({
      since: new Date(text),
      lastRun: new Date(text),
      rows: [{ Name: text, latest: { StartTime: new Date(text) } }],
    });
  });

  it("asks for earlier runs of each window, with 50 causes at a time", async () => {
    const run = { WindowExecutionId: "one", StartTime: "2026-11-21T02:00:00.000Z", complete: true };
    const { requests, trends } = over(
      [200, { runs: [{ ...run, causes: { "cause-0": ["i-1"] } }], missing: [] }],
      [200, { runs: [{ ...run, causes: { "cause-50": ["i-2", "i-3"] } }], missing: [] }],
    );
    const causes = Array.from({ length: 60 }, (_, at) => `cause-${at}`);
    const [found] = await trends.earlier([
      { WindowId: "mw-1", before: period.until, causes, Account: "111122223333" },
    ]);
    expect(requests.map(({ url }) => [url.pathname, url.searchParams.getAll("cause").length])).toEqual([
      ["/tools/v1/windows/mw-1/earlier", 50],
      ["/tools/v1/windows/mw-1/earlier", 10],
    ]);
    expect(found?.runs[0]?.causes).toEqual(
      new Map([
        ["cause-0", new Set(["i-1"])],
        ["cause-50", new Set(["i-2", "i-3"])],
      ]),
    );
  });

  it("asks with URLs that the API takes, however long the keys of causes are", async () => {
    const none = [200, { runs: [], missing: [] }] as const;
    const { requests, trends } = over(none, none, none, none, none);
    const causes = Array.from({ length: 12 }, (_, at) => `exit-code: ${at} ${"\u{1F525}".repeat(150)}`);
    await trends.earlier([{ WindowId: "mw-1", before: period.until, causes }]);
    expect(requests.map(({ url }) => url.searchParams.getAll("cause")).flat()).toEqual(causes);
    expect(Math.max(...requests.map(({ url }) => url.href.length))).toBeLessThan(8192);
  });

  it("asks a server without an archive for earlier runs only once", async () => {
    const { requests, trends } = over([204, ""], noArchive);
    const query = [{ WindowId: "mw-1", before: period.until, causes: [] }];
    expect([await trends.earlier(query), await trends.earlier(query), requests.length]).toEqual([[], [], 1]);
    await expect(trends.windows(period)).rejects.toMatchObject({ kind: "service", code: "no-archive" });
  });

  it.each([
    [
      "a problem",
      [503, { name: "not-ready", detail: "Retry in a moment." }],
      { kind: "service", code: "not-ready", retryable: true },
    ],
    [
      "missing credentials",
      [401, { name: "not-authenticated", detail: "x" }],
      { kind: "transport", status: 401 },
    ],
    ["a sign-in page", [200, "<html>"], { kind: "transport", meaning: "foreign" }],
  ] as const)("rejects %s", async (_, response, error) => {
    await expect(over(response).trends.windows(period)).rejects.toMatchObject(error);
  });

  it("rejects without a response, and with the reason of its signal", async () => {
    const abort = new AbortController();
    const { trends } = httpHistory({
      url: "https://windowpane.example.com",
      fetch: () => Promise.reject(new TypeError("fetch failed")),
    });
    await expect(trends.windows(period)).rejects.toMatchObject({ kind: "transport", meaning: "no-response" });
    abort.abort(new Error("left"));
    await expect(trends.windows({ ...period, signal: abort.signal })).rejects.toThrow("left");
  });
});
