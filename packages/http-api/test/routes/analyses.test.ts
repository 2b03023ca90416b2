/** Timeline, comparison, history, output: what is computed from reports and read beside them. */
import { fixedClock, patchNight } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { linesOf, testApp, type Document } from "../test-app.ts";

const mock = { scenario: patchNight, clock: fixedClock("2026-11-22T12:00:00Z") };
const { get, app } = testApp({ mock });

const windows = (await get("/v1/windows")).body["WindowIdentities"] ?? [];
const windowNamed = (name: string): string =>
  String([...windows].find((window) => String(window["Name"]) === name)?.["WindowId"]);
const executionsOf = async (name: string): Promise<readonly string[]> =>
  [...((await get(`/v1/windows/${windowNamed(name)}/executions`)).body["WindowExecutions"] ?? [])].map(
    ({ WindowExecutionId }) => String(WindowExecutionId),
  );

const [linux = "", beforeLinux = ""] = await executionsOf("linux-patch-nightly");
const [database = ""] = await executionsOf("db-snapshot-nightly");
const [patched = ""] = await executionsOf("windows-patch-nightly");
const unknown = "00000000-0000-4000-8000-000000000000";

/** The lines of an NDJSON response that are not gaps. */
const itemsOf = async (path: string): Promise<readonly Document[]> =>
  linesOf(await get(path, { accept: "application/x-ndjson" })).filter(({ gap }) => gap === undefined);

/** Status and name of the problem of each path. */
const problemsOf = async (...paths: readonly string[]): Promise<readonly string[]> => {
  const responses = await Promise.all(paths.map((path) => get(path)));
  return responses.map(({ status, body }) => `${status} ${String(body["name"])}`);
};
const NOT_FOUND = "404 not-found";

describe("a timeline", () => {
  it("has rows with times, the limits of the window, and what did not run", async () => {
    const { body, headers } = await get(`/v1/executions/${database}/timeline`);
    expect(body).toMatchObject({
      Name: "db-snapshot-nightly",
      limits: { changedSince: false },
      complete: true,
    });
    expect(body["rows"]?.[0]).toMatchObject({ level: "execution", depth: 0 });
    expect(body["notRun"]?.[0]).toMatchObject({ why: "cutoff" });
    expect(headers.get("cache-control")).toContain("immutable");
  });

  it("needs no search if the window is given, and is not cached if it is unknown for now", async () => {
    const path = `/v1/executions/${database}/timeline`;
    const given = await get(`${path}?windowId=${windowNamed("db-snapshot-nightly")}`);
    expect(given.body).toEqual((await get(path)).body);
    const failing = testApp({
      mock: { ...mock, faults: [{ kind: "access-denied", operations: ["DescribeMaintenanceWindows"] }] },
    });
    const { body, headers } = await failing.get(path);
    expect(body["limits"]).toBeUndefined();
    expect(body).toMatchObject({ complete: false, gaps: [{ operation: "DescribeMaintenanceWindows" }] });
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("is available as rows", async () => {
    expect(await itemsOf(`/v1/executions/${database}/timeline`)).toEqual(
      (await get(`/v1/executions/${database}/timeline`)).body["rows"],
    );
  });
});

describe("a comparison", () => {
  it("is with the last execution that passed, or says why that is missing", async () => {
    const statuses: number[] = [];
    for (const { Name } of windows) {
      const [newest] = await executionsOf(String(Name));
      if (newest === undefined) continue;
      const { status, body } = await get(`/v1/executions/${newest}/diff`);
      statuses.push(status);
      if (status === 404) expect(String(body["detail"])).toMatch(/ Set `with` to the ID/u);
      else expect(body["before"]).toMatchObject({ verdict: "PASSED", Name: String(Name) });
    }
    expect([statuses.includes(200), statuses.includes(404)]).toEqual([true, true]);
  });

  it("is with a given execution, the earlier one first", async () => {
    const { body, headers } = await get(`/v1/executions/${beforeLinux}/diff?with=${linux}`);
    expect(body).toMatchObject({
      before: { WindowExecutionId: beforeLinux },
      after: { WindowExecutionId: linux },
    });
    const classes = Object.values(body["classes"] ?? {}).reduce((sum, count) => sum + Number(count), 0);
    expect([classes, body["machines"]?.length]).toEqual([Number(body["total"]), Number(body["total"])]);
    expect(headers.get("etag")).toMatch(/^"[\da-f]+"$/);
  });

  it("lists the machines that match a filter, and counts all", async () => {
    const path = `/v1/executions/${linux}/diff?with=${beforeLinux}`;
    const all = (await get(path)).body;
    const some = (await get(`${path}&filter=change:unchanged`)).body;
    expect(some["machines"]?.length).toBe(Number(all["classes"]?.["unchanged"]));
    expect(some["machines"]?.length).toBeLessThan(Number(all["total"]));
    expect(some["total"]).toEqual(all["total"]);
    expect(await itemsOf(`${path}&filter=change:unchanged`)).toEqual(some["machines"]);
  });

  it("is rejected with the execution itself, an unknown one, and a malformed ID", async () => {
    const itself = await get(`/v1/executions/${linux}/diff?with=${linux}`);
    expect([itself.status, itself.body["errors"]?.[0]?.["parameter"]]).toEqual([400, "with"]);
    const path = `/v1/executions/${linux}/diff?with=`;
    expect(await problemsOf(`${path}${unknown}`, `${path}x`)).toEqual([NOT_FOUND, "400 invalid-request"]);
  });
});

const machineIn = async (execution: string, query: string): Promise<Document | undefined> =>
  (await get(`/v1/executions/${execution}/targets?${query}`)).body["machines"]?.[0];

describe("the history of a machine", () => {
  it("has its runs, newest first, for 30 days or a given period", async () => {
    const machine = await machineIn(linux, "result=failed");
    const path = `/v1/machines/${String(machine?.["InstanceId"])}/history`;
    const { body, headers } = await get(path);
    expect(new Date(String(body["since"])).toISOString()).toBe("2026-10-23T12:00:00.000Z");
    const times = [...(body["runs"] ?? [])].map(({ at }) => String(at));
    expect(times.length).toBeGreaterThan(10);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(headers.get("cache-control")).toBe("no-store");
    const recent = (await get(`${path}?since=3d`)).body;
    expect(recent["runs"]?.length).toBeLessThan(times.length);
    const failed = (await get(`${path}?since=3d&filter=result:failed`)).body;
    expect(failed["runs"]?.length).toBeGreaterThan(0);
    expect(failed["counts"]).toEqual(recent["counts"]);
    expect(await itemsOf(`${path}?since=3d`)).toEqual(recent["runs"]);
  });

  it("is not found for a machine that Systems Manager does not know", async () => {
    const paths = ["/v1/machines/i-0123456789abcdef0/history?since=1d", "/v1/machines/web-1/history"];
    expect(await problemsOf(...paths)).toEqual([NOT_FOUND, "400 invalid-request"]);
  });

  it("has a gap that names the limit if its requests are used up", async () => {
    const machine = await machineIn(linux, "result=failed");
    const small = testApp({ mock, limits: { requestsPerScan: 20 } });
    const { status, body } = await small.get(`/v1/machines/${String(machine?.["InstanceId"])}/history`);
    expect([status, body["complete"]]).toEqual([200, false]);
    expect([...(body["gaps"] ?? [])].every(({ kind }) => String(kind) === "limit")).toBe(true);
  });
});

describe("the output of a machine", () => {
  it("has the texts of each invocation with their sources and limits", async () => {
    const machine = await machineIn(patched, "result=failed");
    const path = `/v1/executions/${patched}/machines/${String(machine?.["InstanceId"])}/output`;
    const { body, headers } = await get(path);
    expect(body).toMatchObject({ WindowExecutionId: patched, complete: true, gaps: [] });
    const texts = [...(body["machines"] ?? [])].flatMap(({ steps }) =>
      [...(steps ?? [])].flatMap((step) => [...(step["texts"] ?? [])]),
    );
    expect(texts.length).toBeGreaterThan(0);
    expect(texts[0]).toMatchObject({
      from: "GetCommandInvocation",
      stream: "stderr",
      limit: 8000,
      cut: false,
    });
    expect(headers.get("cache-control")).toContain("immutable");
    const ids = `taskId=${String(machine?.["TaskExecutionId"])}&invocationId=${String(machine?.["InvocationId"])}`;
    const one = await get(`${path}?${ids}`);
    expect(body["machines"]).toContainEqual(one.body["machines"]?.[0]);
    expect(one.headers.get("cache-control")).toBe("private, no-cache");
  });

  it("is available as plain text", async () => {
    const machine = await machineIn(patched, "result=failed");
    const path = `/v1/executions/${patched}/machines/${String(machine?.["InstanceId"])}/output`;
    const { text, headers } = await get(path, { accept: "text/plain" });
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(text).toContain(`(${String(machine?.["InstanceId"])}), `);
    expect(text).toMatch(/ {2}stdout from GetCommandInvocation/u);
    expect((await get(`${path}?format=text`)).text).toBe(text);
  });

  it("is not found for a machine or a task that the execution does not have", async () => {
    const machine = await machineIn(patched, "result=failed");
    const path = `/v1/executions/${patched}/machines/${String(machine?.["InstanceId"])}/output`;
    const absent = `/v1/executions/${patched}/machines/i-0123456789abcdef0/output`;
    const ids = `taskId=${String(machine?.["TaskExecutionId"])}&invocationId=${String(machine?.["InvocationId"])}`;
    const paths = [
      absent,
      `/v1/executions/${unknown}/machines/i-0123456789abcdef0/output`,
      `${path}?taskId=${unknown}`,
      `${absent}?${ids}`,
    ];
    expect(await problemsOf(...paths)).toEqual(paths.map(() => NOT_FOUND));
  });

  it("says why it is missing", async () => {
    const executions = (await get("/v1/executions?since=7d&patches=false")).body["executions"] ?? [];
    let notes = 0;
    for (const { WindowExecutionId } of executions) {
      const machine = await machineIn(String(WindowExecutionId), "result=notRun");
      if (machine?.["InstanceId"] === undefined) continue;
      const path = `/v1/executions/${String(WindowExecutionId)}/machines/${String(machine["InstanceId"])}/output`;
      const { body, status } = await get(path);
      expect(status).toBe(200);
      notes += body["notes"]?.length ?? 0;
    }
    expect(notes).toBeGreaterThan(0);
  });
});

const routes = [
  `/v1/executions/${linux}/timeline`,
  `/v1/executions/${linux}/diff?with=${beforeLinux}`,
  `/v1/executions/${linux}/targets`,
  "/v1/executions?maxResults=2",
  "/v1/windows/latest",
  "/v1/counts?since=4h",
];

describe.each(routes)("%s", (path) => {
  it("supports HEAD, and lists all invalid parameters", async () => {
    const head = await app.request(path, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const separator = path.includes("?") ? "&" : "?";
    const { status, body } = await get(`${path}${separator}patches=perhaps&colour=red`);
    expect([status, body["errors"]]).toMatchObject([
      400,
      [{ parameter: "patches", allowed: ["true", "false"] }, { parameter: "colour" }],
    ]);
  });
});

describe("a filter", () => {
  it.each([
    [`/v1/executions/${linux}/targets`, "severity:x"],
    [`/v1/executions/${linux}/diff`, "exit:1"],
    ["/v1/machines/i-0123456789abcdef0/history", "change:x"],
    ["/v1/machines/i-0123456789abcdef0/patches", "exit:1"],
    ["/v1/executions", "cause:x"],
    ["/v1/windows/latest", "cause:x"],
    [`/v1/windows/${windowNamed("orders-drain")}/tasks`, "cause:x"],
    ["/v1/windows", "exit:1"],
  ])("with a field that %s does not have is an error that lists its fields", async (path, filter) => {
    const { status, body } = await get(`${path}?filter=${encodeURIComponent(`${filter} nothing:y`)}`);
    expect([status, body["name"]]).toEqual([400, "invalid-request"]);
    const errors = [...(body["errors"] ?? [])].filter(({ parameter }) => String(parameter) === "filter");
    expect(errors).toHaveLength(2);
    for (const { allowed, detail } of errors) {
      expect(allowed?.length).toBeGreaterThan(3);
      expect(String(detail)).toContain(`Use one of: ${[...(allowed ?? [])].join(", ")}`);
    }
  });
});
