import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { createClient } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { AuthenticationError, bearer, type Authenticator, type Role } from "../../src/index.ts";
import { read, world, type Answer, type World } from "../world.ts";

const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
const json = "application/x-amz-json-1.1";
const { WindowExecutionId, TaskId } = fleetIds;

const ask = async (
  { app }: World,
  {
    body = "{}",
    target = "AmazonSSM.DescribeMaintenanceWindows",
    type = json,
    headers = {},
  }: {
    readonly body?: string;
    readonly target?: string;
    readonly type?: string;
    readonly headers?: Record<string, string>;
  } = {},
): Promise<Answer> =>
  read(
    await app.request("/", {
      method: "POST",
      body,
      headers: { "content-type": type, ...(target === "" ? {} : { "x-amz-target": target }), ...headers },
    }),
  );

const fixed = (...roles: readonly Role[]): { readonly access: readonly Authenticator[] } => ({
  access: [{ name: "fixed", authenticate: async () => ({ id: "ann", roles: new Set(roles) }) }],
});
const wrong: Authenticator = {
  name: "wrong",
  authenticate: async () => {
    throw new AuthenticationError(
      "InvalidSignatureException",
      "The request signature we calculated does not match",
    );
  },
};
const nobody: Authenticator = { name: "nobody", authenticate: async () => undefined };

describe("AWS's own protocol", () => {
  it("gives what the transport gives, with times as numbers", async () => {
    const scenario = fleet({ invocations: 30 });
    const { text, headers, status } = await ask(world({ mock: { scenario } }), {
      target: `AmazonSSM.${list}`,
      body: JSON.stringify({ WindowExecutionId, TaskId, MaxResults: 30 }),
    });
    const held = await createClient(mockTransport({ scenario })).call(list, {
      WindowExecutionId,
      TaskId,
      MaxResults: 30,
    });
    const seconds = JSON.parse(JSON.stringify(held), (_, value: unknown) =>
      typeof value === "string" && /^\d{4}-.*Z$/u.test(value) ? Date.parse(value) / 1000 : value,
    ) as unknown;
    expect([status, headers.get("content-type"), headers.get("x-amzn-requestid")]).toEqual([
      200,
      json,
      "00000000-0000-4000-8000-000000000001",
    ]);
    expect(JSON.parse(text)).toEqual(seconds);
  });

  it.each(["/ssm", "/ssm/", "//", "/v1"])("is spoken at %s too, as AWS looks at no path", async (path) => {
    const { status, body } = await read(
      await world().app.request(`http://localhost${path}`, {
        method: "POST",
        body: "{}",
        headers: { "content-type": json, "x-amz-target": "AmazonSSM.GetMaintenanceWindow" },
      }),
    );
    expect([status, body["__type"]]).toEqual([400, "ValidationException"]);
  });

  it("has none of the REST door's ways with headers", async () => {
    const { headers } = await ask(world());
    for (const name of ["etag", "cache-control", "content-security-policy", "x-request-id", "link"]) {
      expect([name, headers.has(name)]).toEqual([name, false]);
    }
  });
});

describe("who may ask at the SSM door", () => {
  it.each([
    ["no credential", nobody, "MissingAuthenticationTokenException", "Missing Authentication Token"],
    ["a wrong one", wrong, "InvalidSignatureException", "The request signature we calculated does not match"],
  ])("is nobody with %s, in AWS's words", async (_, authenticator, code, message) => {
    const { status, body, headers } = await ask(world({ access: [authenticator] }));
    expect([status, body, headers.get("content-type")]).toEqual([400, { __type: code, message }, json]);
  });

  it.each([
    ["no JSON", { body: "{" }, 400, "SerializationException"],
    ["an unknown operation", { target: "AmazonSSM.SendCommand" }, 400, "UnknownOperationException"],
    ["no target", { target: "" }, 400, "UnknownOperationException"],
    ["no target and another form", { target: "", type: "text/plain" }, 403, undefined],
    ["another form", { type: "text/xml" }, 404, undefined],
  ])("is looked at after the form of the request, as AWS does: %s", async (_, asked, status, code) => {
    const answer = await ask(world({ access: [nobody] }), asked);
    expect([answer.status, answer.body["__type"]]).toEqual([status, code]);
  });

  it.each([
    ["a wrong type", '{"MaxResults":"ten"}'],
    ["a broken constraint", '{"MaxResults":1}'],
  ])("is looked at before its members: %s", async (_, body) => {
    expect((await ask(world({ access: [nobody] }), { body })).body["__type"]).toBe(
      "MissingAuthenticationTokenException",
    );
  });

  it("is tried in the order given, and the first that knows the credential decides", async () => {
    const token = "0123456789abcdef0123456789abcdef";
    const known = bearer({ tokens: [{ id: "ann", roles: ["read"], token }] });
    const headers = { authorization: `Bearer ${token}` };
    expect((await ask(world({ access: [nobody, known, wrong] }), { headers })).status).toBe(200);
    expect((await ask(world({ access: [wrong, known] }), { headers })).status).toBe(400);
  });

  it("is in the log by name, and so is what was refused", async () => {
    const asked = world(fixed("read"));
    await ask(asked);
    expect(asked.log[0]).toMatchObject({
      door: "ssm",
      route: "/",
      caller: "ann",
      operation: "DescribeMaintenanceWindows",
      status: 200,
    });
    const refused = world({ access: [wrong] });
    await ask(refused);
    expect(refused.log[0]).toMatchObject({
      status: 400,
      level: "warn",
      problem: "InvalidSignatureException",
    });
  });

  it("may only stop an execution with the role for it", async () => {
    const target = "AmazonSSM.CancelMaintenanceWindowExecution";
    const body = JSON.stringify({ WindowExecutionId });
    const { mock, ...app } = world(fixed("read"));
    const refused = await ask({ mock, ...app }, { target, body });
    expect([refused.status, refused.body["__type"], mock.requests]).toEqual([
      400,
      "AccessDeniedException",
      0,
    ]);
    expect(String(refused.body["message"])).toContain(
      "is not authorized to perform: ssm:CancelMaintenanceWindowExecution",
    );
    expect((await ask(world(fixed("cancel")), { target, body })).body["__type"]).not.toBe(
      "AccessDeniedException",
    );
    expect((await ask(world(fixed("cancel")))).body["__type"]).toBe("AccessDeniedException");
  });

  it("may ask only so often, in words that its clients wait after", async () => {
    const limited = world({ ...fixed("read"), limits: { requestsPerMinute: 1 } });
    expect((await ask(limited)).status).toBe(200);
    const { status, body, headers } = await ask(limited);
    expect([status, body, headers.get("retry-after")]).toEqual([
      400,
      { __type: "ThrottlingException", message: "Rate exceeded" },
      "60",
    ]);
  });

  it("may send so much, and not a byte more", async () => {
    const { status, body } = await ask(world(fixed("read")), {
      body: `{"NextToken":"${"a".repeat(70_000)}"}`,
    });
    expect([status, body["__type"]]).toEqual([413, "RequestEntityTooLargeException"]);
  });

  it("hears nothing of what broke behind an authenticator, and neither does the REST door", async () => {
    const broken: Authenticator = {
      name: "broken",
      authenticate: async () => {
        throw new TypeError("secret");
      },
    };
    const both = world({ access: [broken] });
    const ssm = await ask(both);
    const rest = await both.get("/v1/windows");
    expect([ssm.status, ssm.body["__type"], rest.status]).toEqual([500, "InternalServerError", 500]);
    expect(ssm.text + rest.text + JSON.stringify(both.log)).not.toContain("secret");
  });
});

describe("who may ask at the REST door", () => {
  it("is nobody without a credential, and hears how to prove who asks", async () => {
    const known = bearer({
      tokens: [{ id: "ann", roles: ["read"], token: "0123456789abcdef0123456789abcdef" }],
    });
    const { get, mock } = world({ access: [known] });
    const none = await get("/v1/windows");
    expect([none.status, none.body["type"], none.headers.get("www-authenticate")]).toEqual([
      401,
      "/docs#problem-not-authenticated",
      'Bearer realm="windowpane"',
    ]);
    const bad = await get("/v1/windows", { authorization: "Bearer wrong" });
    expect([bad.status, bad.body["code"], bad.headers.get("www-authenticate")]).toEqual([
      401,
      "UnrecognizedClientException",
      'Bearer realm="windowpane"',
    ]);
    expect(mock.requests).toBe(0);
  });

  it.each(["/docs", "/docs/style.css", "/openapi.json", "/healthz", "/readyz"])(
    "is everybody for %s",
    async (path) => {
      expect((await world({ access: [nobody] }).get(path)).status).toBe(200);
    },
  );

  it("is asked before the request is looked at closer", async () => {
    const { get } = world({ access: [nobody] });
    expect((await get("/v1/windows?maxResults=1")).status).toBe(401);
    expect((await get("/v1/windows", { accept: "text/html" })).status).toBe(401);
  });
});
