/** The app below a path: in a host app, and behind a proxy. */
import { Sha256 } from "@smithy/core/checksum";
import { SignatureV4 } from "@smithy/signature-v4";
import { documentation, fleet, fleetIds, manualClock } from "@windowpane/transport-mock";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { signatureV4 } from "../../src/index.ts";
import { testApp, type Document } from "../test-app.ts";

type TestOptions = NonNullable<Parameters<typeof testApp>[0]>;
type Fetch = (request: Request) => Response | Promise<Response>;

const origin = "https://host.example";
const base = "/tools/windowpane";
const basePath = base;

/** A proxy that removes the path, as `proxy_pass http://localhost:8080/` of nginx does. */
const strippingProxy =
  (fetch: Fetch): Fetch =>
  (request) => {
    const url = new URL(request.url);
    url.pathname = url.pathname.slice(base.length) || "/";
    return fetch(new Request(url, request));
  };

/** Ways to serve the app below a path, with the option that each needs. */
const hosts: Readonly<Record<string, (options: TestOptions) => Fetch>> = {
  "app.route": (options) => new Hono().route(base, testApp(options).app).fetch,
  "app.route with basePath": (options) =>
    new Hono().route(base, testApp({ ...options, basePath: `${base}/` }).app).fetch,
  "app.route in app.route": (options) =>
    new Hono().route("/tools", new Hono().route("/windowpane", testApp(options).app)).fetch,
  "app.route with a parameter": (options) =>
    new Hono().route("/:group/windowpane", testApp(options).app).fetch,
  "app.mount": (options) => new Hono().mount(base, testApp({ ...options, basePath }).app.fetch).fetch,
  "app.mount without a new request": (options) =>
    new Hono().mount(base, testApp({ ...options, basePath }).app.fetch, { replaceRequest: false }).fetch,
  "a proxy that removes the path": (options) => strippingProxy(testApp({ ...options, basePath }).app.fetch),
  "a proxy that keeps the path": (options) => testApp({ ...options, basePath }).app.fetch,
};

/** A request in AWS's protocol. */
const listWindows = {
  method: "POST",
  headers: {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows",
  },
  body: "{}",
};

const key = { accessKeyId: "AKIDREADER", secretAccessKey: "secret", roles: ["read"] } as const;
const now = (): Date => new Date("2026-11-22T10:15:00Z");
const signer = new SignatureV4({ credentials: key, region: "eu-west-1", service: "ssm", sha256: Sha256 });

/** Signs a request as AWS's clients do. */
const sign = async (
  path: string,
  { method, headers, body }: { readonly method: string; readonly headers: object; readonly body: string },
): Promise<Readonly<Record<string, string>>> => {
  const request = {
    method,
    protocol: "https:",
    hostname: "host.example",
    path,
    headers: { host: "host.example", ...headers },
    body,
  };
  return (await signer.sign(request, { signingDate: now() })).headers;
};

describe.each(Object.entries(hosts))("%s", (_, hostOf) => {
  const fetch = hostOf({ mock: { scenario: documentation } });
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new Request(`${origin}${base}${path}`, { headers }));
  const bodyOf = async (path: string): Promise<Document> =>
    // The test knows the shape.
    (await (await get(path)).json()) as Document;

  it("has links to the next pages", async () => {
    const paged = hostOf({ mock: { scenario: fleet({ invocations: 30 }) } });
    const { WindowExecutionId, TaskId } = fleetIds;
    let url = `${origin}${base}/v1/executions/${WindowExecutionId}/tasks/${TaskId}/invocations?maxResults=10`;
    let count = 0;
    for (let pages = 0; url !== "" && pages < 9; pages += 1) {
      const response = await paged(new Request(url));
      const page = (await response.json()) as Document;
      count += page["WindowExecutionTaskInvocationIdentities"]?.length ?? 0;
      const link = /^<([^>]+)>; rel="next"$/u.exec(response.headers.get("link") ?? "")?.[1];
      expect(link?.startsWith(`${base}/v1/executions/`)).not.toBe(false);
      url = link === undefined ? "" : new URL(link, url).href;
    }
    expect(count).toBe(30);
  });

  it("has problem types that lead to the reference page", async () => {
    const problem = await bodyOf("/v1/windows?maxResults=1");
    expect(problem).toMatchObject({ name: "invalid-request", type: `${base}/docs#problem-invalid-request` });
    const page = await (await get("/docs")).text();
    expect(page).toContain(`id="${String(problem["type"]).split("#")[1]}"`);
  });

  it("has problem types in the last line of an incomplete list", async () => {
    const faults = [
      { kind: "server-error", operations: ["DescribeMaintenanceWindowExecutionTaskInvocations"], after: 1 },
    ] as const;
    const faulty = hostOf({ mock: { scenario: fleet({ invocations: 300 }), faults } });
    const { WindowExecutionId, TaskId } = fleetIds;
    const path = `/v1/executions/${WindowExecutionId}/tasks/${TaskId}/invocations`;
    const headers = { accept: "application/x-ndjson" };
    const text = await (await faulty(new Request(`${origin}${base}${path}`, { headers }))).text();
    expect(text.trim().split("\n").at(-1)).toContain(`"type":"${base}/docs#problem-failed-at-aws"`);
  });

  it("answers unknown paths and methods itself", async () => {
    const unknown = await get("/v2/windows");
    expect([unknown.status, await unknown.json()]).toMatchObject([
      404,
      {
        type: `${base}/docs#problem-route-not-found`,
        detail: expect.stringContaining(`${base}/openapi.json`) as string, // The matcher replaces a string.
      },
    ]);
    const { status, headers } = await fetch(new Request(`${origin}${base}/v1/windows`, { method: "DELETE" }));
    expect([status, headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  });

  it.each(["", "/"])(
    "redirects a browser from its root with %j at the end to the reference page",
    async (end) => {
      const { status, headers } = await get(end, { accept: "text/html" });
      expect([status, headers.get("location")]).toEqual([303, `${base}/docs`]);
    },
  );

  it.each(["", "/"])("has a web page at its root with %j at the end, whose files load", async (end) => {
    const html = '<!doctype html><html><head><script src="./assets/main.js"></script></head></html>';
    const files = new Map([
      ["index.html", { media: "text/html", bytes: new TextEncoder().encode(html) }],
      ["assets/main.js", { media: "text/javascript", bytes: new TextEncoder().encode("1") }],
    ]);
    const paged = hostOf({ page: { file: async (path) => files.get(path) } });
    const headers = { accept: "text/html" };
    let url = `${origin}${base}${end}`;
    let response = await paged(new Request(url, { headers }));
    if (response.status === 308) {
      url = new URL(response.headers.get("location") ?? "", url).href;
      response = await paged(new Request(url, { headers }));
    }
    expect(response.status).toBe(200);
    const page = await response.text();
    const named = /<base href="([^"]+)"/u.exec(page)?.[1];
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain(`base-uri '${named === undefined ? "none" : "self"}'`);
    // Browsers resolve links so.
    const script = new URL("./assets/main.js", new URL(named ?? "", url)).href;
    expect(script).toBe(`${origin}${base}/assets/main.js`);
    expect((await paged(new Request(script))).status).toBe(200);
  });

  it("has a reference page whose links lead to its own files", async () => {
    const page = await (await get("/docs")).text();
    const links = [...page.matchAll(/href="(?!#|data:)([^"]+)"/gu)].map(([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) {
      const url = new URL(link, `${origin}${base}/docs`);
      expect([link, url.pathname.startsWith(`${base}/`), (await fetch(new Request(url))).status]).toEqual([
        link,
        true,
        200,
      ]);
    }
  });

  it("names its path as the server of the OpenAPI document", async () => {
    expect((await bodyOf("/openapi.json"))["servers"]).toEqual([{ url: `${base}/` }]);
  });

  it.each(["", "/", "/any"])("serves AWS's protocol at its root with %j at the end", async (end) => {
    const response = await fetch(new Request(`${origin}${base}${end}`, listWindows));
    expect([response.status, await response.json()]).toMatchObject([200, { WindowIdentities: {} }]);
  });

  it.each(["", "/", "/v1/windows"])("accepts signatures of its path with %j at the end", async (end) => {
    const fetchSigned = hostOf({
      mock: { scenario: documentation },
      access: [signatureV4({ keys: [key], now })],
      now,
    });
    const path = `${base}${end}`;
    const unsigned = end.startsWith("/v1") ? { method: "GET", headers: {}, body: "" } : listWindows;
    const headers = await sign(path, unsigned);
    const send = async (): Promise<number> => {
      const { method, body } = unsigned;
      const request = { method, headers, ...(body === "" ? {} : { body }) };
      return (await fetchSigned(new Request(`${origin}${path}`, request))).status;
    };
    expect(await send()).toBe(200);
    // A signature is valid once.
    expect(await send()).not.toBe(200);
  });

  it("answers preflight requests of browsers", async () => {
    const shared = hostOf({ cors: { origins: ["https://dashboard.example"] } });
    const { status, headers } = await shared(
      new Request(`${origin}${base}/v1/windows`, {
        method: "OPTIONS",
        headers: { origin: "https://dashboard.example", "access-control-request-method": "GET" },
      }),
    );
    expect([status, headers.get("access-control-allow-origin")]).toEqual([204, "https://dashboard.example"]);
  });
});

it("accepts signatures of its root although a proxy serves it below a path", async () => {
  const { app } = testApp({ basePath, access: [signatureV4({ keys: [key], now })], now });
  const headers = await sign("/v1/windows", { method: "GET", headers: {}, body: "" });
  expect((await app.request(`${origin}/v1/windows`, { headers })).status).toBe(200);
  expect((await app.request(`${origin}/v1/windows`, { headers })).status).toBe(401);
});

describe("a host app", () => {
  it("keeps its own variables, routes and errors", async () => {
    const log: unknown[] = [];
    const host = new Hono<{ Variables: { record: string } }>();
    host.use("*", async (context, next) => {
      context.set("record", "of the host");
      await next();
      log.push(context.get("record"));
    });
    host.get("/", (context) => context.text("home"));
    host.onError((_, context) => context.text("error of the host", 500));
    host.route(base, testApp().app);
    host.get("/fails", () => {
      throw new Error("failed");
    });
    expect((await host.request(`${base}/v1/windows`)).status).toBe(200);
    expect(await (await host.request("/")).text()).toBe("home");
    const failed = await host.request("/fails");
    expect([await failed.text(), failed.headers.has("x-request-id")]).toEqual(["error of the host", false]);
    expect((await host.request("/other")).headers.get("content-type")).toContain("text/plain");
    expect(new Set(log)).toEqual(new Set(["of the host"]));
  });

  it.each(["json", "text", "arrayBuffer"] as const)("can read bodies as %s before the app", async (kind) => {
    const { app, get } = testApp({
      mock: {
        clock: manualClock("2026-11-22T08:00:00Z"),
        scenario: fleet({ invocations: 30, start: new Date("2026-11-22T07:30:00Z"), duration: 3_600_000 }),
      },
    });
    const host = new Hono();
    host.use("*", async (context, next) => {
      await context.req[kind]();
      await next();
    });
    host.route(base, app);
    const { WindowExecutionId } = fleetIds;
    const response = await host.request(`${base}/v1/executions/${WindowExecutionId}/cancel`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ WindowExecutionId }),
    });
    expect(response.status).toBe(202);
    expect((await get(`/v1/executions/${WindowExecutionId}`)).body["Status"]).toMatch(/^CANCELL/u);
  });

  it("mounts several apps", async () => {
    const host = new Hono().route("/one", testApp().app).route("/two", testApp().app);
    for (const path of ["/one", "/two"]) {
      const { type } = (await (await host.request(`${path}/v1/none`)).json()) as Document;
      expect(type).toBe(`${path}/docs#problem-route-not-found`);
    }
  });
});

describe("basePath", () => {
  it.each([
    "tools",
    "//host.example",
    "/a?b",
    "/a b",
    "/a/../b",
    "/a//b",
    "https://host.example/a",
    "/ä",
    "/<a>",
  ])("throws for %j", (path) => {
    expect(() => testApp({ basePath: path })).toThrow(
      `basePath ${JSON.stringify(path)} is not a valid path.`,
    );
  });

  it("is the root by default", async () => {
    for (const path of [undefined, "", "/"]) {
      const { get } = testApp({ basePath: path });
      expect((await get("/v1/none")).body["type"]).toBe("/docs#problem-route-not-found");
    }
  });

  it("does not apply to paths that only begin with it", async () => {
    const { get } = testApp({ basePath: "/tools" });
    expect((await get("/toolshed/v1/windows")).status).toBe(404);
  });
});
