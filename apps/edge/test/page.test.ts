/** The web page, as Cloudflare serves it: its document by the Worker, its other files without it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorker, type RunningWorker } from "./start-worker.ts";

let worker: RunningWorker;
beforeAll(async () => {
  worker = await startWorker({ WINDOWPANE_TOKENS: "reader:read:0123456789abcdef0123456789abcdef" });
});
afterAll(() => worker.stop());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${worker.url}${path}`, { headers, redirect: "manual" });

const html = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

describe("the web page on Cloudflare", () => {
  it("is at the root for browsers, without authentication and under a strict policy", async () => {
    const response = await get("/", html);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "text/html; charset=utf-8",
    ]);
    expect(await response.text()).toMatch(/<script[^>]+src="\.?\/?assets\/[^"]+\.js"/u);
    expect(response.headers.get("content-security-policy")).toContain(
      "default-src 'none'; script-src 'self'",
    );
    expect(response.headers.get("cache-control")).toBe("no-cache");
    const again = await get("/", { ...html, "if-none-match": response.headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
  });

  it("has assets that browsers cache for a year, under the same policy", async () => {
    const document = await get("/", html);
    const paths = [...(await document.text()).matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+)"/gu)];
    expect(paths.length).toBeGreaterThan(1);
    for (const [, path] of paths) {
      const response = await get(`/${path}`);
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      for (const name of ["content-security-policy", "x-content-type-options", "referrer-policy"]) {
        expect(response.headers.get(name)).toBe(document.headers.get(name));
      }
      expect((await response.text()).length).toBeGreaterThan(0);
    }
    // The Worker logs each of its requests.
    expect(worker.output()).not.toContain("/assets/");
  });

  it("has no missing asset, without the Worker", async () => {
    const response = await get("/assets/missing.js", html);
    expect([response.status, await response.text()]).toEqual([404, ""]);
  });

  it.each(["/index.html", "/_headers", "/THIRD-PARTY-NOTICES.txt", "/assets/../_headers"])(
    "has no file %s",
    async (path) => {
      const response = await get(path, html);
      expect([response.status, response.headers.get("content-type")]).toEqual([
        404,
        "application/problem+json",
      ]);
    },
  );

  it("leaves the other routes of the root as they are", async () => {
    expect((await get("/docs")).status).toBe(200);
    expect((await get("/v1/windows")).status).toBe(401);
    const response = await fetch(`${worker.url}/`, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows",
      },
      body: "{}",
    });
    expect(await response.text()).toContain("MissingAuthenticationTokenException");
    expect(await (await get("/", { accept: "*/*" })).text()).not.toContain("<script");
  });
});

describe("a Worker below a path", () => {
  const base = "/tools/windowpane";
  const token = "0123456789abcdef0123456789abcdef";
  let below: RunningWorker;
  beforeAll(async () => {
    below = await startWorker({ WINDOWPANE_TOKENS: `reader:read:${token}`, WINDOWPANE_BASE_PATH: base });
  });
  afterAll(() => below.stop());

  it("serves the page with its assets", async () => {
    const document = await fetch(`${below.url}${base}/`, { headers: html });
    const paths = [...(await document.text()).matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+)"/gu)];
    expect(paths.length).toBeGreaterThan(1);
    for (const [, path = ""] of paths) {
      const [own, root] = [await fetch(`${below.url}${base}/${path}`), await fetch(`${below.url}/${path}`)];
      expect([path, own.status, await own.text()]).toEqual([path, 200, await root.text()]);
      expect(own.headers.get("content-type")).toBe(root.headers.get("content-type"));
    }
    for (const path of ["assets/missing.js", "assets/%2e%2e%2f_headers", "assets/..%2f_headers", "_headers"])
      expect([path, (await fetch(`${below.url}${base}/${path}`)).status]).toEqual([path, 404]);
  });

  it("serves the account, with links that have the path", async () => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${below.url}${base}/v1/windows?maxResults=10`, { headers });
    expect([response.status, response.headers.get("link")]).toEqual([
      200,
      expect.stringContaining(`<${base}/v1/windows?maxResults=10&nextToken=`),
    ]);
  });
});
