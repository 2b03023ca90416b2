import { fleet, fleetIds, manualClock, mockTransport } from "@windowpane/transport-mock";
import type { Transport } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import type { DocumentOptions } from "../../src/index.ts";
import { testApp } from "../test-app.ts";

const { WindowExecutionId, TaskId } = fleetIds;
const execution = `/v1/executions/${WindowExecutionId}`;

/** A storage in memory that the test can look into. */
const createStorage = (edition = "1") => {
  const texts = new Map<string, string>();
  const documents: DocumentOptions = {
    edition,
    storage: {
      get: async (key) => texts.get(key),
      put: async (key, text) => void texts.set(key, text),
    },
  };
  return { texts, documents };
};

/** A transport that fails. */
const failing: Transport = { name: "failing", send: () => Promise.reject(new Error("not available")) };

describe("the storage of documents", () => {
  it.each(["json", "html", "markdown", "csv", "junit"])(
    "serves a finished report as %s after a restart, without AWS and with the same headers",
    async (format) => {
      const { texts, documents } = createStorage();
      const path = `${execution}/report?format=${format}`;
      const first = await testApp({ documents }).get(path);
      expect(texts.size).toBe(1);
      const again = await testApp({ documents, transport: failing }).get(path);
      expect([again.status, again.text]).toEqual([200, first.text]);
      const headersOf = ({ headers }: typeof first) =>
        [...headers].filter(([name]) => name !== "x-request-id");
      expect(headersOf(again)).toEqual(headersOf(first));
    },
  );

  it("serves no document of another build", async () => {
    const { texts, documents } = createStorage();
    await testApp({ documents }).get(`${execution}/report`);
    const other = testApp({ documents: { ...documents, edition: "2" } });
    await other.get(`${execution}/report`);
    expect(other.mock.requests).toBeGreaterThan(0);
    expect(texts.size).toBe(2);
  });

  it("contains no sensitive members", async () => {
    const { texts, documents } = createStorage();
    const { get } = testApp({ documents });
    const { text } = await get(`${execution}/report?includeSensitive=true`);
    expect(text).toContain('"Parameters"');
    expect(texts.size).toBe(0);
    await get(`${execution}/report`);
    expect([...texts.values()].join("")).not.toContain('"Parameters"');
  });

  it("contains no output of machines", async () => {
    const { texts, documents } = createStorage();
    const { get, mock } = testApp({ documents });
    const machines = (await get(`${execution}/targets`)).body["machines"] ?? [];
    texts.clear();
    const path = `${execution}/machines/${String(machines[0]?.["InstanceId"])}/output`;
    expect((await get(path)).status).toBe(200);
    expect([texts.size, mock.requests > 0]).toEqual([0, true]);
  });

  it("contains only finished and complete scans", async () => {
    const clock = manualClock("2026-11-22T08:00:00Z");
    const start = new Date("2026-11-22T07:30:00Z");
    const running = fleet({ invocations: 30, start, duration: 3_600_000 });
    const { texts, documents } = createStorage();
    await testApp({ documents, mock: { clock, scenario: running } }).get(`${execution}/report`);
    await testApp({ documents, limits: { requestsPerScan: 3 } }).get(`${execution}/report`);
    const { get } = testApp({ documents });
    for (const path of ["/v1/windows", execution, `${execution}/tasks`, "/v1/failures?since=24h"])
      expect((await get(path)).status).toBe(200);
    expect(texts.size).toBe(0);
  });

  it("is not needed: a report is computed if it fails", async () => {
    const broken: DocumentOptions = {
      edition: "1",
      storage: {
        get: () => Promise.reject(new Error("get")),
        put: () => Promise.reject(new Error("put")),
      },
    };
    expect((await testApp({ documents: broken }).get(`${execution}/report`)).status).toBe(200);
  });

  it("is not read twice for a report that is in memory", async () => {
    const { documents } = createStorage();
    let reads = 0;
    const counted: DocumentOptions = {
      ...documents,
      storage: { ...documents.storage, get: async () => void (reads += 1) },
    };
    const { get } = testApp({ documents: counted });
    await get(`${execution}/report`);
    await get(`${execution}/report`);
    expect(reads).toBe(1);
  });
});

describe("a response in memory", () => {
  it("is used for two seconds, counted from the request to AWS", async () => {
    const clock = manualClock("2026-11-22T08:00:00Z");
    const { get, mock } = testApp({ mock: { clock, scenario: fleet({ invocations: 3 }) } });
    await get("/v1/windows");
    clock.advance(1999);
    await get("/v1/windows");
    expect(mock.requests).toBe(1);
    clock.advance(1);
    await get("/v1/windows");
    expect(mock.requests).toBe(2);
  });

  it("does not become older because another route used its data", async () => {
    const clock = manualClock("2026-11-22T08:00:00Z");
    const { get, mock } = testApp({ mock: { clock, scenario: fleet({ invocations: 3 }) } });
    await get("/v1/windows?filter=enabled:true");
    clock.advance(1500);
    // Computed from the kept response of AWS, which is 1.5 seconds old.
    await get("/v1/windows?filter=enabled:false");
    expect(mock.requests).toBe(1);
    clock.advance(500);
    await get("/v1/windows?filter=enabled:false");
    expect(mock.requests).toBe(2);
  });

  it("is the same for any order of the parameters", async () => {
    const { get, mock } = testApp();
    await get(`${execution}/report?patches=false&format=csv`);
    const { requests } = mock;
    await get(`${execution}/report?format=csv&patches=false`);
    expect(mock.requests).toBe(requests);
  });

  it("is not kept if AWS failed meanwhile", async () => {
    const faults = [{ kind: "server-error", operations: ["ListCommandInvocations"], times: 3 }] as const;
    const { get } = testApp({ mock: { scenario: fleet({ invocations: 3 }), faults } });
    expect((await get(`${execution}/report`)).body["complete"]).toBe(false);
    expect((await get(`${execution}/report`)).body["complete"]).toBe(true);
  });
});

it("does not call a list final that was requested before its execution ended", async () => {
  const clock = manualClock("2026-11-22T08:00:00Z");
  const scenario = fleet({ invocations: 3, start: new Date("2026-11-22T07:00:00Z"), duration: 3_600_000 });
  const mock = mockTransport({ clock: { now: () => new Date("2026-11-22T09:00:00Z") }, scenario });
  let hasEnded = false;
  const transport: Transport = {
    name: "late",
    send: async (operation, input, options) => {
      const response = await mock.send(operation, input, options);
      if (operation === "GetMaintenanceWindowExecution" && !hasEnded)
        return { ...(response as object), Status: "IN_PROGRESS" };
      // The last invocation appears just before the end.
      const { WindowExecutionTaskInvocationIdentities: items } = response as { [name: string]: unknown[] };
      return items === undefined || hasEnded
        ? response
        : { WindowExecutionTaskInvocationIdentities: items.slice(1) };
    },
  };
  const { get } = testApp({ transport, mock: { clock, scenario } });
  const path = `${execution}/tasks/${TaskId}/invocations`;
  const before = await get(path);
  expect([before.body["loaded"], before.headers.get("cache-control")]).toEqual([2, "no-store"]);
  hasEnded = true;
  clock.advance(2000);
  await get(`${path}?maxResults=10`);
  const after = await get(path);
  expect([after.body["loaded"], after.headers.get("cache-control")]).toEqual([
    3,
    "private, max-age=86400, immutable",
  ]);
});
