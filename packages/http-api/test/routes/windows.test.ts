/** What is registered with a window, and when it is due. */
import { patchNight } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { linesOf, testApp } from "../test-app.ts";

const { get } = testApp({ mock: { scenario: patchNight } });
const windowNamed = async (name: string): Promise<string> =>
  String((await get(`/v1/windows?filter=name:${name}`)).body["WindowIdentities"]?.[0]?.["WindowId"]);
const linux = `/v1/windows/${await windowNamed("linux-patch-nightly")}`;

describe("the registered targets of a window", () => {
  it("are AWS's items, without the owner information", async () => {
    const { body, headers } = await get(`${linux}/targets`);
    expect(body["Targets"]).toHaveLength(3);
    expect(body["Targets"]?.[0]).toMatchObject({ WindowId: linux.slice(12), Targets: [{}] });
    expect(headers.get("cache-control")).toBe("private, no-cache");
    expect(headers.get("etag")).not.toBeNull();
  });

  it("have sensitive members on request only", async () => {
    const pages = ["/v1/windows"].concat(
      ...((await get("/v1/windows")).body["WindowIdentities"] ?? []).map(({ WindowId }) =>
        ["targets", "tasks"].map((list) => `/v1/windows/${String(WindowId)}/${list}`),
      ),
    );
    const sensitive = /"(?:OwnerInformation|Description|TaskParameters)":/u;
    let found = 0;
    for (const page of pages) {
      expect((await get(page)).text).not.toMatch(sensitive);
      if (sensitive.test((await get(`${page}?includeSensitive=true`)).text)) found += 1;
    }
    expect(found).toBeGreaterThan(3);
  });
});

describe("the registered tasks of a window", () => {
  it("can be filtered, and are available as NDJSON", async () => {
    const { body } = await get(`${linux}/tasks?filter=${encodeURIComponent("type:run_command name:patch")}`);
    expect(body).toMatchObject({ loaded: 3, shown: 1, Tasks: [{ Type: "RUN_COMMAND" }] });
    expect(linesOf(await get(`${linux}/tasks`, { accept: "application/x-ndjson" }))).toHaveLength(3);
  });
});

describe("the schedule of a window", () => {
  it("has the next executions, page by page", async () => {
    const first = await get(`${linux}/schedule?maxResults=10`);
    expect(first.body["ScheduledWindowExecutions"]).toHaveLength(10);
    expect(first.headers.get("link")).toMatch(/maxResults=10&nextToken=.+; rel="next"/u);
    const next = await get(
      `${linux}/schedule?maxResults=10&nextToken=${encodeURIComponent(String(first.body["NextToken"]))}`,
    );
    expect(next.body["ScheduledWindowExecutions"]).toHaveLength(4);
  });

  it("can be filtered by time", async () => {
    const all = (await get(`${linux}/schedule`)).body["ScheduledWindowExecutions"];
    const third = String(all?.[2]?.["ExecutionTime"]);
    const { body } = await get(`${linux}/schedule?filter=${encodeURIComponent(`next<${third}`)}`);
    expect(body).toMatchObject({ loaded: 14, shown: 2 });
  });
});

describe.each(["targets", "tasks", "schedule"])("%s", (list) => {
  it("are not found for an unknown window", async () => {
    const { status, body } = await get(`/v1/windows/mw-0123456789abcdef0/${list}`);
    expect([status, body["type"]]).toEqual([404, "/docs#problem-not-found"]);
  });

  it("reject a malformed window ID, an unknown parameter and a field that they do not have, all at once", async () => {
    const { status, body } = await get(`/v1/windows/mw-1/${list}?filter=basis:x&x=1`);
    expect(status).toBe(400);
    expect([...(body["errors"] ?? [])].map(({ parameter }) => String(parameter))).toEqual([
      "windowId",
      "filter",
      "x",
    ]);
    expect(String(body["errors"]?.[1]?.["detail"])).toContain("Use one of: ");
  });
});
