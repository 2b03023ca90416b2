import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { createClient } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { AuthenticationError, bearer, type Authenticator, type Role } from "../../src/index.ts";
import { read, testApp, type TestResponse, type TestApp } from "../test-app.ts";

const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
const json = "application/x-amz-json-1.1";
const { WindowExecutionId, TaskId } = fleetIds;

const send = async (
  { app }: TestApp,
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
): Promise<TestResponse> =>
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
const none: Authenticator = { name: "none", authenticate: async () => undefined };

describe("the SSM endpoint", () => {
  it("returns the transport's output, with times as numbers", async () => {
    const scenario = fleet({ invocations: 30 });
    const { text, headers, status } = await send(testApp({ mock: { scenario } }), {
      target: `AmazonSSM.${list}`,
      body: JSON.stringify({ WindowExecutionId, TaskId, MaxResults: 30 }),
    });
    const output = await createClient(mockTransport({ scenario })).call(list, {
      WindowExecutionId,
      TaskId,
      MaxResults: 30,
    });
    const seconds = JSON.parse(JSON.stringify(output), (_, value: unknown) =>
      typeof value === "string" && /^\d{4}-.*Z$/u.test(value) ? Date.parse(value) / 1000 : value,
    ) as unknown;
    expect([status, headers.get("content-type"), headers.get("x-amzn-requestid")]).toEqual([
      200,
      json,
      "00000000-0000-4000-8000-000000000001",
    ]);
    expect(JSON.parse(text)).toEqual(seconds);
  });

  it.each(["/ssm", "/ssm/", "//", "/v1"])("also serves %s, because AWS ignores the path", async (path) => {
    const { status, body } = await read(
      await testApp().app.request(`http://localhost${path}`, {
        method: "POST",
        body: "{}",
        headers: { "content-type": json, "x-amz-target": "AmazonSSM.GetMaintenanceWindow" },
      }),
    );
    expect([status, body["__type"]]).toEqual([400, "ValidationException"]);
  });

  it("sends none of the REST headers", async () => {
    const { headers } = await send(testApp());
    for (const name of ["etag", "cache-control", "content-security-policy", "x-request-id", "link"]) {
      expect([name, headers.has(name)]).toEqual([name, false]);
    }
  });
});

describe("access to the SSM endpoint", () => {
  it.each([
    ["missing", none, "MissingAuthenticationTokenException", "Missing Authentication Token"],
    ["invalid", wrong, "InvalidSignatureException", "The request signature we calculated does not match"],
  ])("responds as AWS does if the credentials are %s", async (_, authenticator, code, message) => {
    const { status, body, headers } = await send(testApp({ access: [authenticator] }));
    expect([status, body, headers.get("content-type")]).toEqual([400, { __type: code, message }, json]);
  });

  it.each([
    ["invalid JSON", { body: "{" }, 400, "SerializationException"],
    ["an unknown operation", { target: "AmazonSSM.SendCommand" }, 400, "UnknownOperationException"],
    ["no target", { target: "" }, 400, "UnknownOperationException"],
    ["no target and another content type", { target: "", type: "text/plain" }, 403, undefined],
    ["another content type", { type: "text/xml" }, 404, undefined],
  ])("is checked after the format of the request, as AWS does: %s", async (_, asked, status, code) => {
    const response = await send(testApp({ access: [none] }), asked);
    expect([response.status, response.body["__type"]]).toEqual([status, code]);
  });

  it.each([
    ["a wrong type", '{"MaxResults":"ten"}'],
    ["a broken constraint", '{"MaxResults":1}'],
  ])("is checked before the members: %s", async (_, body) => {
    expect((await send(testApp({ access: [none] }), { body })).body["__type"]).toBe(
      "MissingAuthenticationTokenException",
    );
  });

  it("tries the authenticators in order, and the first with credentials of its type decides", async () => {
    const token = "0123456789abcdef0123456789abcdef";
    const known = bearer({ tokens: [{ id: "ann", roles: ["read"], token }] });
    const headers = { authorization: `Bearer ${token}` };
    expect((await send(testApp({ access: [none, known, wrong] }), { headers })).status).toBe(200);
    expect((await send(testApp({ access: [wrong, known] }), { headers })).status).toBe(400);
  });

  it("logs the caller, and the code of a refused request", async () => {
    const asked = testApp(fixed("read"));
    await send(asked);
    expect(asked.log[0]).toMatchObject({
      api: "ssm",
      route: "/",
      caller: "ann",
      operation: "DescribeMaintenanceWindows",
      status: 200,
    });
    const refused = testApp({ access: [wrong] });
    await send(refused);
    expect(refused.log[0]).toMatchObject({
      status: 400,
      level: "warn",
      problem: "InvalidSignatureException",
    });
  });

  it("requires the role cancel for cancelling", async () => {
    const target = "AmazonSSM.CancelMaintenanceWindowExecution";
    const body = JSON.stringify({ WindowExecutionId });
    const { mock, ...app } = testApp(fixed("read"));
    const refused = await send({ mock, ...app }, { target, body });
    expect([refused.status, refused.body["__type"], mock.requests]).toEqual([
      400,
      "AccessDeniedException",
      0,
    ]);
    expect(String(refused.body["message"])).toContain(
      "is not authorized to perform: ssm:CancelMaintenanceWindowExecution",
    );
    expect((await send(testApp(fixed("cancel")), { target, body })).body["__type"]).not.toBe(
      "AccessDeniedException",
    );
    expect((await send(testApp(fixed("cancel")))).body["__type"]).toBe("AccessDeniedException");
  });

  it("responds to a caller over its rate limit with ThrottlingException", async () => {
    const limited = testApp({ ...fixed("read"), limits: { requestsPerMinute: 1 } });
    expect((await send(limited)).status).toBe(200);
    const { status, body, headers } = await send(limited);
    expect([status, body, headers.get("retry-after")]).toEqual([
      400,
      { __type: "ThrottlingException", message: "Rate exceeded" },
      "60",
    ]);
  });

  it("limits the size of the body", async () => {
    const { status, body } = await send(testApp(fixed("read")), {
      body: `{"NextToken":"${"a".repeat(70_000)}"}`,
    });
    expect([status, body["__type"]]).toEqual([413, "RequestEntityTooLargeException"]);
  });

  it("does not reveal the error of a failing authenticator, nor does REST", async () => {
    const broken: Authenticator = {
      name: "broken",
      authenticate: async () => {
        throw new TypeError("secret");
      },
    };
    const both = testApp({ access: [broken] });
    const ssm = await send(both);
    const rest = await both.get("/v1/windows");
    expect([ssm.status, ssm.body["__type"], rest.status]).toEqual([500, "InternalServerError", 500]);
    expect(ssm.text + rest.text + JSON.stringify(both.log)).not.toContain("secret");
  });
});

describe("access to REST", () => {
  it("responds with 401 and a challenge without valid credentials", async () => {
    const known = bearer({
      tokens: [{ id: "ann", roles: ["read"], token: "0123456789abcdef0123456789abcdef" }],
    });
    const { get, mock } = testApp({ access: [known] });
    const missing = await get("/v1/windows");
    expect([missing.status, missing.body["type"], missing.headers.get("www-authenticate")]).toEqual([
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
    "requires no authentication for %s",
    async (path) => {
      expect((await testApp({ access: [none] }).get(path)).status).toBe(200);
    },
  );

  it("is checked before the parameters", async () => {
    const { get } = testApp({ access: [none] });
    expect((await get("/v1/windows?maxResults=1")).status).toBe(401);
    expect((await get("/v1/windows", { accept: "text/html" })).status).toBe(401);
  });
});
