import type { Transport } from "@windowpane/core";
import type { HistorySource } from "@windowpane/report";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { exampleHistory } from "../example-history.ts";
import { linesOf, testApp, type TestApp } from "../test-app.ts";
import type { Role } from "../../src/index.ts";

const windowId = "mw-0c50858d01e0a000e";
const routes = [
  "/v1/trends/windows",
  "/v1/trends/machines",
  "/v1/trends/causes",
  "/v1/trends/patched",
  `/v1/windows/${windowId}/nights`,
  "/v1/collections",
  "/v1/messages",
];

/** An app with the example archive, and the queries that the archive was asked. */
const archived = (
  given: Partial<HistorySource> = {},
): TestApp & { readonly asked: readonly (readonly [string, unknown])[] } => {
  const asked: (readonly [string, unknown])[] = [];
  const now = (): Date => app.mock.clock.now();
  const onQuery = (name: string, query: object): number => asked.push([name, query]);
  const app = testApp({ history: { ...exampleHistory({ now, onQuery }), ...given } });
  return { ...app, asked };
};

describe("trends", () => {
  it("pass all parameters to the archive, with the period in the time zone", async () => {
    const { get, asked } = archived();
    const query =
      "since=2026-11-01&until=2026-11-08T00:00Z&timeZone=Europe/Berlin&step=week&account=111122223333&region=eu-west-1&window=a&window=b&machine=web-1&cause=disk-full&maxResults=5";
    expect((await get(`/v1/trends/machines?${query}`)).status).toBe(200);
    expect(asked).toMatchObject([
      [
        "machines",
        {
          since: new Date("2026-11-01T00:00Z"),
          until: new Date("2026-11-08T00:00Z"),
          ...{ timeZone: "Europe/Berlin", step: "week", limit: 5 },
          ...{ accounts: ["111122223333"], regions: ["eu-west-1"], windows: ["a", "b"] },
          ...{ machines: ["web-1"], causes: ["disk-full"] },
        },
      ],
    ]);
  });

  it("cover the last 30 nights by default, also if a client's clock is ahead", async () => {
    const { get, asked, mock } = archived();
    const now = mock.clock.now();
    await get("/v1/trends/windows");
    await get(`/v1/trends/windows?until=${new Date(now.getTime() + 60_000).toISOString()}`);
    const since = new Date(now.getTime() - 29 * 86_400_000);
    expect(asked).toMatchObject([
      ["windows", { since, until: now }],
      ["windows", { since, until: now }],
    ]);
  });

  it("have the rows as lines, then the periods that the archive lacks", async () => {
    const { get } = archived();
    const lines = linesOf(await get("/v1/trends/machines", { accept: "application/x-ndjson" }));
    expect(lines.map((line) => line["InstanceName"] ?? Object.keys(line))).toEqual([
      "web-2",
      "web-1",
      "web-3",
      ["missing"],
    ]);
  });

  it.each([
    ["account=payments", "account", "is not an account ID"],
    ["region=evil.example", "region", "is not a region"],
    ["window=", "window", "is empty"],
    ["timeZone=Mars", "timeZone", "is not a time zone"],
    ["step=month", "step", "Use one of night, week"],
    ["since=1d&until=2d", "until", "Use an earlier start"],
    ["since=2020-01-01", "since", "longer than 1100 days"],
    [Array.from({ length: 51 }, (_, at) => `window=${at}`).join("&"), "window", "The maximum is 50"],
    [`window=${"x".repeat(257)}`, "window", "The maximum is 256"],
  ])("reject %s before the archive is asked", async (query, parameter, detail) => {
    const { get, asked } = archived();
    const { status, body } = await get(`/v1/trends/windows?${query}`);
    expect([status, body["errors"]?.[0]?.["parameter"], asked]).toEqual([400, parameter, []]);
    expect(String(body["errors"]?.[0]?.["detail"])).toContain(detail);
  });

  it("respond with 304 to a client that has the answer", async () => {
    const { get } = archived();
    const first = await get("/v1/trends/causes");
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    const tag = first.headers.get("etag") ?? "";
    expect((await get("/v1/trends/causes", { "if-none-match": tag })).status).toBe(304);
  });

  it("refuse several accounts or regions for the earlier runs of one window", async () => {
    const { get, asked } = archived();
    const { status, text } = await get(
      `/v1/windows/${windowId}/earlier?account=111122223333&account=111122223334&region=eu-west-1`,
    );
    expect(status).toBe(400);
    expect(text).toContain("A window is in one account and region");
    expect(asked).toEqual([]);
  });

  it("give the machines of each cause of earlier runs", async () => {
    const { get, asked } = archived();
    const path = `/v1/windows/${windowId}/earlier?before=2026-11-01&cause=disk-full&account=111122223333&region=eu-west-1`;
    const { body } = await get(path);
    expect(body["runs"]?.[0]?.["causes"]).toEqual({ "disk-full": ["i-00000000000000001"] });
    expect(asked).toMatchObject([
      ["earlier", [{ WindowId: windowId, Account: "111122223333", before: new Date("2026-11-01") }]],
    ]);
  });

  it("give no earlier runs of a window that the archive does not know yet", async () => {
    const { trends } = exampleHistory({ now: () => new Date() });
    const { get } = archived({ trends: { ...trends, earlier: async () => [] } });
    const { status, body } = await get(`/v1/windows/${windowId}/earlier`);
    expect([status, body]).toEqual([200, { WindowId: windowId, runs: [], missing: [] }]);
  });

  it("respond with 404 for a window that the archive does not know", async () => {
    const { status, body } = await archived().get("/v1/windows/mw-0123456789abcdef0/nights");
    expect([status, body["name"]]).toEqual([404, "not-found"]);
  });
});

describe("a server without an archive", () => {
  it("has no earlier runs", async () => {
    const { status, text } = await testApp().get(`/v1/windows/${windowId}/earlier`);
    expect([status, text]).toEqual([204, ""]);
  });

  it.each(routes)("says so for %s", async (path) => {
    const { status, body } = await testApp().get(path);
    expect([status, body["name"]]).toEqual([404, "no-archive"]);
    expect(body["detail"]).toBe(
      "This server has no archive, so it knows only what AWS keeps for 30 days. Ask its operator to configure one.",
    );
  });

  it("has an archive without a collector and without messages", async () => {
    const { get } = archived({ collections: undefined, messages: undefined });
    expect((await get("/v1/collections")).body["detail"]).toContain("does not know when it was collected");
    expect((await get("/v1/messages")).body["detail"]).toContain("sends no messages");
  });
});

describe("since when causes occur, in a report", () => {
  const path = `/v1/executions/${fleetIds.WindowExecutionId}/report`;
  /** An app that counts the operations that it calls. */
  const counting = (knows: (WindowExecutionId: string) => boolean) => {
    const mock = mockTransport({ scenario: fleet({ invocations: 30, failureRate: 0.5 }) });
    const called: string[] = [];
    const send: Transport["send"] = (operation, ...rest) => {
      called.push(operation);
      return mock.send(operation, ...rest);
    };
    const history = exampleHistory({ now: () => mock.clock.now(), knows });
    return { ...testApp({ transport: { name: "counted", send }, history }), called };
  };

  it("needs only the ID of the execution, if the archive knows its window", async () => {
    const { get, called } = counting((id) => id === fleetIds.WindowExecutionId);
    const { body } = await get(path);
    expect(body).toMatchObject({ WindowId: windowId, Name: "linux-patch-nightly" });
    expect(body["groups"]?.[0]?.["recurrence"]).toMatchObject([{ WindowId: windowId, consecutive: 3 }]);
    expect(called).not.toContain("DescribeMaintenanceWindows");
  });

  it("searches the window of an execution that the archive does not know yet", async () => {
    const { get, called } = counting(() => false);
    const { body } = await get(path);
    expect(body).toMatchObject({ WindowId: fleetIds.WindowId });
    expect(body["groups"]?.[0]?.["recurrence"]).toMatchObject([{ WindowId: fleetIds.WindowId }]);
    expect(called).toContain("DescribeMaintenanceWindows");
  });
});

describe("messages that were not delivered", () => {
  it.each([
    [["admin"] as const, 200],
    [["read", "cancel", "collect"] as const, 403],
  ])("are for the role admin: %s gets %i", async (roles, status) => {
    const caller = { id: "one", roles: new Set<Role>(roles) };
    const { get } = testApp({
      access: [{ name: "fixed", authenticate: async () => caller }],
      history: exampleHistory({ now: () => new Date("2026-11-22T08:00Z") }),
    });
    expect((await get("/v1/messages")).status).toBe(status);
  });
});
