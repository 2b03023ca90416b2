import { describe, expect, it } from "vitest";
import { mockTransport } from "@windowpane/transport-mock";
import { createApp } from "../../src/index.ts";
import { read, testApp } from "../test-app.ts";

const host = {
  transport: mockTransport(),
  now: () => new Date(0),
  randomUUID: () => "id",
  log: () => {},
  sleep: async () => {},
};

describe("createApp", () => {
  it.each(["transport", "access", "now", "randomUUID", "log", "sleep"])(
    "throws an error about the missing option %s",
    (name) => {
      const options = { ...host, access: [], open: true, [name]: undefined };
      // As passed by a caller without TypeScript.
      expect(() => createApp(options as unknown as typeof host & { access: [] })).toThrow(
        new RegExp(`^createApp needs the option \`${name}\`: .+\\.$`, "u"),
      );
    },
  );

  it("throws without an authenticator, unless the app is open", () => {
    expect(() => createApp({ ...host, access: [] })).toThrow("`access` is empty");
  });

  it("throws for an open app with an authenticator", () => {
    const authenticator = { name: "none", authenticate: async () => undefined };
    expect(() => createApp({ ...host, access: [authenticator], open: true })).toThrow("Remove one of them");
  });

  it("redirects a browser from the root to the reference page", async () => {
    const { status, headers } = await testApp().get("/", { accept: "text/html,*/*;q=0.8" });
    expect([status, headers.get("location")]).toEqual([303, "/docs"]);
  });

  it("responds to other GET requests for the root as AWS does", async () => {
    const { status, text } = await testApp().get("/");
    expect(status).toBe(403);
    expect(text).toContain("Unable to determine service/operation name to be authorized");
  });

  it("responds to health checks without a request to AWS", async () => {
    const { get, mock } = testApp();
    expect((await get("/healthz")).body).toEqual({ status: "ok" });
    expect((await get("/readyz")).body).toEqual({ status: "ready" });
    expect(mock.requests).toBe(0);
  });

  it.each([
    ["returns false", async () => false],
    [
      "throws",
      async () => {
        throw new Error("no database");
      },
    ],
  ])("is not ready if isReady %s", async (_, isReady) => {
    const { status, body } = await testApp({ isReady }).get("/readyz");
    expect([status, body["type"]]).toEqual([503, "/docs#problem-not-ready"]);
  });

  it("responds with 504 if isReady takes too long", async () => {
    const { get, expire } = testApp({ isReady: () => new Promise<never>(() => {}) });
    const response = get("/readyz");
    expire();
    expect((await response).status).toBe(504);
  });

  it("can be mounted below a path", async () => {
    const { app } = testApp();
    const { Hono } = await import("hono");
    const outer = new Hono().route("/patching", app);
    expect((await read(await outer.request("/patching/v1/windows"))).status).toBe(200);
    const page = await outer.request("/patching", { headers: { accept: "text/html" } });
    expect(page.headers.get("location")).toBe("/patching/docs");
  });
});

describe("an unknown path or method", () => {
  it.each([
    "/v1",
    "/v1/",
    "/v1/window",
    "/v1/windows/",
    "/docs/",
    "/openapi.yaml",
    "//v1/windows",
    "/V1/windows",
  ])("responds with 404: %s", async (path) => {
    const { status, body } = await testApp().get(`http://localhost${path}`);
    expect([status, body["type"], body["status"]]).toEqual([404, "/docs#problem-route-not-found", 404]);
  });

  it.each([
    ["POST", "/v1/windows", "GET, HEAD, OPTIONS"],
    ["PUT", "/v1/failures", "GET, HEAD, OPTIONS"],
    ["DELETE", "/v1/executions/x/cancel", "POST, OPTIONS"],
    ["GET", "/v1/executions/x/cancel", "POST, OPTIONS"],
    ["PATCH", "/healthz", "GET, HEAD, OPTIONS"],
  ])("responds with 405 and the allowed methods: %s %s", async (method, path, allow) => {
    const { status, headers, body } = await read(await testApp().app.request(path, { method }));
    expect([status, headers.get("allow"), body["type"]]).toEqual([
      405,
      allow,
      "/docs#problem-method-not-allowed",
    ]);
  });

  it("lists the allowed methods for OPTIONS", async () => {
    const response = await testApp().app.request("/v1/windows", { method: "OPTIONS" });
    expect([response.status, response.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
  });
});

describe("a REST response", () => {
  it.each(["/v1/windows", "/v1/windows/none", "/nowhere", "/docs", "/healthz"])(
    "has security headers: %s",
    async (path) => {
      const { headers } = await testApp().get(path);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("vary")).toContain("Authorization");
      expect(headers.get("x-request-id")).toBe("00000000-0000-4000-8000-000000000001");
    },
  );

  it("has Strict-Transport-Security only over https", async () => {
    const { get } = testApp();
    expect((await get("http://api.example/healthz")).headers.has("strict-transport-security")).toBe(false);
    expect((await get("https://api.example/healthz")).headers.get("strict-transport-security")).toContain(
      "max-age=31536000",
    );
  });
});

describe("CORS", () => {
  const origin = "https://dash.example";
  const preflight = {
    origin,
    "access-control-request-method": "GET",
    "access-control-request-headers": "authorization",
  };

  it("is off by default", async () => {
    const { app, get } = testApp();
    const preflightResponse = await app.request("/v1/windows", { method: "OPTIONS", headers: preflight });
    expect(preflightResponse.headers.has("access-control-allow-origin")).toBe(false);
    expect((await get("/v1/windows", { origin })).headers.has("access-control-allow-origin")).toBe(false);
  });

  it("allows configured origins, including error responses and preflight requests without credentials", async () => {
    const closed = { name: "closed", authenticate: async () => undefined };
    const { app, get } = testApp({ cors: { origins: [origin] }, access: [closed] });
    const preflightResponse = await app.request("/v1/windows", { method: "OPTIONS", headers: preflight });
    expect(preflightResponse.status).toBe(204);
    expect(preflightResponse.headers.get("access-control-allow-origin")).toBe(origin);
    expect(preflightResponse.headers.get("access-control-allow-headers")).toBe("authorization");
    const { status, headers } = await get("/v1/windows", { origin });
    expect([status, headers.get("access-control-allow-origin")]).toEqual([401, origin]);
    expect(headers.get("access-control-expose-headers")).toContain("Link");
    expect(headers.get("vary")).toContain("Origin");
  });

  it("does not allow other origins", async () => {
    const { get } = testApp({ cors: { origins: [origin] } });
    const { headers } = await get("/v1/windows", { origin: "https://evil.example" });
    expect(headers.has("access-control-allow-origin")).toBe(false);
  });
});
