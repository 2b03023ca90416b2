import { documentation, fleet, fleetIds, manualClock } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import type { Authenticator, Role } from "../../src/index.ts";
import { read, world, type Answer, type World } from "../world.ts";

const { WindowExecutionId } = fleetIds;
const path = `/v1/executions/${WindowExecutionId}/cancel`;
const confirmed = JSON.stringify({ WindowExecutionId });

const running = (options: Parameters<typeof world>[0] = {}): World =>
  world({
    mock: {
      clock: manualClock("2026-11-22T08:00:00Z"),
      scenario: fleet({ invocations: 30, start: new Date("2026-11-22T07:30:00Z"), duration: 3_600_000 }),
    },
    ...options,
  });

const post = async (
  { app }: World,
  body: string | Uint8Array<ArrayBuffer>,
  media = "application/json",
  at = path,
): Promise<Answer> =>
  read(
    await app.request(at, { method: "POST", body, headers: media === "" ? {} : { "content-type": media } }),
  );

const withRoles = (...roles: readonly Role[]): { readonly access: readonly Authenticator[] } => ({
  access: [{ name: "fixed", authenticate: async () => ({ id: "ann", roles: new Set(roles) }) }],
});

describe("stopping an execution", () => {
  it("is done when the body repeats its id", async () => {
    const app = running();
    const answer = await post(app, confirmed);
    expect([answer.status, answer.body, answer.headers.get("cache-control")]).toEqual([
      202,
      { WindowExecutionId },
      "no-store",
    ]);
    expect((await app.get(`/v1/executions/${WindowExecutionId}`)).body["Status"]).toMatch(/^CANCELL/u);
  });

  it.each([
    ["nothing", "", 400, ["body"]],
    ["no JSON", "{", 400, ["body"]],
    ["no object", "[]", 400, ["body"]],
    ["null", "null", 400, ["body"]],
    ["a string", `"${WindowExecutionId}"`, 400, ["body"]],
    ["no id", "{}", 400, ["WindowExecutionId"]],
    [
      "another id",
      '{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e"}',
      400,
      ["WindowExecutionId"],
    ],
    [
      "an id in other letters",
      JSON.stringify({ WindowExecutionId: WindowExecutionId.toUpperCase() }),
      400,
      ["WindowExecutionId"],
    ],
    ["a number", '{"WindowExecutionId":1}', 400, ["WindowExecutionId"]],
    ["a list", JSON.stringify({ WindowExecutionId: [WindowExecutionId] }), 400, ["WindowExecutionId"]],
    ["more than the id", JSON.stringify({ WindowExecutionId, force: true }), 400, ["force"]],
    [
      "a member of every object",
      '{"__proto__":{"WindowExecutionId":"x"},"toString":1}',
      400,
      ["WindowExecutionId", "__proto__", "toString"],
    ],
  ])("is refused for a body with %s", async (_, body, status, parameters) => {
    const { mock, ...app } = running();
    const answer = await post({ mock, ...app }, body);
    expect([
      answer.status,
      (answer.body["errors"] ?? []).map(({ parameter }) => parameter),
      mock.requests,
    ]).toEqual([status, parameters, 0]);
  });

  it.each(["", "text/plain", "application/x-www-form-urlencoded", "application/x-amz-json-1.1"])(
    "is refused for a body that is said to be %s",
    async (media) => {
      const { status, headers } = await post(running(), new TextEncoder().encode(confirmed), media);
      expect([status, headers.get("accept-post")]).toEqual([415, "application/json"]);
    },
  );

  it("is refused for bytes that are no UTF-8", async () => {
    expect((await post(running(), Uint8Array.of(0x22, 0xff, 0x22))).status).toBe(400);
  });

  it("reads no more of a body than the limit, whatever it says of its length", async () => {
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

  it("takes a body of exactly the limit", async () => {
    const padded = confirmed.padEnd(65_536, " ");
    expect((await post(running(), padded)).status).toBe(202);
    expect((await post(running(), `${padded} `)).status).toBe(413);
  });

  it.each([
    [["read", "cancel"] as const, 202],
    [["cancel"] as const, 202],
    [["read"] as const, 403],
  ])("with the roles %s is %i", async (roles, status) => {
    const { mock, ...app } = running(withRoles(...roles));
    expect((await post({ mock, ...app }, confirmed)).status).toBe(status);
    expect(mock.requests).toBe(status === 202 ? 1 : 0);
  });

  it("needs no more than it says: who may only stop may not read", async () => {
    expect((await running(withRoles("cancel")).get("/v1/windows")).status).toBe(403);
  });

  it("of an execution that AWS does not know is a problem of its own", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    const at = `/v1/executions/${id}/cancel`;
    const { status } = await post(
      world({ mock: { scenario: documentation } }),
      JSON.stringify({ WindowExecutionId: id }),
      "application/json",
      at,
    );
    expect(status).toBe(404);
  });
});
