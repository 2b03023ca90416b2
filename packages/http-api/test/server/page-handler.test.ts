import { describe, expect, it } from "vitest";
import { bearer, pageHeaders, type PageFile, type PageFiles } from "../../src/index.ts";
import { testApp } from "../test-app.ts";

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const files: ReadonlyMap<string, PageFile> = new Map([
  [
    "index.html",
    { media: "text/html", bytes: bytes("<!doctype html>plain"), br: bytes("brotli"), gzip: bytes("gzipped") },
  ],
  ["assets/main-AB12.js", { media: "text/javascript", bytes: bytes("plain()") }],
  ["assets/logo-CD34.png", { media: "image/png", bytes: new Uint8Array([0, 255]) }],
]);
const page: PageFiles = { file: async (path) => files.get(path) };
const { app, get, log, mock } = testApp({ page });
const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

describe("the page at the root", () => {
  it("is served to browsers, and is checked for updates each time", async () => {
    const { status, text, headers } = await get("/", browser);
    expect([status, text]).toEqual([200, "<!doctype html>plain"]);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("cache-control")).toBe("no-cache");
    expect(headers.get("vary")).toBe("Accept, Accept-Encoding");
    expect(mock.requests).toBe(0);
  });

  it.each(["*/*", "application/json", undefined])(
    "leaves GET with Accept %s to AWS's protocol",
    async (accept) => {
      const { status, text } = await get("/", accept === undefined ? {} : { accept });
      expect(status).toBe(403);
      expect(text).toContain("Unable to determine service/operation name to be authorized");
    },
  );

  it("leaves POST to AWS's protocol", async () => {
    const response = await app.request("/", { method: "POST", headers: browser, body: "{}" });
    expect(await response.text()).not.toContain("<!doctype html>");
    expect(response.headers.has("x-amzn-requestid")).toBe(true);
  });

  it("stays out of the way of the API reference", async () => {
    const { status, text } = await get("/docs", browser);
    expect([status, text.includes("<h1>")]).toEqual([200, true]);
  });

  it("responds to HEAD with the same headers and without a body", async () => {
    const head = await app.request("/", { method: "HEAD", headers: browser });
    const { headers } = await get("/", browser);
    expect(await head.text()).toBe("");
    for (const name of ["etag", "content-type", "content-length", "cache-control"]) {
      expect(head.headers.get(name)).toBe(headers.get(name));
    }
  });

  it("responds with 304 to the tag of the same encoding only", async () => {
    const plain = (await get("/", browser)).headers.get("etag") ?? "";
    const compressed = (await get("/", { ...browser, "accept-encoding": "br" })).headers.get("etag") ?? "";
    expect(plain).toMatch(/^"[0-9a-f]{32}"$/);
    expect(compressed).not.toBe(plain);
    const current = await get("/", { ...browser, "if-none-match": `W/${plain}` });
    expect([current.status, current.text, current.headers.get("etag")]).toEqual([304, "", plain]);
    expect((await get("/", { ...browser, "if-none-match": compressed })).status).toBe(200);
  });

  it.each([
    ["gzip, deflate, br, zstd", "br", "brotli"],
    ["gzip, deflate", "gzip", "gzipped"],
    ["br;q=0, gzip;q=0.1", "gzip", "gzipped"],
    ["*", "br", "brotli"],
    ["BR", "br", "brotli"],
    ["identity", null, "<!doctype html>plain"],
    ["br;q=0, *;q=0", null, "<!doctype html>plain"],
    ["", null, "<!doctype html>plain"],
    ["x,".repeat(5000), null, "<!doctype html>plain"],
  ])("selects the encoding for Accept-Encoding: %s", async (accepted, encoding, text) => {
    const response = await get("/", { ...browser, "accept-encoding": accepted });
    expect([response.headers.get("content-encoding"), response.text]).toEqual([encoding, text]);
    expect(response.headers.get("content-length")).toBe(String(text.length));
  });

  it("needs no authentication, unlike the API", async () => {
    const tokens = [{ id: "viewer", roles: ["read"], sha256: "0".repeat(64) }] as const;
    const closed = testApp({ page, access: [bearer({ tokens })] });
    expect((await closed.get("/", browser)).status).toBe(200);
    expect((await closed.get("/assets/main-AB12.js")).status).toBe(200);
    expect((await closed.get("/v1/windows")).status).toBe(401);
  });
});

describe("the assets of the page", () => {
  it("are cached for a year, because their names contain a hash", async () => {
    const { status, text, headers } = await get("/assets/main-AB12.js");
    expect([status, text]).toEqual([200, "plain()"]);
    expect(headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(headers.get("vary")).toBe("Accept-Encoding");
  });

  it("arrive byte by byte", async () => {
    const response = await app.request("/assets/logo-CD34.png");
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255]);
    expect(response.headers.get("content-type")).toBe("image/png");
  });

  it.each([
    "/assets/",
    "/assets/none.js",
    "/assets/../index.html/x",
    "/assets/..%2findex.html",
    "/assets/%2e%2e%2f%2e%2e%2fpackage.json",
    "/assets/..%5c..%5cpackage.json",
    "/assets/main-AB12.js/",
    "/assets/main-AB12.js%00",
    "/assets/constructor",
    "/assets/main-AB12.js.br",
    "/index.html",
    "/assets//main-AB12.js",
  ])("responds with a problem to %s", async (path) => {
    const { status, body, headers } = await get(path);
    expect([status, body["type"]]).toEqual([404, "/docs#problem-route-not-found"]);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("responds with a problem to a malformed URL", async () => {
    expect((await get("/assets/%zz")).status).toBe(400);
  });

  it("responds with 405 to other methods", async () => {
    const response = await app.request("/assets/main-AB12.js", { method: "DELETE" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  });

  it("are logged by their pattern", async () => {
    await get("/assets/main-AB12.js");
    expect(log.at(-1)).toMatchObject({ route: "/assets/{file}", api: "public", status: 200 });
  });
});

describe("the headers of the page", () => {
  it.each([
    ["/", "index.html"],
    ["/assets/main-AB12.js", "assets/main-AB12.js"],
  ])("are those that other hosts use: %s", async (path, file) => {
    const { headers } = await get(path, browser);
    for (const [name, value] of Object.entries(pageHeaders(file))) expect(headers.get(name)).toBe(value);
  });

  it("forbid everything but the page's own scripts, styles and API", () => {
    expect(pageHeaders("index.html")).toMatchObject({
      "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
        "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
    });
  });

  it("stay closed to other origins where the API is open to them", async () => {
    const shared = testApp({ page, cors: { origins: ["https://example.com"] } });
    const { headers } = await shared.get("/", browser);
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  });
});

describe("below a path", () => {
  it("redirects to the trailing slash, so that relative links work", async () => {
    const { Hono } = await import("hono");
    const outer = new Hono().route("/patching", app);
    const bare = await outer.request("/patching?theme=dark", { headers: browser });
    expect([bare.status, bare.headers.get("location")]).toEqual([308, "/patching/?theme=dark"]);
    expect(await (await outer.request("/patching/", { headers: browser })).text()).toContain("plain");
    expect((await outer.request("/patching/assets/main-AB12.js")).status).toBe(200);
  });
});
