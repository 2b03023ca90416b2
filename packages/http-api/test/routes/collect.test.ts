import { describe, expect, it } from "vitest";
import type { CollectRequest, Role } from "../../src/index.ts";
import { read, testApp, type TestResponse } from "../test-app.ts";

const known = { Account: "111122223333", Region: "eu-west-1" };

/** An event as EventBridge sends it to an API destination. */
const event = {
  version: "0",
  id: "9fd4b3a1-0f0b-4a3e-8b43-0a5a4f2f9d20",
  "detail-type": "Maintenance Window Execution State-change Notification",
  source: "aws.ssm",
  account: known.Account,
  time: "2026-11-22T02:30:00Z",
  region: known.Region,
  resources: ["arn:aws:ssm:eu-west-1:111122223333:maintenancewindow/mw-0c50858d01EXAMPLE"],
  detail: { "window-id": "mw-0c50858d01EXAMPLE", status: "SUCCESS" },
};

/** Posts a body to a server that reads one account and region. */
const post = async (
  body: unknown,
  { roles = ["collect"], collects = true }: { roles?: readonly Role[]; collects?: boolean } = {},
): Promise<TestResponse & { readonly started: readonly CollectRequest[] }> => {
  const started: CollectRequest[] = [];
  const { app } = testApp({
    access: [{ name: "fixed", authenticate: async () => ({ id: "events", roles: new Set(roles) }) }],
    collect: collects
      ? async (request) => {
          if (request.Account !== known.Account || request.Region !== known.Region) return "unknown";
          started.push(request);
          return started.length > 1 ? "waiting" : "queued";
        }
      : undefined,
  });
  const response = await app.request("/v1/collect", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { ...(await read(response)), started };
};

describe("starting a collection", () => {
  it.each([
    ["its account and region", known],
    ["an event of a maintenance window", event],
    ["an event of a command", { ...event, "detail-type": "EC2 Command Status-change Notification" }],
  ])("is accepted for %s", async (_, body) => {
    const { status, body: response, started, headers } = await post(body);
    expect([status, response, started]).toEqual([202, { ...known, status: "queued" }, [known]]);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it.each([
    ["nothing", "", ["body"]],
    ["no JSON object", "[]", ["body"]],
    ["no members", "{}", ["Account", "Region"]],
    ["an account that is not 12 digits", { ...known, Account: "1111" }, ["Account"]],
    ["an account that is a number", { ...known, Account: 111122223333 }, ["Account"]],
    ["a region that is a host", { ...known, Region: "evil.example/" }, ["Region"]],
    ["an unknown member", { ...known, force: true }, ["force"]],
    ["an event of another service", { ...event, source: "aws.ec2" }, ["source"]],
    ["an event without a source", { ...event, source: undefined }, ["source"]],
    ["an event without an account", { ...event, account: undefined }, ["account"]],
  ])("is rejected for a body with %s", async (_, body, parameters) => {
    const response = await post(body);
    expect([
      response.status,
      (response.body["errors"] ?? []).map(({ parameter }) => parameter),
      response.started,
    ]).toEqual([400, parameters, []]);
  });

  it("responds with 404 for an account that the server does not read", async () => {
    const { status, body } = await post({ ...known, Account: "999999999999" });
    expect([status, body["type"]]).toEqual([404, "/docs#problem-not-found"]);
    expect(body["detail"]).toContain("999999999999 in eu-west-1");
  });

  it("responds with 404 if the server does not collect", async () => {
    const { status, body } = await post(known, { collects: false });
    expect([status, body["detail"]]).toEqual([
      404,
      "This server does not collect executions. Ask its operator to configure an archive.",
    ]);
  });

  it.each([
    [["collect"] as const, 202],
    [["read"] as const, 403],
    [["cancel"] as const, 403],
  ])("responds to the roles %s with %i", async (roles, status) => {
    expect((await post(known, { roles })).status).toBe(status);
  });
});
