import { documentation, fleet, fleetIds, manualClock } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import type { Authenticator, Role } from "../../src/index.ts";
import { read, testApp, type TestResponse, type TestApp } from "../test-app.ts";

const { WindowExecutionId } = fleetIds;
const path = `/v1/executions/${WindowExecutionId}/cancel`;
const confirmed = JSON.stringify({ WindowExecutionId });

const running = (options: Parameters<typeof testApp>[0] = {}): TestApp =>
  testApp({
    mock: {
      clock: manualClock("2026-11-22T08:00:00Z"),
      scenario: fleet({ invocations: 30, start: new Date("2026-11-22T07:30:00Z"), duration: 3_600_000 }),
    },
    ...options,
  });

const post = async (
  { app }: TestApp,
  body: string | Uint8Array<ArrayBuffer>,
  media = "application/json",
  at = path,
): Promise<TestResponse> =>
  read(
    await app.request(at, { method: "POST", body, headers: media === "" ? {} : { "content-type": media } }),
  );

const withRoles = (...roles: readonly Role[]): { readonly access: readonly Authenticator[] } => ({
  access: [{ name: "fixed", authenticate: async () => ({ id: "ann", roles: new Set(roles) }) }],
});

describe("cancelling an execution", () => {
  it("is accepted if the body repeats its ID", async () => {
    const app = running();
    const response = await post(app, confirmed);
    expect([response.status, response.body, response.headers.get("cache-control")]).toEqual([
      202,
      { WindowExecutionId },
      "no-store",
    ]);
    expect((await app.get(`/v1/executions/${WindowExecutionId}`)).body["Status"]).toMatch(/^CANCELL/u);
  });

  it.each([
    ["nothing", "", 400, ["body"]],
    ["invalid JSON", "{", 400, ["body"]],
    ["no JSON object", "[]", 400, ["body"]],
    ["null", "null", 400, ["body"]],
    ["a string", `"${WindowExecutionId}"`, 400, ["body"]],
    ["no ID", "{}", 400, ["WindowExecutionId"]],
    [
      "another ID",
      '{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e"}',
      400,
      ["WindowExecutionId"],
    ],
    [
      "the ID in upper case",
      JSON.stringify({ WindowExecutionId: WindowExecutionId.toUpperCase() }),
      400,
      ["WindowExecutionId"],
    ],
    ["a number", '{"WindowExecutionId":1}', 400, ["WindowExecutionId"]],
    ["a list", JSON.stringify({ WindowExecutionId: [WindowExecutionId] }), 400, ["WindowExecutionId"]],
    ["an unknown member", JSON.stringify({ WindowExecutionId, force: true }), 400, ["force"]],
    [
      "inherited members",
      '{"__proto__":{"WindowExecutionId":"x"},"toString":1}',
      400,
      ["WindowExecutionId", "__proto__", "toString"],
    ],
  ])("is rejected for a body with %s", async (_, body, status, parameters) => {
    const { mock, ...app } = running();
    const response = await post({ mock, ...app }, body);
    expect([
      response.status,
      (response.body["errors"] ?? []).map(({ parameter }) => parameter),
      mock.requests,
    ]).toEqual([status, parameters, 0]);
  });

  it.each(["", "text/plain", "application/x-www-form-urlencoded", "application/x-amz-json-1.1"])(
    "is rejected for a body with the content type %s",
    async (media) => {
      const { status, headers } = await post(running(), new TextEncoder().encode(confirmed), media);
      expect([status, headers.get("accept-post")]).toEqual([415, "application/json"]);
    },
  );

  it("is rejected for a body that is not UTF-8", async () => {
    expect((await post(running(), Uint8Array.of(0x22, 0xff, 0x22))).status).toBe(400);
  });

  it("reads a body only up to the limit, regardless of its declared length", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    const { app } = running();
    const request = new Request(`http://localhost${path}`, {
      method: "POST",
      body: endless,
      headers: { "content-type": "application/json" },
      duplex: "half",
    } as RequestInit);
    const { status, body } = await read(await app.request(request));
    expect([status, body["type"]]).toEqual([413, "/docs#problem-body-too-large"]);
    expect(sent).toBeLessThan(70);
  });

  it("accepts a body of exactly the limit", async () => {
    const padded = confirmed.padEnd(65_536, " ");
    expect((await post(running(), padded)).status).toBe(202);
    expect((await post(running(), `${padded} `)).status).toBe(413);
  });

  it.each([
    [["read", "cancel"] as const, 202],
    [["cancel"] as const, 202],
    [["read"] as const, 403],
  ])("responds to the roles %s with %i", async (roles, status) => {
    const { mock, ...app } = running(withRoles(...roles));
    expect((await post({ mock, ...app }, confirmed)).status).toBe(status);
    expect(mock.requests).toBe(status === 202 ? 1 : 0);
  });

  it("does not allow reading with the role cancel alone", async () => {
    expect((await running(withRoles("cancel")).get("/v1/windows")).status).toBe(403);
  });

  it("responds with 404 for an unknown execution", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    const at = `/v1/executions/${id}/cancel`;
    const { status } = await post(
      testApp({ mock: { scenario: documentation } }),
      JSON.stringify({ WindowExecutionId: id }),
      "application/json",
      at,
    );
    expect(status).toBe(404);
  });
});
