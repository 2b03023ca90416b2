import { createClient, type Transport } from "@windowpane/core";
import { documentation, documentationIds, fleet, fleetIds, patchNight } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { linesOf, testApp, type TestResponse, type Document } from "../test-app.ts";

const { WindowExecutionId, TaskId } = fleetIds;
const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
const member = "WindowExecutionTaskInvocationIdentities";
const invocations = `/v1/executions/${WindowExecutionId}/tasks/${TaskId}/invocations`;
const ndjson = { accept: "application/x-ndjson" };
const of = (count: number): { readonly scenario: ReturnType<typeof fleet> } => ({
  scenario: fleet({ invocations: count, failureRate: 0.1 }),
});

const nextOf = ({ headers }: TestResponse): string | undefined =>
  /^<(?<address>[^>]+)>; rel="next"$/u.exec(headers.get("link") ?? "")?.groups?.["address"];

/** Reads the IDs from the transport, without HTTP. */
const idsIn = async (transport: Transport): Promise<readonly unknown[]> => {
  const ids: unknown[] = [];
  const items = createClient(transport).items(list, { WindowExecutionId, TaskId });
  for await (const { InvocationId } of items) ids.push(InvocationId);
  return ids;
};

describe("a paginated list", () => {
  it("returns all items in order along the links", async () => {
    const { get, mock } = testApp({ mock: of(230) });
    const ids: unknown[] = [];
    for (let path: string | undefined = `${invocations}?maxResults=100`; path !== undefined;) {
      const response: TestResponse = await get(path);
      ids.push(...(response.body[member]?.map((item: Document) => item["InvocationId"]) ?? []));
      path = nextOf(response);
    }
    expect(ids).toEqual(await idsIn(mock));
  });

  it("returns AWS's NextToken, except on the last page", async () => {
    const { get } = testApp({ mock: of(30) });
    const first = await get(`${invocations}?maxResults=20`);
    expect(new URL(nextOf(first) ?? "", "http://x").searchParams.get("nextToken")).toBe(
      first.body["NextToken"],
    );
    const last = await get(nextOf(first) ?? "");
    expect(last.body).not.toHaveProperty("NextToken");
    expect(last.headers.has("link")).toBe(false);
  });

  it("keeps the other parameters in the link to the next page", async () => {
    const { get } = testApp({ mock: of(60) });
    const first = await get(
      `${invocations}?maxResults=20&filter=${encodeURIComponent('-status:failed "f"')}`,
    );
    const next = new URL(nextOf(first) ?? "", "http://x").searchParams;
    expect([next.get("maxResults"), next.get("filter")]).toEqual(["20", '-status:failed "f"']);
  });

  it("returns AWS's members and values, with times in ISO 8601", async () => {
    const { get } = testApp({ mock: { scenario: documentation } });
    const { WindowExecutionId: execution, TaskId: task } = documentationIds;
    const { body } = await get(`/v1/executions/${execution}/tasks/${task}/invocations?includeSensitive=true`);
    expect(body[member]?.[0]).toMatchObject({
      WindowExecutionId: execution,
      TaskExecutionId: task,
      Status: "SUCCESS",
      StatusDetails: "Success",
      StartTime: "2024-08-04T18:35:35.170Z",
      TaskType: "RUN_COMMAND",
    });
  });
});

describe("a filter", () => {
  it("returns the number of loaded and matching items", async () => {
    const { body } = await testApp({ mock: of(100) }).get(
      `${invocations}?maxResults=100&filter=-status:success`,
    );
    expect([body["loaded"], body["shown"], body[member]?.length]).toEqual([100, 10, 10]);
  });

  it.each([
    "status=FAILED",
    "status=failed",
    "status=FAILED&status=CANCELLED",
    "status=FAILED,CANCELLED",
    "filter=status:failed",
    "filter=status:failed,timed_out&status=FAILED",
  ])("by status accepts %s", async (query) => {
    const { body } = await testApp({ mock: of(100) }).get(`${invocations}?${query}&maxResults=100`);
    expect(new Set(body[member]?.map((item: Document) => item["Status"]))).toEqual(new Set(["FAILED"]));
  });

  it("searches sensitive members without returning them", async () => {
    const response = {
      WindowExecutionTaskInvocationIdentities: [{ TaskType: "LAMBDA", OwnerInformation: "team blue" }],
    };
    const { get } = testApp({ transport: { name: "canned", send: async () => response } });
    expect((await get(`${invocations}?filter=owner:blue`)).body[member]).toEqual([{ TaskType: "LAMBDA" }]);
    expect((await get(`${invocations}?filter=owner:red`)).body["shown"]).toBe(0);
  });

  it("filters executions by status, which AWS cannot", async () => {
    const { get } = testApp({ mock: { scenario: patchNight } });
    const window = (await get("/v1/windows")).body["WindowIdentities"]?.[0]?.["WindowId"];
    const { body } = await get(`/v1/windows/${String(window)}/executions?status=FAILED&maxResults=100`);
    expect(body["loaded"]).toBeGreaterThan(Number(body["shown"]));
    expect(body["WindowExecutions"]?.every(({ Status }: Document) => String(Status) === "FAILED")).toBe(true);
  });

  it("filters executions by start time", async () => {
    const { get } = testApp({ mock: { scenario: patchNight } });
    const window = (await get("/v1/windows")).body["WindowIdentities"]?.[0]?.["WindowId"];
    const path = `/v1/windows/${String(window)}/executions?maxResults=100`;
    const starts = async (query: string): Promise<readonly string[]> =>
      ((await get(path + query)).body["WindowExecutions"] ?? []).map(({ StartTime }: Document) =>
        String(StartTime),
      );
    const all = await starts("");
    const recent = await starts("&since=3d");
    expect(recent).toEqual(all.filter((start) => start >= "2026-11-19T08:00:00.000Z"));
    expect(recent.length).toBeLessThan(all.length);
    expect(await starts("&since=2026-11-19T08:00Z")).toEqual(recent);
  });
});

describe("sensitive members", () => {
  const { WindowExecutionId: execution, TaskId: task, InvocationId: invocation } = documentationIds;
  it.each([
    ["/v1/windows", "Description"],
    [`/v1/executions/${execution}/tasks/${task}`, "TaskParameters"],
    [`/v1/executions/${execution}/tasks/${task}/invocations`, "Parameters"],
    [`/v1/executions/${execution}/tasks/${task}/invocations/${invocation}`, "Parameters"],
    [`/v1/executions/${execution}/report`, "Parameters"],
  ])("of %s are omitted unless requested: %s", async (path, name) => {
    const { get } = testApp({ mock: { scenario: path === "/v1/windows" ? patchNight : documentation } });
    expect((await get(path)).text).not.toContain(`"${name}":`);
    expect((await get(`${path}?includeSensitive=false`)).text).not.toContain(`"${name}":`);
    expect((await get(`${path}?includeSensitive=true`)).text).toContain(`"${name}":`);
  });

  it("include unknown members", async () => {
    const transport = {
      name: "new",
      send: async () => ({ WindowIdentities: [{ Name: "one", Secret: "s3cret" }] }),
    };
    const { get } = testApp({ transport });
    expect((await get("/v1/windows")).body["WindowIdentities"]).toEqual([{ Name: "one" }]);
    expect((await get("/v1/windows?includeSensitive=true")).text).toContain("s3cret");
  });
});

describe("a list as NDJSON", () => {
  it("has all items in AWS's order, one per line", async () => {
    const { get, mock } = testApp({ mock: of(1030) });
    const response = await get(invocations, ndjson);
    expect(response.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(linesOf(response).map((line) => line["InvocationId"])).toEqual(await idsIn(mock));
  });

  it("starts at nextToken, and applies the filter", async () => {
    const { get } = testApp({ mock: of(100) });
    const first = await get(`${invocations}?maxResults=50`);
    const rest = await get(
      `${invocations}?maxResults=50&nextToken=${String(first.body["NextToken"])}`,
      ndjson,
    );
    expect(linesOf(rest)).toHaveLength(50);
    const failed = linesOf(await get(`${invocations}?filter=-status:success`, ndjson));
    expect(failed).toHaveLength(10);
  });

  it("ends with a problem and the token to resume from if a page fails", async () => {
    const fault = { kind: "server-error", operations: [list], after: 2 } as const;
    const { get } = testApp({ mock: { ...of(1000), faults: [fault] } });
    const response = await get(invocations, ndjson);
    expect(response.status).toBe(200);
    const lines = linesOf(response);
    const last = lines.at(-1)?.["problem"];
    expect([lines.length, last?.["status"], last?.["type"]]).toEqual([
      201,
      502,
      "/docs#problem-failed-at-aws",
    ]);

    const whole = testApp({ mock: of(1000) });
    const rest = await whole.get(`${invocations}?nextToken=${String(last?.["resumeFrom"])}`, ndjson);
    expect(linesOf(rest)).toHaveLength(800);
  });

  it("is complete if a page fails only once", async () => {
    const fault = { kind: "server-error", operations: [list], after: 2, times: 1 } as const;
    const { get, mock } = testApp({ mock: { ...of(1000), faults: [fault] } });
    expect(linesOf(await get(invocations, ndjson))).toHaveLength(1000);
    expect(mock.requests).toBe(11);
  });

  it("responds with the status of the problem if the first page fails", async () => {
    const { get } = testApp({ mock: { ...of(10), faults: [{ kind: "server-error" }] } });
    expect((await get(invocations, ndjson)).status).toBe(502);
  });

  it("ends with the token to resume from at the request limit", async () => {
    const { get, mock } = testApp({ mock: of(1000), limits: { requestsPerScan: 3 } });
    const last = linesOf(await get(invocations, ndjson)).at(-1)?.["problem"];
    expect([last?.["type"], typeof last?.["resumeFrom"]]).toEqual([
      "/docs#problem-too-many-aws-requests",
      "string",
    ]);
    expect(mock.requests).toBe(3);
  });

  it("reads pages with backpressure, and none after the client disconnects", async () => {
    const { app, mock, log } = testApp({ mock: of(100_000) });
    const response = await app.request(invocations, { headers: ndjson });
    const reader = response.body?.getReader();
    await reader?.read();
    expect(mock.requests).toBeLessThan(5);
    expect(log).toHaveLength(0);
    await reader?.cancel();
    const sent = mock.requests;
    await new Promise((resolve) => setImmediate(resolve));
    expect(mock.requests).toBe(sent);
    expect(log).toHaveLength(1);
  });

  it("is not read for HEAD", async () => {
    const { app, mock, log } = testApp({ mock: of(100_000) });
    const response = await app.request(invocations, { method: "HEAD", headers: ndjson });
    expect([response.status, response.body, response.headers.get("content-type")]).toEqual([
      200,
      null,
      "application/x-ndjson; charset=utf-8",
    ]);
    expect(mock.requests).toBeLessThan(4);
    expect(log).toHaveLength(1);
  });
});
