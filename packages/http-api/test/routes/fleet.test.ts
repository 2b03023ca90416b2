import { ServiceError, type Transport } from "@windowpane/core";
import { fleetTransport } from "@windowpane/fleet";
import { documentation, mockTransport, patchNight } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { exampleHistory } from "../example-history.ts";
import { linesOf, testApp, type Document, type TestApp } from "../test-app.ts";

const payments = { Account: "111122223333", Region: "eu-west-1", name: "payments" };
const platform = { Account: "444455556666", Region: "us-east-1", name: "platform" };
const sandbox = { Account: "777788889999", Region: "eu-west-1", name: "sandbox" };

const denied: Transport = {
  name: "denied",
  send: (operation) =>
    Promise.reject(
      new ServiceError(operation, {
        code: "AccessDeniedException",
        message: "User: arn:aws:sts::777788889999:assumed-role/secret is not authorized",
      }),
    ),
};

/** An app over the demo and AWS's samples, and by default a third account that denies every request. */
const fleetApp = ({ isDenied = true }: { readonly isDenied?: boolean } = {}): TestApp => {
  const demo = mockTransport({ scenario: patchNight });
  const members = [
    { ...payments, transport: demo },
    { ...platform, transport: mockTransport({ scenario: documentation }) },
    ...(isDenied ? [{ ...sandbox, transport: denied }] : []),
  ];
  const transport = fleetTransport(members, { now: () => demo.clock.now().getTime() });
  return testApp({
    transport,
    fleet: transport,
    now: () => demo.clock.now(),
    limits: { requestsPerPage: 2000 },
  });
};

const originsOf = (items: readonly object[] | undefined): readonly unknown[] => [
  ...new Set(
    (items ?? []).map(
      (item) => `${String(Reflect.get(item, "Account"))} ${String(Reflect.get(item, "Region"))}`,
    ),
  ),
];

describe("a list over several accounts", () => {
  it("has the origin of each item, and no sensitive members", async () => {
    const { body } = await fleetApp().get("/v1/windows?maxResults=100");
    expect(originsOf(body["WindowIdentities"])).toEqual(["111122223333 eu-west-1", "444455556666 us-east-1"]);
    expect(body["WindowIdentities"]?.some((item) => "Description" in item)).toBe(false);
  });

  it("ends with a problem that has a gap for each account that could not be read", async () => {
    const { get } = fleetApp();
    let page = await get("/v1/windows?maxResults=100");
    let items = 0;
    while (page.status === 200) {
      items += Number(page.body["loaded"]);
      const token = String(page.body["NextToken"]);
      page = await get(`/v1/windows?maxResults=100&nextToken=${encodeURIComponent(token)}`);
    }
    expect(items).toBe(18);
    expect([page.status, page.body["name"], page.body["unread"]]).toEqual([502, "unread-locations", 1]);
    expect(page.body["gaps"]).toMatchObject([
      { kind: "denied", origin: { Account: "777788889999", Region: "eu-west-1" } },
    ]);
    expect(String(page.body["gaps"]?.[0]?.["nextStep"])).not.toBe("");
    expect(page.text).not.toContain("assumed-role/secret");
  });

  it("ends with that problem in the last line of NDJSON", async () => {
    const lines = linesOf(await fleetApp().get("/v1/windows", { accept: "application/x-ndjson" }));
    expect(lines).toHaveLength(19);
    expect(lines.at(-1)?.["problem"]).toMatchObject({ name: "unread-locations", unread: 1 });
  });

  it.each([
    ["account=111122223333", ["111122223333 eu-west-1"]],
    ["account=platform", ["444455556666 us-east-1"]],
    ["region=us-east-1", ["444455556666 us-east-1"]],
    ["account=payments&account=platform", ["111122223333 eu-west-1", "444455556666 us-east-1"]],
  ])("is complete for readable accounts only: %s", async (query, origins) => {
    const lines = linesOf(await fleetApp().get(`/v1/windows?${query}`, { accept: "application/x-ndjson" }));
    expect(originsOf(lines)).toEqual(origins);
  });

  it.each([
    [
      "account=staging",
      "account",
      "Use one of 111122223333 (payments), 444455556666 (platform), 777788889999",
    ],
    ["region=eu-north-1", "region", "Use one of eu-west-1, us-east-1."],
    ["account=platform&region=eu-west-1", "region", "Use us-east-1."],
  ])("rejects %s with what exists", async (query, parameter, detail) => {
    const { status, body } = await fleetApp().get(`/v1/failures?${query}`);
    expect([status, body["errors"]?.[0]?.["parameter"]]).toEqual([400, parameter]);
    expect(String(body["errors"]?.[0]?.["detail"])).toContain(detail);
  });

  it("rejects an account on a server of one", async () => {
    const { status, body } = await testApp().get("/v1/windows?account=111122223333");
    expect([status, body["errors"]?.[0]?.["detail"]]).toEqual([
      400,
      "This server reads one account and region, so the parameter has no effect. Remove it.",
    ]);
  });
});

describe("an ID that no account that could be read has", () => {
  it.each([
    "/v1/windows/mw-0000000000000dead",
    "/v1/windows/mw-0000000000000dead/executions",
    "/v1/executions/00000000-0000-4000-8000-00000000dead",
    "/v1/executions/00000000-0000-4000-8000-00000000dead/report",
    "/v1/machines/i-0000000000000dead/history",
    "/v1/machines/i-0000000000000dead/patches",
  ])("is not found there, and the problem has the others: %s", async (path) => {
    const [, , , id = ""] = path.split("/");
    const { status, body, text } = await fleetApp().get(path);
    expect([status, body["name"], body["unread"]]).toEqual([502, "unread-locations", 1]);
    expect(body["detail"]).toContain(`${id} was not found in the accounts and regions that could be read,`);
    expect(text).not.toContain("assumed-role/secret");
  });

  it("does not exist if all accounts could be read", async () => {
    const { get } = fleetApp({ isDenied: false });
    for (const part of ["history", "patches"]) {
      const { status, body } = await get(`/v1/machines/i-0000000000000dead/${part}`);
      expect([status, body["name"]]).toEqual([404, "not-found"]);
    }
  });
});

describe("a document over several accounts", () => {
  it("is complete for a machine of an account that could be read", async () => {
    const { body } = await fleetApp().get("/v1/machines/i-f62c0155db348d102/history");
    expect([body["complete"], body["gaps"]]).toEqual([true, []]);
    expect(body["runs"]?.length).toBeGreaterThan(0);
  });

  it.each([
    ["/v1/failures?since=30h", "executions"],
    ["/v1/executions?since=30h", "executions"],
    ["/v1/windows/latest", "windows"],
    ["/v1/counts?since=30h", "days"],
  ])("has a gap for each account that could not be read: %s", async (path, member) => {
    const { status, body } = await fleetApp().get(path);
    expect(status).toBe(200);
    expect(body["complete"]).toBe(false);
    expect(body).toHaveProperty(member);
    const origins = (body["gaps"] ?? []).map(({ origin }) => origin?.["Account"]);
    expect(origins).toContain("777788889999");
    expect(JSON.stringify(body["gaps"])).not.toContain("assumed-role/secret");
  });

  it("has the origin of its items", async () => {
    const { get } = fleetApp({ isDenied: false });
    const { body: failures } = await get("/v1/failures?since=30h");
    expect(failures["windows"]?.every((window) => "Account" in window)).toBe(true);
    expect(failures["executions"]?.[0]?.["origin"]).toMatchObject({ Account: "111122223333" });
    const { body: executions } = await get("/v1/executions?since=30h");
    expect(executions["executions"]?.[0]?.["origin"]).toMatchObject({ Account: "111122223333" });
    const { body: latest } = await get("/v1/windows/latest");
    expect(originsOf(latest["windows"]?.flatMap(({ window }) => window ?? []))).toHaveLength(2);
  });

  it("is complete without accounts that cannot be read", async () => {
    const { body } = await fleetApp().get("/v1/counts?since=30h&account=payments");
    const origins = (body["gaps"] ?? []).map(({ origin }) => origin?.["Account"]);
    expect([origins.map(String).includes("777788889999"), body["done"]]).toEqual([false, true]);
  });

  it("has the origin in the CSV of a report", async () => {
    const { get } = fleetApp();
    const { body } = await get("/v1/failures?since=30h");
    const id = String(body["executions"]?.[0]?.["WindowExecutionId"]);
    const { text } = await get(`/v1/executions/${id}/report?format=csv`);
    const [header = "", row = ""] = text.split("\r\n");
    expect(header).toContain("Account,Region");
    expect(row).toContain("111122223333,eu-west-1");
  });
});

describe("the accounts of a server", () => {
  it("have whether each can be read, and until when it was collected", async () => {
    const app = fleetApp();
    const { body } = await app.get("/v1/accounts");
    expect(body["complete"]).toBe(false);
    expect(body["locations"]).toMatchObject([
      { Account: "111122223333", AccountName: "payments", Region: "eu-west-1", readable: true },
      { Account: "444455556666", AccountName: "platform", Region: "us-east-1", readable: true },
      { Account: "777788889999", readable: false, gap: { kind: "denied" } },
    ]);
  });

  it("are not checked on request", async () => {
    const { body } = await fleetApp().get("/v1/accounts?check=false&account=sandbox");
    expect(body).toEqual({
      locations: [{ Account: "777788889999", AccountName: "sandbox", Region: "eu-west-1" }],
      complete: true,
    });
  });

  it("are one without a name on a server of one account", async () => {
    expect((await testApp().get("/v1/accounts")).body).toEqual({
      locations: [{ readable: true }],
      complete: true,
    });
  });

  it("say what an archive has of them", async () => {
    const now = new Date("2026-11-22T08:00Z");
    const transport = fleetTransport(
      [{ ...payments, transport: mockTransport({ scenario: documentation }) }],
      {
        now: () => 0,
      },
    );
    const { get } = testApp({
      transport,
      fleet: transport,
      now: () => now,
      history: exampleHistory({ now: () => now }),
    });
    const { body } = await get("/v1/accounts?check=false");
    expect(body["locations"]).toMatchObject([{ collectedUntil: "2026-11-22T02:00:00.000Z" }]);
  });
});

describe("the SSM endpoint over several accounts", () => {
  it("ends a list with an error that names the accounts that could not be read", async () => {
    const { app } = fleetApp();
    const call = async (input: object): Promise<{ readonly status: number; readonly body: Document }> => {
      const response = await app.request("/", {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows",
        },
        body: JSON.stringify(input),
      });
      // The test knows the shape.
      return { status: response.status, body: (await response.json()) as Document };
    };
    let page = await call({ MaxResults: 100 });
    expect(originsOf(page.body["WindowIdentities"])).toContain("111122223333 eu-west-1");
    while (page.status === 200) page = await call({ MaxResults: 100, NextToken: page.body["NextToken"] });
    expect([page.status, page.body["__type"]]).toEqual([400, "UnreadLocationsException"]);
    expect(String(page.body["message"])).toContain("777788889999 eu-west-1");
  });
});
