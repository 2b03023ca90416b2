import type { Transport } from "@windowpane/core";
import { fleet, fleetIds, manualClock } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { limitFlag, limitTable, type Authenticator } from "../../src/index.ts";
import { read, testApp } from "../test-app.ts";

const { WindowExecutionId, TaskId } = fleetIds;
const execution = `/v1/executions/${WindowExecutionId}`;
const invocations = `${execution}/tasks/${TaskId}/invocations`;

/** Reads the caller's ID from a header. */
const byName: Authenticator = {
  name: "by name",
  authenticate: async (request) => {
    const id = request.headers.get("x-name");
    return id === null ? undefined : { id, roles: new Set(["read"] as const) };
  },
};

const silent: Transport = { name: "silent", send: () => new Promise(() => {}) };

describe("the rate limit", () => {
  const clocked = (): {
    readonly clock: ReturnType<typeof manualClock>;
    readonly get: ReturnType<typeof testApp>["get"];
  } => {
    const clock = manualClock("2026-11-22T08:00:00Z");
    const { get } = testApp({
      access: [byName],
      mock: { clock, scenario: fleet({ invocations: 3 }) },
      limits: { requestsPerMinute: 6 },
    });
    return { clock, get };
  };
  const statuses = async (
    get: ReturnType<typeof testApp>["get"],
    name: string,
    times: number,
  ): Promise<readonly number[]> => {
    const all: number[] = [];
    for (let time = 0; time < times; time += 1)
      all.push((await get("/v1/windows", { "x-name": name })).status);
    return all;
  };

  it("allows the requests of one minute at once, and then refills evenly", async () => {
    const { clock, get } = clocked();
    expect(await statuses(get, "ann", 8)).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
    clock.advance(10_000);
    expect(await statuses(get, "ann", 2)).toEqual([200, 429]);
    clock.advance(3_600_000);
    expect(await statuses(get, "ann", 7)).toEqual([200, 200, 200, 200, 200, 200, 429]);
  });

  it("counts each caller separately", async () => {
    const { get } = clocked();
    await statuses(get, "ann", 7);
    expect(await statuses(get, "bob", 1)).toEqual([200]);
  });

  it("sets Retry-After", async () => {
    const { get } = clocked();
    await statuses(get, "ann", 6);
    const { headers, body } = await get("/v1/windows", { "x-name": "ann" });
    expect([headers.get("retry-after"), body["type"]]).toEqual(["10", "/docs#problem-too-many-requests"]);
  });

  it("uses the rate limiter of the platform", async () => {
    const asked: string[] = [];
    const { get } = testApp({
      access: [byName],
      rateLimit: async ({ id }) => {
        asked.push(id);
        return { allowed: false };
      },
    });
    expect((await get("/v1/windows", { "x-name": "ann" })).status).toBe(429);
    expect(asked).toEqual(["ann"]);
  });

  it("does not apply to an open app", async () => {
    const { get } = testApp();
    for (let time = 0; time < 50; time += 1) expect((await get("/healthz")).status).toBe(200);
  });
});

describe("the limit of concurrent scans", () => {
  it("frees the slot of a scan when it ends", async () => {
    const { app, get } = testApp({
      mock: { scenario: fleet({ invocations: 5000 }) },
      limits: { scansPerCaller: 2 },
    });
    const ndjson = { accept: "application/x-ndjson" };
    const first = await app.request(invocations, { headers: ndjson });
    const second = await app.request(invocations, { headers: ndjson });
    const third = await get(invocations, ndjson);
    expect([third.status, third.body["type"], third.headers.get("retry-after")]).toEqual([
      429,
      "/docs#problem-too-many-scans",
      "5",
    ]);
    // A page is not a scan.
    expect((await get(invocations)).status).toBe(200);
    await first.body?.cancel();
    expect((await get(`${execution}/targets`)).status).toBe(200);
    await second.text();
    expect((await get(`${execution}/targets`)).status).toBe(200);
    const responses = await Promise.all(
      ["json", "html", "csv", "junit"].map((format) => get(`${execution}/report?format=${format}`)),
    );
    expect(responses.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200, 200, 429, 429,
    ]);
  });

  it("frees the slot of a failed scan", async () => {
    const faults = [{ kind: "server-error", times: 20 }] as const;
    const { get } = testApp({
      mock: { scenario: fleet({ invocations: 3 }), faults },
      limits: { scansPerCaller: 1 },
    });
    expect((await get(`${execution}/report`)).status).toBe(502);
    expect((await get(`${execution}/report`)).status).toBe(502);
  });
});

describe("the time limit", () => {
  it("aborts the request to AWS and responds with 504", async () => {
    const seen: unknown[] = [];
    const transport: Transport = {
      name: "deaf",
      send: (_, __, { signal }) => {
        signal?.addEventListener("abort", () => seen.push(signal.reason));
        return new Promise(() => {});
      },
    };
    const { get, expire, log } = testApp({ transport });
    const response = get(execution);
    await Promise.resolve();
    setImmediate(expire);
    const { status, body } = await response;
    expect([status, body["type"]]).toEqual([504, "/docs#problem-timed-out"]);
    expect(seen).toEqual([expect.objectContaining({ name: "DeadlineError" })]);
    expect(log[0]).toMatchObject({ status: 504, error: { name: "DeadlineError" } });
  });

  it("responds with ServiceUnavailableException at the SSM endpoint", async () => {
    const { app, expire } = testApp({ transport: silent });
    const response = app.request("/", {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows",
      },
      body: "{}",
    });
    setImmediate(expire);
    const { status, body } = await read(await response);
    expect([status, body["__type"]]).toEqual([503, "ServiceUnavailableException"]);
  });

  it("applies to a body that does not arrive", async () => {
    const never = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode("{")),
    });
    const { app, expire } = testApp();
    const request = new Request(`http://localhost${execution}/cancel`, {
      method: "POST",
      body: never,
      headers: { "content-type": "application/json" },
      duplex: "half",
    } as RequestInit);
    const response = app.request(request);
    setImmediate(expire);
    expect((await response).status).toBe(504);
  });

  it("aborts the request to AWS when the client disconnects", async () => {
    const client = new AbortController();
    const seen: unknown[] = [];
    const transport: Transport = {
      name: "slow",
      send: (_, __, { signal }) => {
        signal?.addEventListener("abort", () => seen.push(signal.reason));
        client.abort("gone");
        return new Promise(() => {});
      },
    };
    const { app, log } = testApp({ transport });
    const response = await app.request(
      new Request(`http://localhost${execution}`, { signal: client.signal }),
    );
    expect([response.status, seen, log[0]?.status]).toEqual([499, ["gone"], 499]);
    expect(log[0]).not.toHaveProperty("error");
  });
});

describe("the limit of requests to AWS", () => {
  it("leaves a gap in a report that needs more, with this server as the reason", async () => {
    const { get, mock } = testApp({
      mock: { scenario: fleet({ invocations: 500 }) },
      limits: { requestsPerScan: 20 },
    });
    const { status, body, headers } = await get(`${execution}/report`);
    expect([status, body["complete"], mock.requests, headers.get("cache-control")]).toEqual([
      200,
      false,
      20,
      "no-store",
    ]);
    const [gap] = body["gaps"] ?? [];
    expect(gap).toMatchObject({ kind: "limit", code: "windowpane-request-limit" });
    expect(String(gap?.["why"])).toContain("this server limits the number of requests for one response");
    expect(String(gap?.["nextStep"])).toBe(
      "Request less, or ask its operator to raise limits.requestsPerScan.",
    );
  });

  it("names the limit as the host does", async () => {
    const { get } = testApp({
      mock: { scenario: fleet({ invocations: 500 }) },
      limits: { requestsPerScan: 20, requestsPerPage: 2, bodyBytes: 1024 },
      limitName: (limit) => limitFlag(limitTable[limit]),
    });
    const { body } = await get(`${execution}/report`);
    expect(body["gaps"]?.[0]?.["nextStep"]).toContain("raise --requests-per-scan.");
    const page = await get("/v1/failures?since=48h");
    expect(page.body["gaps"]?.[0]?.["nextStep"]).toContain("raise --requests-per-page.");
  });

  it("sends at most as many concurrent requests as the limit", async () => {
    let underWay = 0;
    let most = 0;
    const { mock } = testApp({ mock: { scenario: fleet({ invocations: 300 }) } });
    const transport: Transport = {
      name: "counting",
      send: async (...asked) => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        return mock.send(...asked);
      },
    };
    const { get } = testApp({ transport, limits: { concurrency: 6 } });
    expect((await get(`${execution}/report`)).body["complete"]).toBe(true);
    expect(most).toBe(6);
  });
});

describe("a gap in a report", () => {
  it("has AWS's message only with sensitive members, because it names accounts and roles", async () => {
    const faults = [{ kind: "access-denied", operations: ["ListCommandInvocations"] }] as const;
    const { get } = testApp({ mock: { scenario: fleet({ invocations: 3 }), faults } });
    for (const path of [`${execution}/report`, `${execution}/targets`, "/v1/failures?since=24h"]) {
      const { body, text } = await get(path);
      expect(body["gaps"]?.[0]).toMatchObject({ code: "AccessDeniedException" });
      expect(text).not.toContain("arn:aws:sts");
    }
    expect((await get(`${execution}/report?includeSensitive=true`)).text).toContain("arn:aws:sts");
  });
});
