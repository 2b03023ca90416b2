/** Patch results in all routes that read executions, and the patches of a machine. */
import {
  fixedClock,
  patchAccount,
  patchAccountIds as ids,
  patchAccountMinute as minute,
  type PatchAccountRecipe,
} from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { linesOf, testApp, type TestApp } from "../test-app.ts";

const pending = { states: [{ pendingReboot: 5 }] };
const patched = { states: [{ installed: 1 }] };
const night: PatchAccountRecipe = { tasks: [{ rebootOption: "NoReboot" }], machines: [patched, pending] };

const over = (recipe: PatchAccountRecipe): TestApp =>
  testApp({ mock: { scenario: patchAccount(recipe), clock: fixedClock(minute(360)) } });

const execution = `/v1/executions/${ids.WindowExecutionId}`;
const noPatches = "Patch state was not requested.";

describe("patch results", () => {
  const { get } = over(night);

  it("are in the report, and affect its verdict", async () => {
    const { body } = await get(`${execution}/report`);
    expect(body).toMatchObject({
      verdict: "PARTIAL",
      patches: { total: 2, results: { patched: 1, rebootPending: 1 }, unproven: 0 },
    });
  });

  it("are in the targets, and filter them", async () => {
    const all = (await get(`${execution}/targets`)).body;
    expect(all).toMatchObject({
      patches: { total: 2 },
      shown: 2,
      machines: [{ patch: { result: "rebootPending" } }, {}],
    });
    const some = (await get(`${execution}/targets?patch=rebootPending&patch=missing`)).body;
    expect(some).toMatchObject({
      shown: 1,
      machines: [{ InstanceId: ids.machine(1) }],
      counts: { total: 2 },
    });
    const lines = linesOf(
      await get(`${execution}/targets?patch=patched`, { accept: "application/x-ndjson" }),
    );
    expect(lines).toMatchObject([{ InstanceId: ids.machine(0), patch: { basis: "this-run" } }]);
    expect((await get(`${execution}/targets?patch=fine`)).status).toBe(400);
  });

  it("are in the failures, grouped by cause", async () => {
    const { body } = await get("/v1/failures?since=24h");
    expect(body).toMatchObject({
      executions: [{ patches: { results: { rebootPending: 1 } } }],
      page: { groups: [{ slug: "patches-reboot-pending", machines: 1 }] },
    });
  });

  it("are in the last event", async () => {
    const { text } = await get(`${execution}/events`);
    const done = text.slice(text.indexOf("event: done"));
    expect(done).toContain('"verdict":"PARTIAL"');
    expect(done).toContain('"patches":{"total":2');
  });

  it.each([
    ["report", `${execution}/report?patches=false`],
    ["targets", `${execution}/targets?patches=false`],
    ["events", `${execution}/events?patches=false`],
  ])("are omitted from %s on request, with a note in the reason", async (_, path) => {
    const { text } = await get(path);
    expect(text).toContain(noPatches);
    expect(text).not.toContain("rebootPending");
  });

  it("are omitted from failures on request", async () => {
    const { body } = await get("/v1/failures?since=24h&patches=false");
    expect(body).toMatchObject({ executions: [], page: { verdicts: { PASSED: 1 }, groups: [] } });
  });

  it("accept only true and false for patches", async () => {
    const response = await get(`${execution}/report?patches=no`);
    expect(response.status).toBe(400);
    expect(response.text).toContain("Use true or false.");
  });
});

describe("a report with patch results", () => {
  const cacheOf = async (recipe: PatchAccountRecipe, query = ""): Promise<string | null> =>
    (await over(recipe).get(`${execution}/report${query}`)).headers.get("cache-control");
  const yesterday = [-1440, -1438] as const;

  it.each([
    ["from the run", night],
    [
      "overwritten by a later operation",
      { machines: [{ states: [{ by: ids.other(9), minutes: [120, 121] as const }] }] },
    ],
    [
      "missing because the command never ran",
      { tasks: [{ runs: ["Undeliverable" as const] }], machines: [{}] },
    ],
    [
      "missing because the document does not report it",
      { tasks: [{ document: "AWS-InstallWindowsUpdates" }], machines: [{}] },
    ],
  ])("can be cached if each machine's state is %s", async (_, recipe) => {
    expect(await cacheOf(recipe)).toContain("immutable");
  });

  it.each([
    ["has no state", { machines: [{}] }],
    [
      "has the state of an earlier operation",
      { machines: [{ states: [{ by: ids.other(0), minutes: yesterday }] }] },
    ],
    [
      "has a state of the same time",
      { machines: [{ states: [{ by: ids.other(8), minutes: [1, 9] as const }] }] },
    ],
  ])("cannot be cached if a machine %s, because its own may follow", async (_, recipe) => {
    expect(await cacheOf(recipe)).toBe("no-store");
    expect(await cacheOf(recipe, "?patches=false")).toContain("immutable");
  });
});

describe("the patches of a machine", () => {
  const { get } = over(night);

  it("are those of its latest patch operation", async () => {
    const { body, headers } = await get(`/v1/machines/${ids.machine(1)}/patches`);
    expect(body["patches"]).toHaveLength(5);
    expect(body["patches"]?.[0]).toMatchObject({ State: "InstalledPendingReboot" });
    expect(body).toMatchObject({
      machines: [{ InstanceId: ids.machine(1), state: { InstalledPendingRebootCount: 5 }, read: true }],
      gaps: [],
      complete: true,
    });
    expect(headers.get("cache-control")).toBe("private, no-cache");
  });

  it("are available as NDJSON", async () => {
    const lines = linesOf(
      await get(`/v1/machines/${ids.machine(1)}/patches`, { accept: "application/x-ndjson" }),
    );
    expect(lines).toHaveLength(5);
  });

  it("are those that need an action, unless all are requested", async () => {
    const path = `/v1/machines/${ids.machine(0)}/patches`;
    expect((await get(path)).body["patches"]).toHaveLength(0);
    const all = (await get(`${path}?states=all`)).body["patches"];
    expect(all?.[0]).toMatchObject({ State: "Installed" });
    expect((await get(`${path}?states=some`)).body["errors"]).toMatchObject([
      { parameter: "states", allowed: ["open", "all"] },
    ]);
  });

  it("can be filtered by the fields that they have", async () => {
    const path = `/v1/machines/${ids.machine(1)}/patches?filter=`;
    expect((await get(`${path}patch:missing`)).body["patches"]).toHaveLength(0);
    expect((await get(`${path}patch:reboot_pending`)).body["patches"]).toHaveLength(5);
    const { status, body } = await get(`${path}target:i-0%20severity:critical%20exit:1`);
    expect(status).toBe(400);
    expect(body["errors"]).toMatchObject([
      {
        parameter: "filter",
        column: 1,
        allowed: ["patch", "id", "name", "severity", "classification", "title", "cve"],
      },
      { parameter: "filter", column: 30 },
    ]);
  });

  it("are not found for a machine that Systems Manager does not know", async () => {
    const { status, body } = await get("/v1/machines/i-0123456789abcdef0/patches");
    expect([status, body["name"]]).toEqual([404, "not-found"]);
  });

  it("are rejected for an invalid instance ID", async () => {
    expect((await get("/v1/machines/i-1/patches")).status).toBe(400);
  });
});

describe("a host that reads no patch state by default", () => {
  it("leaves it out unless a request asks for it", async () => {
    const mock = { scenario: patchAccount(night), clock: fixedClock(minute(360)) };
    const { get } = testApp({ mock, patches: false });
    const path = `${execution}/report`;
    expect((await get(path)).text).not.toContain("rebootPending");
    expect((await get(`${path}?patches=true`)).text).toContain("rebootPending");
    expect((await get("/v1/failures?since=24h")).body["page"]).toMatchObject({ verdicts: { PASSED: 1 } });
  });
});
