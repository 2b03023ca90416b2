import { describe, expect, it } from "vitest";
import { mockTransport } from "@windowpane/transport-mock";
import { createApp } from "../src/index.ts";
import { read, world } from "./world.ts";

const host = {
  transport: mockTransport(),
  now: () => new Date(0),
  randomUUID: () => "id",
  log: () => {},
  sleep: async () => {},
};

describe("an app", () => {
  it.each(["transport", "access", "now", "randomUUID", "log", "sleep"])(
    "says in a sentence that the option %s is missing",
    (name) => {
      const options = { ...host, access: [], open: true, [name]: undefined };
      // As a caller without TypeScript would pass it.
      expect(() => createApp(options as unknown as typeof host & { access: [] })).toThrow(
        new RegExp(`^createApp needs the option \`${name}\`: .+\\.$`, "u"),
      );
    },
  );

  it("does not start when nobody is said who may call it", () => {
    expect(() => createApp({ ...host, access: [] })).toThrow("`access` is empty");
  });

  it("does not start when some and all may call it", () => {
    const someone = { name: "nobody", authenticate: async () => undefined };
    expect(() => createApp({ ...host, access: [someone], open: true })).toThrow("Leave out one of them");
  });

  it("leads a browser that opens it to the reference page", async () => {
    const { status, headers } = await world().get("/", { accept: "text/html,*/*;q=0.8" });
    expect([status, headers.get("location")]).toEqual([303, "/docs"]);
  });

  it("answers everybody else who gets its root as AWS does", async () => {
    const { status, text } = await world().get("/");
    expect(status).toBe(403);
    expect(text).toContain("Unable to determine service/operation name to be authorized");
  });

  it("lives and is ready without asking AWS anything", async () => {
    const { get, mock } = world();
    expect((await get("/healthz")).body).toEqual({ status: "ok" });
    expect((await get("/readyz")).body).toEqual({ status: "ready" });
    expect(mock.requests).toBe(0);
  });

  it.each([
    ["says no", async () => false],
    [
      "fails",
      async () => {
        throw new Error("no database");
      },
    ],
  ])("is not ready when its host %s", async (_, isReady) => {
    const { status, body } = await world({ isReady }).get("/readyz");
    expect([status, body["type"]]).toEqual([503, "/docs#problem-not-ready"]);
  });

  it("waits only so long for its host to say whether it is ready", async () => {
    const { get, ring } = world({ isReady: () => new Promise<never>(() => {}) });
    const answer = get("/readyz");
    ring();
    expect((await answer).status).toBe(504);
  });

  it("works below a path of its host's own", async () => {
    const { app } = world();
    const { Hono } = await import("hono");
    const outer = new Hono().route("/patching", app);
    expect((await read(await outer.request("/patching/v1/windows"))).status).toBe(200);
    const page = await outer.request("/patching", { headers: { accept: "text/html" } });
    expect(page.headers.get("location")).toBe("/patching/docs");
  });
});

describe("an address or method that there is not", () => {
  it.each([
    "/v1",
    "/v1/",
    "/v1/window",
    "/v1/windows/",
    "/docs/",
    "/openapi.yaml",
    "//v1/windows",
    "/V1/windows",
  ])("is not found: %s", async (path) => {
    const { status, body } = await world().get(`http://localhost${path}`);
    expect([status, body["type"], body["status"]]).toEqual([404, "/docs#problem-no-such-route", 404]);
  });

  it.each([
    ["POST", "/v1/windows", "GET, HEAD, OPTIONS"],
    ["PUT", "/v1/failures", "GET, HEAD, OPTIONS"],
    ["DELETE", "/v1/executions/x/cancel", "POST, OPTIONS"],
    ["GET", "/v1/executions/x/cancel", "POST, OPTIONS"],
    ["PATCH", "/healthz", "GET, HEAD, OPTIONS"],
  ])("%s %s is refused with what there is", async (method, path, allow) => {
    const { status, headers, body } = await read(await world().app.request(path, { method }));
    expect([status, headers.get("allow"), body["type"]]).toEqual([
      405,
      allow,
      "/docs#problem-method-not-allowed",
    ]);
  });

  it("is told by OPTIONS", async () => {
    const response = await world().app.request("/v1/windows", { method: "OPTIONS" });
    expect([response.status, response.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
  });
});

describe("every answer of the REST door", () => {
  it.each(["/v1/windows", "/v1/windows/none", "/nowhere", "/docs", "/healthz"])(
    "tells browsers to do nothing with it: %s",
    async (path) => {
      const { headers } = await world().get(path);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("vary")).toContain("Authorization");
      expect(headers.get("x-request-id")).toBe("00000000-0000-4000-8000-000000000001");
    },
  );

  it("asks for https only where it came by https", async () => {
    const { get } = world();
    expect((await get("http://api.example/healthz")).headers.has("strict-transport-security")).toBe(false);
    expect((await get("https://api.example/healthz")).headers.get("strict-transport-security")).toContain(
      "max-age=31536000",
    );
  });
});

describe("pages of other origins", () => {
  const origin = "https://dash.example";
  const preflight = {
    origin,
    "access-control-request-method": "GET",
    "access-control-request-headers": "authorization",
  };

  it("may read nothing unless configured", async () => {
    const { app, get } = world();
    const asked = await app.request("/v1/windows", { method: "OPTIONS", headers: preflight });
    expect(asked.headers.has("access-control-allow-origin")).toBe(false);
    expect((await get("/v1/windows", { origin })).headers.has("access-control-allow-origin")).toBe(false);
  });

  it("may read what they are configured for, errors too, and ask for it without credentials", async () => {
    const closed = { name: "closed", authenticate: async () => undefined };
    const { app, get } = world({ cors: { origins: [origin] }, access: [closed] });
    const asked = await app.request("/v1/windows", { method: "OPTIONS", headers: preflight });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-origin")).toBe(origin);
    expect(asked.headers.get("access-control-allow-headers")).toBe("authorization");
    const { status, headers } = await get("/v1/windows", { origin });
    expect([status, headers.get("access-control-allow-origin")]).toEqual([401, origin]);
    expect(headers.get("access-control-expose-headers")).toContain("Link");
    expect(headers.get("vary")).toContain("Origin");
  });

  it("may not when it is another origin", async () => {
    const { get } = world({ cors: { origins: [origin] } });
    const { headers } = await get("/v1/windows", { origin: "https://evil.example" });
    expect(headers.has("access-control-allow-origin")).toBe(false);
  });
});
