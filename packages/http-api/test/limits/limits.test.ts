import type { Transport } from "@windowpane/core";
import { fleet, fleetIds, manualClock } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import type { Authenticator } from "../../src/index.ts";
import { read, world } from "../world.ts";

const { WindowExecutionId, TaskId } = fleetIds;
const execution = `/v1/executions/${WindowExecutionId}`;
const invocations = `${execution}/tasks/${TaskId}/invocations`;

/** Takes whatever stands in the header for the caller's name. */
const byName: Authenticator = {
  name: "by name",
  authenticate: async (request) => {
    const id = request.headers.get("x-name");
    return id === null ? undefined : { id, roles: new Set(["read"] as const) };
  },
};

const silent: Transport = { name: "silent", send: () => new Promise(() => {}) };

describe("the rate of a caller", () => {
  const clocked = (): {
    readonly clock: ReturnType<typeof manualClock>;
    readonly get: ReturnType<typeof world>["get"];
  } => {
    const clock = manualClock("2026-11-22T08:00:00Z");
    const { get } = world({
      access: [byName],
      mock: { clock, scenario: fleet({ invocations: 3 }) },
      limits: { requestsPerMinute: 6 },
    });
    return { clock, get };
  };
  const statuses = async (
    get: ReturnType<typeof world>["get"],
    name: string,
    times: number,
  ): Promise<readonly number[]> => {
    const all: number[] = [];
    for (let time = 0; time < times; time += 1)
      all.push((await get("/v1/windows", { "x-name": name })).status);
    return all;
  };

  it("is a minute's requests at once, and then one at a time", async () => {
    const { clock, get } = clocked();
    expect(await statuses(get, "ann", 8)).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
    clock.advance(10_000);
    expect(await statuses(get, "ann", 2)).toEqual([200, 429]);
    clock.advance(3_600_000);
    expect(await statuses(get, "ann", 7)).toEqual([200, 200, 200, 200, 200, 200, 429]);
  });

  it("is no other caller's", async () => {
    const { get } = clocked();
    await statuses(get, "ann", 7);
    expect(await statuses(get, "bob", 1)).toEqual([200]);
  });

  it("says when to come again", async () => {
    const { get } = clocked();
    await statuses(get, "ann", 6);
    const { headers, body } = await get("/v1/windows", { "x-name": "ann" });
    expect([headers.get("retry-after"), body["type"]]).toEqual(["10", "/docs#problem-too-many-requests"]);
  });

  it("is the platform's to say where it has a limiter", async () => {
    const asked: string[] = [];
    const { get } = world({
      access: [byName],
      rateLimit: async ({ id }) => {
        asked.push(id);
        return { allowed: false };
      },
    });
    expect((await get("/v1/windows", { "x-name": "ann" })).status).toBe(429);
    expect(asked).toEqual(["ann"]);
  });

  it("has no bound in an open app", async () => {
    const { get } = world();
    for (let time = 0; time < 50; time += 1) expect((await get("/healthz")).status).toBe(200);
  });
});

describe("the walks of a caller", () => {
  it("are so many at once, and free when they end", async () => {
    const { app, get } = world({
      mock: { scenario: fleet({ invocations: 5000 }) },
      limits: { walksPerCaller: 2 },
    });
    const ndjson = { accept: "application/x-ndjson" };
    const first = await app.request(invocations, { headers: ndjson });
    const second = await app.request(invocations, { headers: ndjson });
    const third = await get(invocations, ndjson);
    expect([third.status, third.body["type"], third.headers.get("retry-after")]).toEqual([
      429,
      "/docs#problem-too-many-walks",
      "5",
    ]);
    // A page is no walk.
    expect((await get(invocations)).status).toBe(200);
    await first.body?.cancel();
    expect((await get(`${execution}/targets`)).status).toBe(200);
    await second.text();
    expect((await get(`${execution}/targets`)).status).toBe(200);
    const answers = await Promise.all([1, 2, 3, 4].map(() => get(`${execution}/report`)));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200, 200, 429, 429,
    ]);
  });

  it("are free again after a walk that failed", async () => {
    const faults = [{ kind: "server-error", times: 20 }] as const;
    const { get } = world({
      mock: { scenario: fleet({ invocations: 3 }), faults },
      limits: { walksPerCaller: 1 },
    });
    expect((await get(`${execution}/report`)).status).toBe(502);
    expect((await get(`${execution}/report`)).status).toBe(502);
  });
});

describe("the time of an answer", () => {
  it("is over when AWS does not answer, and its request is aborted", async () => {
    const seen: unknown[] = [];
    const transport: Transport = {
      name: "deaf",
      send: (_, __, { signal }) => {
        signal?.addEventListener("abort", () => seen.push(signal.reason));
        return new Promise(() => {});
      },
    };
    const { get, ring, log } = world({ transport });
    const answer = get(execution);
    await Promise.resolve();
    setImmediate(ring);
    const { status, body } = await answer;
    expect([status, body["type"]]).toEqual([504, "/docs#problem-timed-out"]);
    expect(seen).toEqual([expect.objectContaining({ name: "DeadlineError" })]);
    expect(log[0]).toMatchObject({ status: 504, error: { name: "DeadlineError" } });
  });

  it("is over at the SSM door too, in words that its clients try again after", async () => {
    const { app, ring } = world({ transport: silent });
    const answer = app.request("/", {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows",
      },
      body: "{}",
    });
    setImmediate(ring);
    const { status, body } = await read(await answer);
    expect([status, body["__type"]]).toEqual([503, "ServiceUnavailableException"]);
  });

  it("is over for a body that does not come", async () => {
    const never = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode("{")),
    });
    const { app, ring } = world();
    const request = new Request(`http://localhost${execution}/cancel`, {
      method: "POST",
      body: never,
      headers: { "content-type": "application/json" },
      duplex: "half",
    } as RequestInit);
    const answer = app.request(request);
    setImmediate(ring);
    expect((await answer).status).toBe(504);
  });

  it("is nobody's when the client has gone", async () => {
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
    const { app, log } = world({ transport });
    const response = await app.request(
      new Request(`http://localhost${execution}`, { signal: client.signal }),
    );
    expect([response.status, seen, log[0]?.status]).toEqual([499, ["gone"], 499]);
    expect(log[0]).not.toHaveProperty("error");
  });
});

describe("the requests to AWS that an answer costs", () => {
  it("are bounded, and a report that needs more says what is missing and that it was us", async () => {
    const { get, mock } = world({
      mock: { scenario: fleet({ invocations: 500 }) },
      limits: { requestsPerWalk: 20 },
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
  });

  it("are not more at once than a Worker has connections", async () => {
    let underWay = 0;
    let most = 0;
    const { mock } = world({ mock: { scenario: fleet({ invocations: 300 }) } });
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
    expect((await world({ transport }).get(`${execution}/report`)).body["complete"]).toBe(true);
    expect(most).toBe(6);
  });
});

describe("a gap in a report", () => {
  it("does not repeat AWS's words, which name accounts and roles, unless sensitive members are asked for", async () => {
    const faults = [{ kind: "access-denied", operations: ["ListCommandInvocations"] }] as const;
    const { get } = world({ mock: { scenario: fleet({ invocations: 3 }), faults } });
    for (const path of [`${execution}/report`, `${execution}/targets`, "/v1/failures?since=24h"]) {
      const { body, text } = await get(path);
      expect(body["gaps"]?.[0]).toMatchObject({ code: "AccessDeniedException" });
      expect(text).not.toContain("arn:aws:sts");
    }
    expect((await get(`${execution}/report?includeSensitive=true`)).text).toContain("arn:aws:sts");
  });
});
